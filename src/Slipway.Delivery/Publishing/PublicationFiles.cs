using System.Collections.Immutable;
using System.Text;
using Slipway.Delivery.ArtifactFiles;
using Slipway.Delivery.Durable;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Publishing;

/// <summary>What of a sealed package is published: the same package gives the same files, wherever and whenever it is asked.</summary>
public static class PublicationFiles
{
    private const string CustomersNotes = "notes/notes.md";

    /// <summary>
    /// The files of a package: its NuGet packages, the notes for its users, its manifest, whose digest is the package's id, where it holds services all of it as one tar
    /// that <c>Package --import</c> takes in, and the digests of all these. What is not in the package itself is written into a folder.
    /// </summary>
    /// <param name="store">Where the package is.</param>
    /// <param name="packageId">Its id.</param>
    /// <param name="tag">Name of its version's tag.</param>
    /// <param name="folder">Folder for what is made of it; the caller deletes it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FaultException">The package is not as it was sealed (exit 10), or its files cannot be told apart by name (exit 2).</exception>
    public static async Task<Publication> OfAsync(IPackageStore store, string packageId, string tag, AbsolutePath folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        ImmutableArray<Fault> altered = await store.VerifyAsync(packageId, cancellation);
        if (!altered.IsEmpty)
            throw new FaultException(ExitCode.Damaged, altered);
        Manifest manifest = await store.ReadAsync(packageId, cancellation);
        AbsolutePath sealedFiles = store.FolderOf(packageId);
        List<PublishedFile> files = [.. manifest.Artifacts.Where(IsPublished).Select(artifact => new PublishedFile(
            artifact.Path.Split('/')[^1], artifact.Size, Digest.Parse(artifact.Sha256), sealedFiles / artifact.Path))];
        files.Add(await FileAsync(sealedFiles / FolderPackageStore.ManifestName, cancellation));
        if (!manifest.Services.IsEmpty)
        {
            AbsolutePath archive = folder / $"{manifest.Application}-{manifest.Version}.package.tar";
            await PackageArchive.ExportAsync(store, packageId, archive, cancellation);
            files.Add(await FileAsync(archive, cancellation));
        }

        files.Add(await SumsAsync(files, folder / SiteIndex.Sums, cancellation));
        var publication = new Publication
        {
            Application = manifest.Application,
            PackageId = packageId,
            Version = manifest.Version,
            Commit = manifest.Source.Commit,
            Tag = tag,
            Notes = manifest.Artifacts.Any(artifact => artifact.Path == CustomersNotes) ? await File.ReadAllTextAsync(sealedFiles / CustomersNotes, cancellation) : "",
            Files = [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)],
        };
        return publication.Misnamed.IsEmpty ? publication : throw new FaultException(ExitCode.Usage, publication.Misnamed);
    }

    private static bool IsPublished(Artifact artifact) => artifact.Role == ArtifactRole.NuGetPackage || artifact.Path == CustomersNotes;

    private static async Task<PublishedFile> SumsAsync(List<PublishedFile> files, AbsolutePath file, CancellationToken cancellation)
    {
        try
        {
            PrivateFolder.Create(file.Parent!); // a file has a folder
            await File.WriteAllTextAsync(file, SiteIndex.SumsOf(files), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellation);
            return await FileAsync(file, cancellation);
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            throw StateFaults.NotWritten(file, exception);
        }
    }

    private static async Task<PublishedFile> FileAsync(AbsolutePath file, CancellationToken cancellation) =>
        new(file.Name, new FileInfo(file).Length, await FileDigest.OfAsync(file, cancellation), file);
}
