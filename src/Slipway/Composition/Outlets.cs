using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Slipway.Delivery.Publishing;
using Slipway.Deployers.Destinations;
using Slipway.GitHub.Releases;
using Slipway.Releases.Ports;
using Slipway.Releases.Publishing;

namespace Slipway.Composition;

/// <summary>Opens the destinations of a build, when something is published and never before: what speaks to GitHub takes its time to load.</summary>
internal static class Outlets
{
    /// <param name="destinations">As the build says them.</param>
    /// <param name="secret">Gives the value of an environment variable that holds a key, and hides it from then on.</param>
    /// <param name="say">Gets a sentence for each long wait.</param>
    public static ImmutableArray<Outlet> Open(ImmutableArray<Destination> destinations, Func<string, string?> secret, Action<string> say) =>
        [.. destinations.Select(destination => new Outlet(destination, Place(destination, secret, say)))];

    private static IDestination Place(Destination destination, Func<string, string?> secret, Action<string> say) => destination switch
    {
        Destination.Folder folder => new FolderDestination(folder),
        Destination.Feed feed => new FeedDestination(feed, secret, TimeProvider.System),
        Destination.GitHub repository => GitHub(repository, secret, say),
        _ => throw new UnreachableException(),
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GitHubDestination GitHub(Destination.GitHub repository, Func<string, string?> secret, Action<string> say) =>
        new(repository, secret, TimeProvider.System, say);
}
