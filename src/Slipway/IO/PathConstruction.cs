using Slipway.Vocabulary.Paths;

namespace Slipway.IO;

/// <summary>The static path calls of older builds, each with what to write instead.</summary>
public static class PathConstruction
{
    /// <summary>Files below a folder that fit a pattern.</summary>
    [Obsolete("Use folder.GlobFiles(patterns).")]
    public static IReadOnlyCollection<string> GlobFiles(AbsolutePath directory, params string[] patterns) =>
        [.. PathQueries.GlobFiles(directory, patterns).Select(path => (string)path)];

    /// <summary>Folders below a folder that fit a pattern.</summary>
    [Obsolete("Use folder.GlobDirectories(patterns).")]
    public static IReadOnlyCollection<string> GlobDirectories(AbsolutePath directory, params string[] patterns) =>
        [.. PathQueries.GlobDirectories(directory, patterns).Select(path => (string)path)];

    /// <summary>The way from one path to another.</summary>
    [Obsolete("Use basePath.GetRelativePathTo(destination).")]
    public static string GetRelativePath(AbsolutePath basePath, AbsolutePath destinationPath) => basePath.GetRelativePathTo(destinationPath);

    /// <summary>A path below a path.</summary>
    [Obsolete("Use folder / \"part\".")]
    public static string Combine(AbsolutePath left, string right) => left / right;

    /// <summary>True when one path lies within another.</summary>
    [Obsolete("Use folder.Contains(path).")]
    public static bool IsDescendantPath(AbsolutePath basePath, AbsolutePath destinationPath) => destinationPath.IsWithin(basePath);
}
