using System.IO.Enumeration;
using Slipway.Vocabulary.Paths;

namespace Slipway.IO;

/// <summary>Looks at what lies at a path.</summary>
public static class PathQueries
{
    /// <summary>True when there is a file or a folder.</summary>
    public static bool Exists(this AbsolutePath path) => File.Exists(path) || Directory.Exists(path);

    /// <summary>True when there is a file.</summary>
    public static bool FileExists(this AbsolutePath path) => File.Exists(path);

    /// <summary>True when there is a folder.</summary>
    public static bool DirectoryExists(this AbsolutePath path) => Directory.Exists(path);

    /// <summary>The path when something is there, otherwise null.</summary>
    public static AbsolutePath? Existing(this AbsolutePath path) => path.Exists() ? path : null;

    /// <summary>The path when there is a file, otherwise null.</summary>
    public static AbsolutePath? ExistingFile(this AbsolutePath path) => path.FileExists() ? path : null;

    /// <summary>The path when there is a folder, otherwise null.</summary>
    public static AbsolutePath? ExistingDirectory(this AbsolutePath path) => path.DirectoryExists() ? path : null;

    /// <summary>True when some file below matches.</summary>
    public static bool ContainsFile(this AbsolutePath path, string pattern, int depth = 1) => path.GetFiles(pattern, depth).Any();

    /// <summary>True when the other path is this one or lies below it.</summary>
    public static bool Contains(this AbsolutePath path, AbsolutePath other) => other.IsWithin(path);

    /// <summary>Files below that match one of the patterns, in ordinal order: <c>**/*.cs</c>, <c>{src,tests}/*/bin</c>.</summary>
    public static IReadOnlyCollection<AbsolutePath> GlobFiles(this AbsolutePath folder, params string[] patterns) =>
        Glob.Find(folder, patterns, wantsFiles: true);

    /// <summary>Folders below that match one of the patterns, in ordinal order.</summary>
    public static IReadOnlyCollection<AbsolutePath> GlobDirectories(this AbsolutePath folder, params string[] patterns) =>
        Glob.Find(folder, patterns, wantsFiles: false);

    /// <summary>Files in the folder, and below it as deep as told (1 is the folder alone), in ordinal order.</summary>
    public static IEnumerable<AbsolutePath> GetFiles(this AbsolutePath folder, string pattern = "*", int depth = 1) =>
        Entries(folder, pattern, depth, wantsFiles: true);

    /// <summary>Folders in the folder, and below it as deep as told, in ordinal order; links are listed but not entered.</summary>
    public static IEnumerable<AbsolutePath> GetDirectories(this AbsolutePath folder, string pattern = "*", int depth = 1) =>
        Entries(folder, pattern, depth, wantsFiles: false);

    /// <summary>The file as an address of the file scheme.</summary>
    public static string ToFileUri(this AbsolutePath path) => new UriBuilder(Uri.UriSchemeFile, "") { Path = path }.Uri.AbsoluteUri;

    private static IEnumerable<AbsolutePath> Entries(AbsolutePath folder, string pattern, int depth, bool wantsFiles)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        var options = new EnumerationOptions { AttributesToSkip = 0, RecurseSubdirectories = depth > 1, MaxRecursionDepth = depth - 1 };
        var entries = new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                entry.IsDirectory != wantsFiles && FileSystemName.MatchesSimpleExpression(pattern, entry.FileName, OperatingSystem.IsWindows()),
            // A link may lead back up; .NET alone would follow it until the path is too long.
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        return entries.Order(StringComparer.Ordinal).Select(AbsolutePath.Create);
    }
}
