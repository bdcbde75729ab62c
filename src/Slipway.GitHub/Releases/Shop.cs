using System.Collections.Immutable;
using System.Security.Cryptography;
using Octokit;
using Octokit.Internal;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Digests;

namespace Slipway.GitHub.Releases;

/// <summary>The requests about releases of one repository, through Octokit. Reading is asked again where no answer came, and its problems are faults.</summary>
internal sealed class Shop
{
    private const int MostTries = 4;
    private const string Bytes = "application/octet-stream";

    private readonly Destination.GitHub _repository;
    private readonly GitHubClient _client;
    private readonly TimeProvider _clock;
    private readonly string _owner;
    private readonly string _name;

    public Shop(Destination.GitHub repository, string token, TimeProvider clock, Action<string> say)
    {
        (_repository, _clock) = (repository, clock);
        (_owner, _name) = (repository.Repository.Split('/')[0], repository.Repository.Split('/')[1]);
        var handler = new SocketsHttpHandler { UseProxy = !repository.Api.IsLoopback, AllowAutoRedirect = false }; // the adapter follows them, without the token to another host
        _client = new GitHubClient(new Connection(
            new ProductHeaderValue("Slipway"), repository.Api, new InMemoryCredentialStore(new Credentials(token)),
            new PatientClient(new HttpClientAdapter(() => handler), clock, say), new SimpleJsonSerializer()));
    }

    private ApiConnection Api => field ??= new ApiConnection(_client.Connection);

    /// <summary>All releases of a tag, drafts among them.</summary>
    public Task<ImmutableArray<SeenRelease>> ReleasesAsync(string tag, CancellationToken cancellation) => ReadAsync("list releases", async () =>
        (await Api.GetAll<SeenRelease>(Place("releases"), Whole)).Where(release => release.TagName == tag).ToImmutableArray(), cancellation);

    public Task<ImmutableArray<SeenAsset>> AssetsAsync(long release, CancellationToken cancellation) => ReadAsync("list assets", async () =>
        (await Api.GetAll<SeenAsset>(Place($"releases/{release}/assets"), Whole)).ToImmutableArray(), cancellation);

    /// <summary>The digest GitHub made of an asset; where it makes none, that of what it gives out.</summary>
    public Task<Digest> DigestAsync(SeenAsset asset, CancellationToken cancellation) =>
        asset.Digest?.StartsWith("sha256:", StringComparison.Ordinal) == true && Digest.TryParse(asset.Digest["sha256:".Length..], out Digest made)
            ? Task.FromResult(made)
            : ReadAsync($"give out {asset.Name}", async () =>
            {
                await using Stream bytes = (await _client.Connection.Get<Stream>(new Uri(asset.Url), new Dictionary<string, string>(), Bytes, cancellation)).Body;
                return Digest.FromHash(await SHA256.HashDataAsync(bytes, cancellation));
            }, cancellation);

    /// <summary>The commit that a tag names there; null where there is no such tag.</summary>
    public Task<string?> TaggedCommitAsync(string tag, CancellationToken cancellation) => ReadAsync("show a tag", async () =>
    {
        try
        {
            Reference reference = await _client.Git.Reference.Get(_owner, _name, $"tags/{tag}");
            return reference.Object.Type.Value == TaggedType.Tag ? (await _client.Git.Tag.Get(_owner, _name, reference.Object.Sha)).Object.Sha : reference.Object.Sha;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }, cancellation);

    public Task CreateAsync(NewRelease draft, CancellationToken cancellation) => Unless(() => _client.Repository.Release.Create(_owner, _name, draft), cancellation);

    public Task EditAsync(long release, ReleaseUpdate update, CancellationToken cancellation) => Unless(() => _client.Repository.Release.Edit(_owner, _name, release, update), cancellation);

    public Task DeleteReleaseAsync(long release, CancellationToken cancellation) => DeleteAsync($"releases/{release}", cancellation);

    public Task DeleteAssetAsync(long asset, CancellationToken cancellation) => DeleteAsync($"releases/assets/{asset}", cancellation);

    /// <summary>Sends a file's bytes; they are read into memory on the way.</summary>
    public async Task UploadAsync(SeenRelease release, PublishedFile file, CancellationToken cancellation)
    {
        await using FileStream bytes = File.OpenRead(file.Path);
        await _client.Repository.Release.UploadAsset(new Release(release.UploadUrl), new ReleaseAssetUpload(file.Name, Bytes, bytes, TimeFor(file.Size)), cancellation);
    }

    // At the pace of a slow line, 64 KiB a second.
    private static TimeSpan TimeFor(long size) => TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(size / 65536.0);

    // What is gone already was deleted by a request whose answer was lost.
    private async Task DeleteAsync(string path, CancellationToken cancellation)
    {
        try
        {
            await Unless(() => _client.Connection.Delete(Place(path)), cancellation);
        }
        catch (NotFoundException)
        {
        }
        catch (Exception problem) when (Trouble.IsKnown(problem, cancellation))
        {
            throw Trouble.Of(problem, _repository, $"delete {path}");
        }
    }

    // Half an answer may have come with a length that fits; then only its text shows it.
    private async Task<T> ReadAsync<T>(string what, Func<Task<T>> read, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                return await read();
            }
            catch (Exception problem) when (Trouble.IsKnown(problem, cancellation))
            {
                if (attempt >= MostTries || !Trouble.IsSilence(problem, cancellation))
                    throw Trouble.Of(problem, _repository, what);
                await Task.Delay(TimeSpan.FromSeconds(attempt), _clock, cancellation);
            }
        }
    }

    private static Task Unless(Func<Task> request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return request();
    }

    private static ApiOptions Whole => new() { PageSize = 100 };

    private Uri Place(string path) => new($"repos/{_repository.Repository}/{path}", UriKind.Relative);
}
