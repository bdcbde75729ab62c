using System.Collections.Immutable;
using Slipway.Delivery.Durable;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.ArtifactFiles;

/// <summary>Packages as folders named by their ids, read-only once sealed. Several machines may seal into one folder: a package gets its name by a rename, so the first is kept and the others find it there.</summary>
/// <param name="root">The folder.</param>
/// <param name="isShared">True where others than the owner may read it, as the folder's own rights say.</param>
public sealed class FolderPackageStore(AbsolutePath root, bool isShared = false) : IPackageStore
{
    internal const string ManifestName = "manifest.json";

    // What a killed run left of a package that was being deleted; the next deletion of it takes that along.
    private const string Gone = ".gone";

    private const UnixFileMode Writing = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <inheritdoc />
    public string Place => root;

    /// <summary>Folder of a sealed package; it need not exist.</summary>
    public AbsolutePath FolderOf(string packageId) => root / packageId;

    /// <inheritdoc />
    public Task<string> SealAsync(Manifest manifest, AbsolutePath files, CancellationToken cancellation) => SealAsync(manifest, ManifestText.Write(manifest), files, cancellation);

    /// <summary>Seals files under a manifest whose very bytes are given: what was sealed elsewhere keeps its id.</summary>
    public Task<string> SealAsync(ReadOnlyMemory<byte> manifestText, AbsolutePath files, CancellationToken cancellation) =>
        SealAsync(ManifestText.Read(manifestText.Span, Digest.Of(manifestText.Span).Hex, files / ManifestName), manifestText, files, cancellation);

    private async Task<string> SealAsync(Manifest manifest, ReadOnlyMemory<byte> bytes, AbsolutePath files, CancellationToken cancellation)
    {
        string id = Digest.Of(bytes.Span).Hex;
        if (PackagePath.Refusal(manifest) is { } refusal)
            throw new FaultException(ExitCode.Damaged, PackageFaults.Unreadable(files / ManifestName, refusal));
        if (Directory.Exists(FolderOf(id)))
            return id;
        AbsolutePath part = root / $"{id}.{Guid.NewGuid():N}.part";
        try
        {
            MakeFolder(part);
            foreach (Artifact artifact in manifest.Artifacts)
                await CopyAsync(artifact, files / artifact.Path, part / artifact.Path, cancellation).ConfigureAwait(false);
            await File.WriteAllBytesAsync(part / ManifestName, bytes, cancellation).ConfigureAwait(false);
            DurableFile.Flush(part / ManifestName);
            foreach (string file in Directory.EnumerateFiles(part, "*", SearchOption.AllDirectories))
                MakeReadOnly(file);
            Directory.Move(part, FolderOf(id));
            Posix.FlushFolder(root);
            return id;
        }
        catch (IOException) when (Directory.Exists(FolderOf(id)))
        {
            return id; // another run sealed the same package meanwhile: the same bytes under the same name
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            throw StateFaults.NotWritten(part, exception);
        }
        finally
        {
            if (Directory.Exists(part))
                Directory.Delete(part, recursive: true);
        }
    }

    /// <inheritdoc />
    public Task<ImmutableArray<string>> ListAsync(CancellationToken cancellation) => Task.FromResult<ImmutableArray<string>>(
        Directory.Exists(root) ? [.. Directory.EnumerateDirectories(root).Select(folder => Path.GetFileName(folder)).Where(name => Digest.TryParse(name, out _))] : []);

    /// <inheritdoc />
    public async Task<Manifest> ReadAsync(string packageId, CancellationToken cancellation)
    {
        AbsolutePath file = FolderOf(packageId) / ManifestName;
        if (!Directory.Exists(FolderOf(packageId)))
            throw new FaultException(ExitCode.Usage, PackageFaults.Unknown(packageId, root));
        if (!File.Exists(file))
            throw new FaultException(ExitCode.Damaged, PackageFaults.Missing(file));
        return ManifestText.Read(await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false), packageId, file);
    }

    /// <inheritdoc />
    public async Task<ImmutableArray<Fault>> VerifyAsync(string packageId, CancellationToken cancellation)
    {
        Manifest manifest = await ReadAsync(packageId, cancellation).ConfigureAwait(false);
        AbsolutePath folder = FolderOf(packageId);
        var faults = ImmutableArray.CreateBuilder<Fault>();
        HashSet<string> known = [folder / ManifestName, .. manifest.Artifacts.Select(artifact => (string)(folder / artifact.Path))];
        foreach (string extra in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !known.Contains(file)))
            faults.Add(PackageFaults.Extra(extra));
        foreach (Artifact artifact in manifest.Artifacts)
        {
            AbsolutePath file = folder / artifact.Path;
            if (!File.Exists(file))
                faults.Add(PackageFaults.Missing(file));
            else if (await FileDigest.OfAsync(file, cancellation).ConfigureAwait(false) is var actual && actual.Hex != artifact.Sha256)
                faults.Add(PackageFaults.Altered(file, artifact.Sha256, actual.Hex));
        }

        return faults.ToImmutable();
    }

    /// <inheritdoc />
    public Task DeleteAsync(string packageId, CancellationToken cancellation)
    {
        try
        {
            if (Directory.Exists(FolderOf(packageId)))
                Directory.Move(FolderOf(packageId), root / $"{packageId}.{Guid.NewGuid():N}{Gone}");
            foreach (string gone in Directory.Exists(root) ? Directory.GetDirectories(root, $"{packageId}.*{Gone}") : [])
                Remove(gone);
            return Task.CompletedTask;
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            throw StateFaults.NotWritten(FolderOf(packageId), exception);
        }
    }

    // Windows deletes nothing that is read-only.
    private static void Remove(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task CopyAsync(Artifact artifact, AbsolutePath from, AbsolutePath to, CancellationToken cancellation)
    {
        if (!File.Exists(from))
            throw new FaultException(ExitCode.Damaged, PackageFaults.Missing(from));
        MakeFolder(to.Parent!);
        File.Copy(from, to);
        DurableFile.Flush(to);
        Digest actual = await FileDigest.OfAsync(to, cancellation).ConfigureAwait(false);
        if (actual.Hex != artifact.Sha256)
            throw new FaultException(ExitCode.Damaged, PackageFaults.Altered(from, artifact.Sha256, actual.Hex));
    }

    private void MakeReadOnly(string file)
    {
        if (OperatingSystem.IsWindows())
            File.SetAttributes(file, FileAttributes.ReadOnly);
        else
            File.SetUnixFileMode(file, File.GetUnixFileMode(file) & ~(isShared ? Writing : Writing | Others));
    }

    private void MakeFolder(AbsolutePath folder)
    {
        if (isShared)
            Directory.CreateDirectory(folder);
        else
            PrivateFolder.Create(folder);
    }
}
