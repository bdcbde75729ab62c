using System.Collections.Immutable;
using System.IO.Compression;
using Slipway.Releases.Evidence;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Scanning;

/// <summary>Looks through files for secrets. What it finds is a place and a rule, never the secret.</summary>
public sealed class SecretScan(SecretSearch search)
{
    /// <summary>Looks through files of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">Paths below it; links and what is not there are passed over.</param>
    /// <param name="what">What the files are, for the reader.</param>
    /// <param name="cancellation">Ends it between two pieces of a file.</param>
    public async Task<ScanReport> ReadAsync(AbsolutePath folder, ImmutableArray<string> files, string what, CancellationToken cancellation)
    {
        var findings = ImmutableArray.CreateBuilder<string>();
        int count = 0;
        foreach (string path in files)
        {
            var file = new FileInfo(folder / path);
            if (!file.Exists || file.LinkTarget is not null)
                continue;
            count++;
            try
            {
                findings.AddRange(await ReadFileAsync(file.FullName, path, cancellation).ConfigureAwait(false));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                findings.Add($"{path}: it could not be read"); // what nobody looked at is not clean
            }
        }

        return new ScanReport("secrets", [.. findings.Distinct()], $"{count} files of {what}{(search.Values > 0 ? $", {search.Values} known values" : "")}", HasData: count > 0);
    }

    private async Task<ImmutableArray<string>> ReadFileAsync(AbsolutePath file, string path, CancellationToken cancellation)
    {
        await using FileStream stream = File.OpenRead(file);
        ImmutableArray<string> found = await SearchedStream.FindAsync(stream, search, path, cancellation).ConfigureAwait(false);
        if (!file.HasExtension("nupkg", "snupkg", "zip"))
            return found;
        var all = found.ToBuilder();
        try
        {
            stream.Position = 0;
            await using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                await using Stream content = await entry.OpenAsync(cancellation).ConfigureAwait(false);
                all.AddRange(await SearchedStream.FindAsync(content, search, $"{path}!{entry.FullName}", cancellation).ConfigureAwait(false));
            }
        }
        catch (InvalidDataException)
        {
            all.Add($"{path}: it is no archive that can be looked into");
        }

        return all.ToImmutable();
    }
}
