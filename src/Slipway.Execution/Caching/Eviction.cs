using Slipway.Targets.Caching;
using Slipway.Vocabulary.Paths;

namespace Slipway.Execution.Caching;

/// <summary>Throws away what nobody used for long, and of the rest what was used longest ago until the limit holds.</summary>
internal sealed class Eviction(CacheFolder folder, CacheLimits limits, DateTimeOffset now)
{
    // What another run has just written, its entry will name in a moment.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    public void Run()
    {
        FileInfo[] entries = [.. new DirectoryInfo(folder.Entries).GetFiles().OrderByDescending(file => file.LastWriteTimeUtc)];
        var kept = new HashSet<string>(StringComparer.Ordinal);
        long bytes = 0;
        bool isFull = false;
        foreach (FileInfo file in entries)
        {
            CacheEntry? entry = now.UtcDateTime - file.LastWriteTimeUtc > limits.Age || isFull ? null : folder.Find(file.Name);
            OutputFile[] added = entry is null ? []
                : [.. entry.Outputs.Where(output => output.Kind == OutputKind.File).DistinctBy(output => output.Content)];
            added = [.. added.Where(output => !kept.Contains(output.Content))];
            isFull |= bytes + added.Sum(output => output.Size) > limits.Bytes;
            if (entry is null || isFull)
            {
                if (!IsOfAnother(file))
                    file.Delete();
                continue;
            }

            bytes += added.Sum(output => output.Size);
            kept.UnionWith(added.Select(output => output.Content));
        }

        foreach (FileInfo content in new DirectoryInfo(folder.Contents).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            bool isFresh = now.UtcDateTime - content.LastWriteTimeUtc < Fresh;
            if (!kept.Contains(content.Name) && (!isFresh || (isFull && content.Extension != ".part")))
                content.Delete();
        }

        Sweep(folder.Path / "work", Fresh);
        Sweep(folder.Path / "aside", limits.Age);
    }

    // A part that is being written at this moment.
    private bool IsOfAnother(FileInfo file) => file.Extension == ".part" && now.UtcDateTime - file.LastWriteTimeUtc < Fresh;

    private void Sweep(AbsolutePath parent, TimeSpan age)
    {
        foreach (DirectoryInfo old in new DirectoryInfo(parent) is { Exists: true } there ? there.GetDirectories() : [])
        {
            if (now.UtcDateTime - old.LastWriteTimeUtc > age)
                old.Delete(recursive: true);
        }
    }
}
