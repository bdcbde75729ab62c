using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Slipway.Deployers.Local;
using Slipway.Releases.Ports;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Destinations;

/// <summary>
/// Releases in a folder: what is uploaded lies in a hidden folder until one rename shows all of it.
/// A file is there whole or not at all, so whoever serves the folder meanwhile never gives out half of one.
/// </summary>
/// <param name="folder">The folder and its name.</param>
public sealed class FolderDestination(Destination.Folder folder) : IDestination
{
    private const string Part = ".part";

    /// <inheritdoc />
    public bool HasDrafts => true;

    /// <inheritdoc />
    public Task<Shelf> ProbeAsync(Publication publication, CancellationToken cancellation) => DoAsync(async () =>
    {
        ArgumentNullException.ThrowIfNull(publication);
        ShelfStage stage = Directory.Exists(Shown(publication)) ? ShelfStage.Public : Directory.Exists(Hidden(publication)) ? ShelfStage.Draft : ShelfStage.Absent;
        if (stage == ShelfStage.Absent)
            return Shelf.Empty;
        string here = stage == ShelfStage.Public ? Shown(publication) : Hidden(publication);
        var held = ImmutableArray.CreateBuilder<Holding>();
        foreach (PublishedFile file in publication.FilesFor(folder).Where(file => File.Exists(Path.Combine(here, file.Name))))
            held.Add(new Holding(file.Name, await DigestOfAsync(Path.Combine(here, file.Name), cancellation), file.Digest));
        return new Shelf(stage, held.ToImmutable())
        {
            Strangers = [.. Directory.EnumerateFileSystemEntries(here).Select(path => Path.GetFileName(path)!)
                .Where(name => !name.EndsWith(Part, StringComparison.Ordinal) && publication.FilesFor(folder).All(file => file.Name != name)).Order(StringComparer.Ordinal)],
        };
    });

    /// <inheritdoc />
    public Task OpenAsync(Publication publication, CancellationToken cancellation) => DoAsync(() =>
    {
        if (Directory.Exists(Shown(publication)))
            return Task.CompletedTask;
        Directory.CreateDirectory(Hidden(publication)); // others read it: not private
        foreach (string half in Directory.EnumerateFiles(Hidden(publication), "*" + Part))
            File.Delete(half);
        return Task.CompletedTask;
    });

    /// <inheritdoc />
    public Task UploadAsync(Publication publication, PublishedFile file, CancellationToken cancellation) => DoAsync(async () =>
    {
        ArgumentNullException.ThrowIfNull(file);
        bool isPublic = Directory.Exists(Shown(publication));
        string target = Path.Combine(isPublic ? Shown(publication) : Hidden(publication), file.Name), part = target + Part;
        if (isPublic && File.Exists(target))
            return;
        await using (FileStream from = File.OpenRead(file.Path))
        await using (FileStream to = File.Create(part))
        {
            await from.CopyToAsync(to, cancellation);
            StateFiles.Synchronize(to);
        }

        File.Move(part, target, overwrite: !isPublic);
    });

    /// <inheritdoc />
    public Task RevealAsync(Publication publication, CancellationToken cancellation) => DoAsync(() =>
    {
        if (!Directory.Exists(Shown(publication)))
        {
            StateFiles.SynchronizeFolder(Hidden(publication));
            Directory.Move(Hidden(publication), Shown(publication));
            StateFiles.SynchronizeFolder(folder.Path);
        }

        return Task.CompletedTask;
    });

    /// <inheritdoc />
    public Task IndexAsync(Publication publication, CancellationToken cancellation) => DoAsync(async () =>
    {
        ArgumentNullException.ThrowIfNull(publication);
        SiteRelease[] releases = [.. Directory.EnumerateDirectories(folder.Path)
            .Where(release => File.Exists(Path.Combine(release, SiteIndex.Sums)))
            .Select(release => SiteIndex.Read(Path.GetFileName(release), File.ReadAllText(Path.Combine(release, SiteIndex.Sums))))
            .OfType<SiteRelease>()];
        await WriteAsync("index.json", SiteIndex.Json(publication.Application, releases), cancellation);
        await WriteAsync("index.html", SiteIndex.Html(publication.Application, releases), cancellation);
    });

    private async Task WriteAsync(string name, string text, CancellationToken cancellation)
    {
        string target = Path.Combine(folder.Path, name), part = $"{target}{Part}";
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (File.Exists(target) && text == await File.ReadAllTextAsync(target, cancellation))
            return;
        await using (FileStream to = File.Create(part))
        {
            await to.WriteAsync(bytes, cancellation);
            StateFiles.Synchronize(to);
        }

        File.Move(part, target, overwrite: true);
    }

    private string Shown(Publication publication) => Path.Combine(folder.Path, publication.Version);

    private string Hidden(Publication publication) => Path.Combine(folder.Path, $".{publication.Version}.draft");

    private static async Task<Digest> DigestOfAsync(string file, CancellationToken cancellation)
    {
        await using FileStream stream = File.OpenRead(file);
        return Digest.FromHash(await SHA256.HashDataAsync(stream, cancellation));
    }

    private Task<bool> DoAsync(Func<Task> effect) => DoAsync(async () => { await effect(); return true; });

    private async Task<T> DoAsync<T>(Func<Task<T>> effect)
    {
        try
        {
            return await effect();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(
                ExitCode.Failed, new Fault("SLP4320", $"{folder.Name} cannot be written or read: {problem.Message}", folder.Path, "free space, or let this user write there; then ./build.sh Publish"), problem);
        }
    }
}
