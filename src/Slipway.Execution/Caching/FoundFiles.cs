using System.Collections.Immutable;
using Slipway.Targets.Caching;
using Slipway.Vocabulary.Paths;

namespace Slipway.Execution.Caching;

/// <summary>Finds what patterns mean. A folder is walked once, whatever number of patterns begin in it.</summary>
/// <param name="root">The repository's folder.</param>
/// <param name="followsLinks">
/// True for what is read: a link to a folder leads on, but never back into a folder on the way. False for what is made: a link is a link.
/// </param>
internal sealed class FoundFiles(AbsolutePath root, bool followsLinks)
{
    private readonly SortedDictionary<string, FileStamp> _found = new(StringComparer.Ordinal);

    /// <summary>What the patterns mean and no exception: files, links, what is special, and empty folders where a plain path means them.</summary>
    public SortedDictionary<string, FileStamp> Of(ImmutableArray<PathPattern> patterns, ImmutableArray<PathPattern> except)
    {
        foreach (IGrouping<string, PathPattern> start in patterns.GroupBy(pattern => pattern.Start))
        {
            PathPattern[] several = [.. start];
            string path = start.Key;
            if (path.Length > 0 && !except.Any(one => one.MatchesSomeOf(path)))
                See(path, several, except, []);
            else if (path.Length == 0)
                Walk(path, several, except, [root]);
        }

        return _found;
    }

    private void See(string path, PathPattern[] patterns, ImmutableArray<PathPattern> except, ImmutableHashSet<string> way)
    {
        FileStamp stamp = FileStamp.Of(Path.Combine(root, path));
        bool isMeant = patterns.Any(pattern => pattern.Matches(path));
        if (stamp.Kind is EntryKind.File or EntryKind.Special or EntryKind.Link && isMeant)
            _found[path] = stamp;
        if (stamp.Kind == EntryKind.Folder)
            Walk(path, patterns, except, way);
        else if (stamp.Kind == EntryKind.Link && followsLinks && Directory.Exists(Path.Combine(root, path)))
            Walk(path, patterns, except, way);
    }

    private void Walk(string folder, PathPattern[] patterns, ImmutableArray<PathPattern> except, ImmutableHashSet<string> way)
    {
        string full = Path.Combine(root, folder);
        string real = followsLinks ? new DirectoryInfo(full).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full : full;
        if (way.Contains(real))
            return;
        bool isEmpty = true;
        foreach (string entry in Directory.EnumerateFileSystemEntries(full))
        {
            isEmpty = false;
            string name = Path.GetFileName(entry);
            string path = folder.Length == 0 ? name : $"{folder}/{name}";
            if (path is ".git" or ".nuke/temp" or ".nuke/state" || except.Any(one => one.MatchesSomeOf(path)))
                continue;
            See(path, patterns, except, way.Add(real));
        }

        if (isEmpty && !followsLinks && patterns.Any(pattern => pattern.IsPlain))
            _found[folder] = FileStamp.Of(full);
    }
}
