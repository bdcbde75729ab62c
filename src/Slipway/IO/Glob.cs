using System.IO.Enumeration;
using Slipway.Vocabulary.Paths;

namespace Slipway.IO;

/// <summary>
/// Finds entries by patterns of <c>*</c>, <c>?</c>, <c>{a,b}</c> and <c>**</c> (any number of folders, none included).
/// Letter case counts except on Windows. Links to folders are followed, but never back into a folder on the way.
/// </summary>
internal sealed class Glob
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0 };
    private static readonly bool IgnoresCase = OperatingSystem.IsWindows();

    private readonly string[][] _patterns;
    private readonly bool _wantsFiles;
    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);

    private Glob(string[][] patterns, bool wantsFiles)
    {
        _patterns = patterns;
        _wantsFiles = wantsFiles;
    }

    /// <summary>Matching files, or folders, below the root, in ordinal order.</summary>
    /// <exception cref="ArgumentException">A pattern is absolute, empty, goes up after its beginning, or has <c>[</c> or a leading <c>!</c>, which mean something elsewhere.</exception>
    public static IReadOnlyCollection<AbsolutePath> Find(AbsolutePath root, IEnumerable<string> patterns, bool wantsFiles)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var roots = patterns.SelectMany(Braces.Expand).Select(pattern => Rooted(root, pattern)).GroupBy(pair => pair.Root, pair => pair.Segments);
        foreach (IGrouping<AbsolutePath, string[]> group in roots)
        {
            var glob = new Glob([.. group], wantsFiles);
            if (Directory.Exists(group.Key))
                glob.Walk(new DirectoryInfo(group.Key), [.. Enumerable.Range(0, glob._patterns.Length).Select(pattern => (pattern, 0))], [group.Key]);
            found.UnionWith(glob._found);
        }

        return [.. found.Select(path => (AbsolutePath)path)];
    }

    private static (AbsolutePath Root, string[] Segments) Rooted(AbsolutePath root, string pattern)
    {
        // Taken as they stand they would find nothing, and nobody would know why.
        if (pattern.StartsWith('!') || pattern.Contains('['))
            throw new ArgumentException($"'{pattern}': patterns here know *, ?, {{a,b}} and **; leave files out with .Where(…), and write each letter of [abc] as {{a,b,c}}.", nameof(pattern));
        string[] segments = [.. pattern.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != ".")];
        int up = segments.TakeWhile(segment => segment == "..").Count();
        if (Path.IsPathRooted(pattern) || segments.Length == up || segments.Skip(up).Contains(".."))
            throw new ArgumentException($"'{pattern}' is not a pattern below '{root}'.", nameof(pattern));
        AbsolutePath start = Enumerable.Repeat("..", up).Aggregate(root, (path, part) => path / part);
        return (start, segments[^1] == "**" ? [.. segments[up..], "*"] : segments[up..]);
    }

    // A state is a pattern and how many of its segments are behind us; "way" holds the real folders we came through.
    private void Walk(DirectoryInfo folder, HashSet<(int Pattern, int Segment)> states, HashSet<string> way)
    {
        foreach ((int pattern, int segment) in states.ToArray())
        {
            for (int next = segment; _patterns[pattern][next] == "**"; next++)
                states.Add((pattern, next + 1));
        }

        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos("*", Everything))
        {
            bool isFolder = entry is DirectoryInfo;
            var below = new HashSet<(int, int)>();
            foreach ((int pattern, int segment) in states)
                Step(entry, isFolder, pattern, segment, below);
            if (below.Count > 0 && isFolder)
                Enter((DirectoryInfo)entry, below, way);
        }
    }

    private void Step(FileSystemInfo entry, bool isFolder, int pattern, int segment, HashSet<(int, int)> below)
    {
        string[] segments = _patterns[pattern];
        if (segments[segment] == "**")
        {
            below.Add((pattern, segment));
            return;
        }

        if (!FileSystemName.MatchesSimpleExpression(segments[segment], entry.Name, IgnoresCase))
            return;
        if (segment + 1 < segments.Length)
            below.Add((pattern, segment + 1));
        else if (isFolder != _wantsFiles)
            _found.Add(entry.FullName);
    }

    private void Enter(DirectoryInfo folder, HashSet<(int, int)> states, HashSet<string> way)
    {
        string real = folder.LinkTarget is null ? folder.FullName : folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName;
        if (!folder.Exists || !way.Add(real))
            return;
        Walk(folder, states, way);
        way.Remove(real);
    }
}
