using System.Formats.Tar;
using Slipway.Reports.Bundles;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Reads what <c>Audit --export</c> wrote, packed or unpacked. Nothing is written anywhere.</summary>
internal static class BundleFile
{
    private const string Folder = "audit";

    /// <exception cref="FaultException">It is no bundle (exit 2), or was altered (exit 10).</exception>
    public static async Task<BundleContents> ReadAsync(AbsolutePath path, CancellationToken cancellation)
    {
        string place = path.Name;
        try
        {
            return BundleContents.Read(Directory.Exists(path) ? await UnpackedAsync(path, cancellation).ConfigureAwait(false) : await PackedAsync(path, cancellation).ConfigureAwait(false), place);
        }
        catch (Exception exception) when (exception is FormatException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new FaultException(ExitCode.Usage, [BundleContents.NoBundle(path, exception.Message)], exception);
        }
    }

    private static async Task<Dictionary<string, byte[]>> PackedAsync(AbsolutePath file, CancellationToken cancellation)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await using FileStream stream = File.OpenRead(file);
        await using var archive = new TarReader(stream);
        while (await archive.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
        {
            string path = entry.Name.StartsWith(Folder + "/", StringComparison.Ordinal) ? entry.Name[(Folder.Length + 1)..] : entry.Name;
            if (!BundleContents.IsRead(path))
                continue;
            using var content = new MemoryStream();
            if (entry.DataStream is { } data)
                await data.CopyToAsync(content, cancellation).ConfigureAwait(false);
            files[path] = content.ToArray();
        }

        return files;
    }

    private static async Task<Dictionary<string, byte[]>> UnpackedAsync(AbsolutePath folder, CancellationToken cancellation)
    {
        AbsolutePath root = File.Exists(folder / "ledger.jsonl") ? folder : folder / Folder;
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (!Directory.Exists(root))
            return files;
        foreach (string file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            string path = Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');
            if (BundleContents.IsRead(path))
                files[path] = await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false);
        }

        return files;
    }
}
