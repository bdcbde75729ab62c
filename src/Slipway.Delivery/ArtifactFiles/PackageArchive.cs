using System.Formats.Tar;
using System.IO.Compression;
using Slipway.Delivery.Durable;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.ArtifactFiles;

/// <summary>
/// A sealed package as one file, to be carried to another store: a tar whose one folder is named by the package's id and holds <c>manifest.json</c> first, then every artifact.
/// A name that ends in <c>.gz</c> or <c>.tgz</c> is packed. What happened to the package stands in the ledger, not in the file.
/// </summary>
public static class PackageArchive
{
    /// <summary>Writes a package to a file, which is there whole or not at all.</summary>
    /// <exception cref="FaultException">The package is not as it was sealed (exit 10), or the file cannot be written.</exception>
    public static async Task ExportAsync(IPackageStore store, string packageId, AbsolutePath file, CancellationToken cancellation)
    {
        var altered = await store.VerifyAsync(packageId, cancellation).ConfigureAwait(false);
        if (!altered.IsEmpty)
            throw new FaultException(ExitCode.Damaged, altered);
        Manifest manifest = await store.ReadAsync(packageId, cancellation).ConfigureAwait(false);
        AbsolutePath part = $"{file}.{Guid.NewGuid():N}.part";
        try
        {
            Directory.CreateDirectory(file.Parent!);
            await WriteAsync(store.FolderOf(packageId), packageId, manifest, part, IsPacked(file), cancellation).ConfigureAwait(false);
            DurableFile.Flush(part);
            File.Move(part, file, overwrite: true);
            Posix.FlushFolder(file.Parent!);
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            throw StateFaults.NotWritten(file, exception);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Checks a file against the manifest in it, byte by byte, and seals what it holds into a store. Nothing is kept of a file that is not sound.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="file">The file.</param>
    /// <param name="asked">The beginning of the id it must have, or null for any.</param>
    /// <param name="temporary">A folder that is not there yet, and is gone again afterwards.</param>
    /// <param name="cancellation">Ends the import; nothing is kept.</param>
    /// <returns>The package's id.</returns>
    /// <exception cref="FaultException">The file is damaged or hostile (exit 10), names another package, or is not there (exit 2).</exception>
    public static async Task<string> ImportAsync(IPackageStore store, AbsolutePath file, string? asked, AbsolutePath temporary, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            throw new FaultException(ExitCode.Usage, PackageFaults.NotAnArchive(file, "there is no such file"));
        PrivateFolder.Create(temporary);
        try
        {
            await using FileStream bytes = File.OpenRead(file);
            await using Stream content = await IsGzipAsync(bytes, cancellation).ConfigureAwait(false) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
            await using var reader = new TarReader(content);
            var unpacking = new Unpacking(reader, file, temporary);
            (string id, byte[] manifest) = await unpacking.ReadManifestAsync(asked, cancellation).ConfigureAwait(false);
            await unpacking.ReadArtifactsAsync(cancellation).ConfigureAwait(false);
            string sealedId = await store.SealAsync(manifest, temporary, cancellation).ConfigureAwait(false);
            return sealedId == id ? id : throw new System.Diagnostics.UnreachableException();
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException or ArgumentException or NotSupportedException)
        {
            throw new FaultException(ExitCode.Damaged, PackageFaults.NotAnArchive(file, exception.Message), exception);
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            throw StateFaults.NotWritten(temporary, exception);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static async Task WriteAsync(AbsolutePath folder, string id, Manifest manifest, AbsolutePath part, bool isPacked, CancellationToken cancellation)
    {
        await using FileStream bytes = File.Create(part);
        await using Stream content = isPacked ? new GZipStream(bytes, CompressionLevel.Optimal) : bytes;
        await using var writer = new TarWriter(content, TarEntryFormat.Gnu, leaveOpen: true); // Pax would write the number of our process into it
        foreach (string path in manifest.Artifacts.Select(artifact => artifact.Path).Prepend(FolderPackageStore.ManifestName))
        {
            await using FileStream source = File.OpenRead(folder / path);
            var entry = new GnuTarEntry(TarEntryType.RegularFile, $"{id}/{path}") 
            {
                Mode = ModeOf(folder / path),
                ModificationTime = DateTimeOffset.UnixEpoch,
                DataStream = source,
            };
            await writer.WriteEntryAsync(entry, cancellation).ConfigureAwait(false);
        }
    }

    private static UnixFileMode ModeOf(string file)
    {
        const UnixFileMode reading = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode running = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != 0 ? reading | running : reading;
    }

    private static bool IsPacked(AbsolutePath file) => file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || file.Name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    private static async Task<bool> IsGzipAsync(FileStream stream, CancellationToken cancellation)
    {
        byte[] start = new byte[2];
        int read = await stream.ReadAtLeastAsync(start, 2, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        stream.Position = 0;
        return read == 2 && start[0] == 0x1F && start[1] == 0x8B;
    }
}
