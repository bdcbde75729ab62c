using System.Collections.Immutable;
using Slipway.Targets.Caching;

namespace Slipway.Execution.Caching;

/// <summary>All a target's work depends on at one moment.</summary>
/// <param name="Fields">Kept and compared.</param>
/// <param name="Stamps">What the files looked like, so that a file that changed and changed back is seen.</param>
internal sealed record InputReading(ImmutableArray<InputField> Fields, ImmutableSortedDictionary<string, FileStamp> Stamps)
{
    /// <summary>Reads it.</summary>
    public static async Task<InputReading> OfAsync(CachedWork work, CacheFolder folder, FileDigests digests, CancellationToken cancellation)
    {
        ImmutableArray<InputField> others = await work.ReadOthers(cancellation).ConfigureAwait(false);
        SortedDictionary<string, FileStamp> files = new FoundFiles(folder.Root, followsLinks: true).Of(work.Inputs, work.Except);
        var fields = others.ToBuilder();
        foreach ((string path, FileStamp stamp) in files)
            fields.Add(new InputField(InputKind.File, path, Content(folder.Root / path, path, stamp, digests)));
        foreach (string missing in work.Inputs.Where(pattern => pattern.IsPlain).Select(pattern => pattern.Text).Distinct(StringComparer.Ordinal))
        {
            if (!files.ContainsKey(missing) && !files.Keys.Any(path => path.StartsWith(missing + "/", StringComparison.Ordinal)))
                fields.Add(new InputField(InputKind.File, missing, Directory.Exists(folder.Root / missing) ? "an empty folder" : "absent"));
        }

        return new InputReading(fields.ToImmutable(), files.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    /// <summary>The first file that is not as it was, though perhaps it is again; null where none is.</summary>
    public string? Touched(InputReading later) =>
        Difference.Between(Fields, later.Fields) is [var first, ..] ? first.Name
        : Stamps.FirstOrDefault(pair => later.Stamps.GetValueOrDefault(pair.Key) != pair.Value).Key;

    private static string Content(string file, string path, FileStamp stamp, FileDigests digests)
    {
        if (stamp.Kind == EntryKind.Special)
            throw new IOException($"{path} is no file that can be read twice");
        if (stamp.Kind == EntryKind.File)
            return digests.Of(file).Hex + Executable(stamp);
        string target = new FileInfo(file).LinkTarget ?? "";
        string? real = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName;
        return real is null || !File.Exists(real) ? $"a link to {target}"
            : $"{digests.Of(real).Hex}{Executable(FileStamp.Of(real))}, a link to {target}";
    }

    private static string Executable(FileStamp stamp) => (stamp.Mode & 0x49) != 0 ? " executable" : "";
}
