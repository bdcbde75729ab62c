using System.Collections.Immutable;

namespace Slipway.Releases.Environments;

/// <summary>A place a package is deployed to, with what differs from place to place: address and configuration.</summary>
public sealed record DeploymentEnvironment
{
    /// <summary>Lower-case name used on the command line and in the ledger: <c>staging</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Loopback port the environment's front door listens on.</summary>
    public required int Port { get; init; }

    /// <summary>Configuration handed to every service here, as environment variables (<c>Shop__Title</c>).</summary>
    public ImmutableSortedDictionary<string, string> Configuration { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Where a person or a smoke check reaches the environment.</summary>
    public Uri Url => new($"http://127.0.0.1:{Port}/");
}
