using System.Collections.Immutable;
using Slipway.Delivery.LedgerFiles;
using Slipway.Delivery.Publishing;
using Slipway.Delivery.Recording;
using Slipway.Deployers.Destinations;
using Slipway.Fakes;
using Slipway.Fakes.Feeds;
using Slipway.Fakes.Forge;
using Slipway.GitHub.Releases;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Releases.Publishing;
using Slipway.Tests.Delivery.Conducting;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.Publishing;

/// <summary>A folder, a NuGet server and GitHub, all real but for the network, with the real publisher and a real ledger.</summary>
internal sealed class PublishedWorld : IDisposable
{
    private readonly TempFolder _temp = new();
    private int _number;

    public PublishedWorld() => Forge = new(Clock);

    public HastyClock Clock { get; } = new();

    public ServedFeed Feed { get; } = new();

    public ServedGitHub Forge { get; }

    public AbsolutePath Files => _temp.Path / "files";

    public FileLedger Ledger { get; private set; } = null!;

    private AbsolutePath Site => _temp.Path / $"site-{_number}";

    public ImmutableArray<Destination> Destinations =>
    [
        new Destination.GitHub("github", ServedGitHub.Repository) { Api = Forge.Api }, new Destination.Folder("site", Site), new Destination.Feed("nuget", Feed.Index, Key: "FEED_KEY"),
    ];

    /// <summary>Everything as it was before the first release.</summary>
    public void Renew()
    {
        _number++;
        Feed.Clear();
        Forge.Clear();
        Ledger = new FileLedger(_temp.Path / $"state-{_number}", TimeProvider.System);
    }

    public Publisher Publisher(KillPoint? kill = null, Action<string>? say = null) =>
        new(new Journal(kill is null ? Ledger : new KilledLedger(Ledger, kill), "shop", new Actor("ada@example.org", "human"), "run-1", TimeProvider.System), say ?? (_ => { }));

    public ImmutableArray<Outlet> Outlets(KillPoint? kill = null) => [.. Destinations.Select(destination => new Outlet(destination, kill is null ? Place(destination) : new KilledDestination(Place(destination), kill)))];

    public async Task<ReleaseState> StateAsync() => ReleaseState.Fold(await Ledger.ReadAsync(TestContext.Current.CancellationToken));

    /// <summary>Every byte everybody sees anywhere, and whatever is hidden, as lines.</summary>
    public string[] Everything() =>
    [
        .. Directory.Exists(Site) ? Directory.GetFiles(Site, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"site {Site.GetUnixRelativePathTo(file)} {Hash(File.ReadAllBytes(file))}") : [],
        .. Feed.Packages.OrderBy(package => package.Key, StringComparer.Ordinal).Select(package => $"nuget {package.Key} {Hash(package.Value)}"),
        .. Forge.Releases.Select(release => $"github {release.Tag} {(release.IsDraft ? "draft" : "public")} {release.Commit} {Hash(System.Text.Encoding.UTF8.GetBytes(release.Body))}"),
        .. Forge.Releases.SelectMany(release => release.Assets).OrderBy(asset => asset.Name, StringComparer.Ordinal).Select(asset => $"github {asset.Name} {asset.State} {Hash(asset.Bytes)}"),
        .. Forge.Tags.Select(tag => $"github tag {tag.Key} {tag.Value}"),
    ];

    public void Dispose()
    {
        Feed.Dispose();
        Forge.Dispose();
        _temp.Dispose();
    }

    private IDestination Place(Destination destination) => destination switch
    {
        Destination.Folder folder => new FolderDestination(folder),
        Destination.Feed feed => new FeedDestination(feed, _ => ServedFeed.Key, Clock),
        Destination.GitHub repository => new GitHubDestination(repository, _ => ServedGitHub.Token, Clock, _ => { }),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Hash(byte[] bytes) => Digest.Of(bytes).Short;
}

/// <summary>A destination as a run sees it that is killed.</summary>
internal sealed class KilledDestination(IDestination place, KillPoint kill) : IDestination
{
    public bool HasDrafts => place.HasDrafts;

    public Task<Shelf> ProbeAsync(Publication publication, CancellationToken cancellation) => place.ProbeAsync(publication, cancellation);

    public Task OpenAsync(Publication publication, CancellationToken cancellation) => kill.CallAsync(() => place.OpenAsync(publication, cancellation));

    public Task UploadAsync(Publication publication, PublishedFile file, CancellationToken cancellation) => kill.CallAsync(() => place.UploadAsync(publication, file, cancellation));

    public Task RevealAsync(Publication publication, CancellationToken cancellation) => kill.CallAsync(() => place.RevealAsync(publication, cancellation));

    public Task IndexAsync(Publication publication, CancellationToken cancellation) => kill.CallAsync(() => place.IndexAsync(publication, cancellation));
}
