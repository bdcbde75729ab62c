using System.Formats.Tar;
using System.Security.Cryptography;
using Slipway.Delivery.Durable;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.ArtifactFiles;

/// <summary>
/// Lays the files of one archive into a folder. Only files that the manifest names come out, each under its name and of its size and digest;
/// links, devices, folders and names that lead elsewhere are refused, and so nothing is written that was not announced.
/// </summary>
internal sealed class Unpacking(TarReader reader, AbsolutePath file, AbsolutePath folder)
{
    private const int LongestManifest = 16 << 20;
    private const long LargestPackage = 8L << 30;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private Manifest? _manifest;
    private string _id = "";

    public async Task<(string Id, byte[] Bytes)> ReadManifestAsync(string? asked, CancellationToken cancellation)
    {
        TarEntry entry = await NextAsync(cancellation).ConfigureAwait(false) ?? throw new FaultException(ExitCode.Damaged, PackageFaults.NotAnArchive(file, "it is empty"));
        string[] parts = entry.Name.Split('/');
        if (parts is not [{ } id, FolderPackageStore.ManifestName] || !Digest.TryParse(id, out _))
            throw Refused(entry.Name, $"the first has to be ID/{FolderPackageStore.ManifestName}");
        if (entry.Length is <= 0 or > LongestManifest)
            throw Refused(entry.Name, $"it has {entry.Length} bytes, more than none and at most {LongestManifest} are allowed");
        byte[] bytes = new byte[entry.Length];
        await entry.DataStream!.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false); // of more than no bytes, so it is there
        _id = id;
        _manifest = ManifestText.Read(bytes, id, $"{file}: {entry.Name}");
        if (PackagePath.Refusal(_manifest) is { } refusal)
            throw Refused(entry.Name, refusal);
        if (_manifest.Artifacts.Sum(artifact => artifact.Size) > LargestPackage)
            throw Refused(entry.Name, $"its files have more than {LargestPackage} bytes");
        if (asked is not null && !id.StartsWith(asked, StringComparison.OrdinalIgnoreCase))
            throw new FaultException(ExitCode.Damaged, PackageFaults.NotThatPackage(file, asked, id));
        return (id, bytes);
    }

    public async Task ReadArtifactsAsync(CancellationToken cancellation)
    {
        var known = _manifest!.Artifacts.ToDictionary(artifact => $"{_id}/{artifact.Path}", StringComparer.Ordinal);
        while (await NextAsync(cancellation).ConfigureAwait(false) is { } entry)
        {
            if (!known.TryGetValue(entry.Name, out Artifact? artifact))
                throw Refused(entry.Name, "the manifest does not name it");
            if (!_seen.Add(entry.Name))
                throw Refused(entry.Name, "it is there twice");
            if (entry.Length != artifact.Size)
                throw Refused(entry.Name, $"it has {entry.Length} bytes, recorded are {artifact.Size}");
            await LayAsync(entry, artifact, cancellation).ConfigureAwait(false);
        }

        if (known.Keys.FirstOrDefault(name => !_seen.Contains(name)) is { } missing)
            throw Refused(missing, "the manifest names it and it is not there");
    }

    private async Task<TarEntry?> NextAsync(CancellationToken cancellation)
    {
        TarEntry? entry = await reader.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false);
        return entry is null or { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile } ? entry : throw Refused(entry.Name, $"it is a {entry.EntryType}, only files are allowed");
    }

    private async Task LayAsync(TarEntry entry, Artifact artifact, CancellationToken cancellation)
    {
        AbsolutePath target = folder / artifact.Path;
        PrivateFolder.Create(target.Parent!);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (FileStream output = new(target, FileMode.CreateNew, FileAccess.Write))
        {
            byte[] buffer = new byte[128 * 1024];
            while (entry.DataStream is not null && await entry.DataStream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var length)
            {
                hash.AppendData(buffer, 0, length);
                await output.WriteAsync(buffer.AsMemory(0, length), cancellation).ConfigureAwait(false);
            }
        }

        string actual = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (actual != artifact.Sha256)
            throw new FaultException(ExitCode.Damaged, PackageFaults.Altered($"{file}: {entry.Name}", artifact.Sha256, actual));
        if (!OperatingSystem.IsWindows() && (entry.Mode & UnixFileMode.UserExecute) != 0)
            File.SetUnixFileMode(target, File.GetUnixFileMode(target) | UnixFileMode.UserExecute);
    }

    private FaultException Refused(string member, string reason) => new(ExitCode.Damaged, PackageFaults.NotCarried(file, $"'{member}'", reason));
}
