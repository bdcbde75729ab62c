using System.Collections.Immutable;
using Slipway.Deployers.Feeds;
using Slipway.Releases.Environments;
using Slipway.Releases.Ports;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Destinations;

/// <summary>The NuGet packages of releases in a feed: each is public as soon as it is there, and stays as it is.</summary>
/// <param name="feed">The feed and its name.</param>
/// <param name="secret">Gives the value of an environment variable that holds a key; null for none.</param>
/// <param name="clock">Measures how long a feed takes to offer what it has taken.</param>
public sealed class FeedDestination(Destination.Feed feed, Func<string, string?> secret, TimeProvider clock) : IDestination
{
    /// <summary>How long a feed may take to offer what it has taken; those that index and scan take minutes.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public bool HasDrafts => false;

    /// <inheritdoc />
    public async Task<Shelf> ProbeAsync(Publication publication, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(publication);
        INuGetFeed there = Open();
        var held = ImmutableArray.CreateBuilder<Holding>();
        foreach (PublishedFile file in publication.FilesFor(feed))
        {
            NupkgContent package = NupkgContent.Read(file.Path);
            if (await there.FindAsync(package, cancellation) is { } content)
                held.Add(new Holding(file.Name, content, package.Content));
        }

        return new Shelf(held.Count == 0 ? ShelfStage.Absent : ShelfStage.Public, held.ToImmutable());
    }

    /// <inheritdoc />
    public Task OpenAsync(Publication publication, CancellationToken cancellation) => Open().OpenAsync(cancellation);

    /// <inheritdoc />
    public async Task UploadAsync(Publication publication, PublishedFile file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        INuGetFeed there = Open();
        NupkgContent package = NupkgContent.Read(file.Path);
        if (await there.FindAsync(package, cancellation) is not null)
            return;
        await there.PublishAsync(package, file.Path, cancellation);
        for (long started = clock.GetTimestamp(); await there.FindAsync(package, cancellation) is null;)
        {
            if (clock.GetElapsedTime(started) > Patience)
                throw new FaultException(ExitCode.Inconclusive, NotOffered(package));
            await Task.Delay(Pace, clock, cancellation);
        }
    }

    /// <inheritdoc />
    public Task RevealAsync(Publication publication, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc />
    public Task IndexAsync(Publication publication, CancellationToken cancellation) => Task.CompletedTask;

    private INuGetFeed Open()
    {
        var address = new PackageFeed(feed.Source, feed.Key);
        return address.IsFolder ? new FolderFeed(address.Address.LocalPath) : new HttpFeed(address, feed.Key is { } key ? secret(key) : null);
    }

    private Fault NotOffered(NupkgContent package) => new(
        "SLP4321", $"{feed.Name} has taken {package.Id} {package.Version} and does not offer it after {Patience.TotalMinutes:0} minutes", feed.Source,
        "look at what the feed says of it; ./build.sh Publish looks again and goes on from there");
}
