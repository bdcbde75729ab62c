using System.Collections.Immutable;
using Octokit;
using Slipway.Releases.Ports;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Faults;

namespace Slipway.GitHub.Releases;

/// <summary>
/// Releases at GitHub. A release is a draft until all of it is there; a draft that a run left behind is adopted, and half an asset in it is replaced.
/// Whatever GitHub did not answer is looked up before it is asked for again, so nothing is made twice.
/// </summary>
/// <param name="repository">The repository and its name.</param>
/// <param name="secret">Gives the value of an environment variable that holds a token; null for none.</param>
/// <param name="clock">Paces requests and waits for limits to end.</param>
/// <param name="say">Gets a sentence for each long wait.</param>
public sealed class GitHubDestination(Destination.GitHub repository, Func<string, string?> secret, TimeProvider clock, Action<string> say) : IDestination
{
    private const int MostTries = 5;

    private Shop? _shop;

    /// <inheritdoc />
    public bool HasDrafts => true;

    private Shop Shop => _shop ??= new Shop(repository, secret(repository.Token) ?? throw new FaultException(ExitCode.Usage, NoToken()), clock, say);

    /// <inheritdoc />
    public async Task<Shelf> ProbeAsync(Publication publication, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(publication);
        ImmutableArray<Fault> conflicts = await Shop.TaggedCommitAsync(publication.Tag, cancellation) is { } tagged && tagged != publication.Commit
            ? [OtherCommit(publication, tagged)]
            : [];
        if (await FindAsync(publication, cancellation) is not { } release)
            return Shelf.Empty with { Conflicts = conflicts };
        ImmutableArray<SeenAsset> assets = await Shop.AssetsAsync(release.Id, cancellation);
        var held = ImmutableArray.CreateBuilder<Holding>();
        foreach (PublishedFile file in publication.FilesFor(repository))
        {
            if (assets.FirstOrDefault(asset => asset.Name == file.Name && IsWhole(asset)) is { } asset)
                held.Add(new Holding(file.Name, await Shop.DigestAsync(asset, cancellation), file.Digest));
        }

        return new Shelf(release.Draft ? ShelfStage.Draft : ShelfStage.Public, held.ToImmutable())
        {
            Conflicts = conflicts,
            IsImmutable = release.Immutable,
            Strangers = [.. assets.Where(asset => IsWhole(asset) && publication.FilesFor(repository).All(file => file.Name != asset.Name)).Select(asset => asset.Name)],
            Url = release.HtmlUrl,
        };
    }

    /// <inheritdoc />
    public async Task OpenAsync(Publication publication, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(publication);
        await UntilAsync("make a draft", async () => await FindAsync(publication, cancellation) is not null, () => Shop.CreateAsync(Draft(publication), cancellation), cancellation);
        await DropTwinsAsync(publication, cancellation);
    }

    /// <inheritdoc />
    public async Task UploadAsync(Publication publication, PublishedFile file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        SeenRelease release = await FindAsync(publication, cancellation) ?? throw new FaultException(ExitCode.Failed, Gone(publication));
        await UntilAsync(
            $"take {file.Name}", async () => await IsThereAsync(release, file, cancellation), () => Shop.UploadAsync(release, file, cancellation), cancellation);
    }

    /// <inheritdoc />
    public async Task RevealAsync(Publication publication, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(publication);
        SeenRelease release = await FindAsync(publication, cancellation) ?? throw new FaultException(ExitCode.Failed, Gone(publication));
        await UntilAsync(
            "show the release", async () => (await FindAsync(publication, cancellation))?.Draft == false,
            () => Shop.EditAsync(release.Id, new ReleaseUpdate
            {
                Draft = false, Name = publication.Version, Body = BodyOf(publication), TagName = publication.Tag, TargetCommitish = publication.Commit, Prerelease = publication.IsPrerelease,
            }, cancellation),
            cancellation);
    }

    /// <inheritdoc />
    public Task IndexAsync(Publication publication, CancellationToken cancellation) => Task.CompletedTask;

    // What is public comes before drafts, and of these the oldest: everybody who looks chooses the same.
    private async Task<SeenRelease?> FindAsync(Publication publication, CancellationToken cancellation) =>
        (await Shop.ReleasesAsync(publication.Tag, cancellation)).OrderBy(release => release.Draft).ThenBy(release => release.Id).FirstOrDefault();

    // A request whose answer was lost may have been carried out after we looked: what it made beside the one that is used is ours to take away.
    private async Task DropTwinsAsync(Publication publication, CancellationToken cancellation)
    {
        SeenRelease? used = await FindAsync(publication, cancellation);
        foreach (SeenRelease twin in await Shop.ReleasesAsync(publication.Tag, cancellation))
        {
            if (twin.Id != used?.Id && twin.Draft && twin.Body?.EndsWith(Mark(publication), StringComparison.Ordinal) == true)
                await Shop.DeleteReleaseAsync(twin.Id, cancellation);
        }
    }

    // In a draft, what stands in its place gives way: half an upload, or a file of a package that was never shown.
    private async Task<bool> IsThereAsync(SeenRelease release, PublishedFile file, CancellationToken cancellation)
    {
        if ((await Shop.AssetsAsync(release.Id, cancellation)).FirstOrDefault(asset => asset.Name == file.Name) is not { } asset)
            return false;
        if (IsWhole(asset) && (!release.Draft || await Shop.DigestAsync(asset, cancellation) == file.Digest))
            return true;
        await Shop.DeleteAssetAsync(asset.Id, cancellation);
        return false;
    }

    // Looks, acts, and looks again whatever came of it.
    private async Task UntilAsync(string what, Func<Task<bool>> isDone, Func<Task> act, CancellationToken cancellation)
    {
        for (int attempt = 1; !await isDone(); attempt++)
        {
            try
            {
                await act();
            }
            catch (Exception problem) when (Trouble.IsPassing(problem, cancellation))
            {
                if (attempt >= MostTries && !await isDone())
                    throw Trouble.Of(problem, repository, what);
            }
            catch (ApiException problem)
            {
                throw Trouble.Of(problem, repository, what);
            }
        }
    }

    private static NewRelease Draft(Publication publication) => new(publication.Tag)
    {
        Draft = true, Name = publication.Version, Body = BodyOf(publication), TargetCommitish = publication.Commit, Prerelease = publication.IsPrerelease,
    };

    private static string BodyOf(Publication publication) => $"{publication.Notes.TrimEnd()}\n\n{Mark(publication)}";

    private static string Mark(Publication publication) => $"<!-- package {publication.PackageId} -->";

    private static bool IsWhole(SeenAsset asset) => asset.State == "uploaded";

    private Fault NoToken() => new(
        "SLP4401", $"the token for {repository.Repository} is not set: the environment variable {repository.Token} is empty", repository.Place,
        $"read -rs {repository.Token} && export {repository.Token}");

    private Fault Gone(Publication publication) => new(
        "SLP4406", $"the draft of {publication.Tag} is gone", repository.Place, "./build.sh Publish makes it anew");

    private Fault OtherCommit(Publication publication, string tagged) => new(
        "SLP4405", $"{publication.Tag} names commit {tagged} there, and the package was made of {publication.Commit}", repository.Place,
        $"take the tag away where it is wrong (git push --delete origin {publication.Tag}), or publish what was made of that commit");
}
