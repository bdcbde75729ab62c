using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Slipway.Releases.Rollouts;

namespace Slipway.Releases.Environments;

/// <summary>A place a package is deployed to, with what differs from place to place: address and configuration.</summary>
public sealed record DeploymentEnvironment
{
    private const int LastPort = 65535;

    /// <summary>Lower-case name used on the command line and in the ledger: <c>staging</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Loopback port the environment's front door listens on; of a feed a number above all ports, made of its address, so that one place under two names is told to be one.</summary>
    public required int Port { get; init; }

    /// <summary>Configuration handed to every service here, as environment variables (<c>Shop__Title</c>).</summary>
    public ImmutableSortedDictionary<string, string> Configuration { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How a release takes over the traffic here. Default: all at once.</summary>
    public RolloutPlan Rollout { get; init; } = RolloutPlan.AllAtOnce;

    /// <summary>The feed that the release's NuGet packages are published to; null where services run.</summary>
    public PackageFeed? Feed { get; init; }

    /// <summary>True for a feed.</summary>
    public bool IsFeed => Port > LastPort;

    /// <summary>Where a person or a smoke check reaches the environment.</summary>
    public Uri Url => Feed?.Address ?? new($"http://127.0.0.1:{Port}/");

    /// <summary>A feed as an environment: deploying there publishes the NuGet packages of a release, going back takes off the list what was published since.</summary>
    /// <param name="name">Lower-case name used on the command line and in the ledger.</param>
    /// <param name="source">Absolute folder, or the address of a V3 service index.</param>
    /// <param name="key">Name of the environment variable that holds the feed's key; null for none.</param>
    /// <exception cref="ArgumentException">The source is neither.</exception>
    public static DeploymentEnvironment OfFeed(string name, string source, string? key = null)
    {
        if (!Uri.TryCreate(source, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https" or "file"))
            throw new ArgumentException($"'{source}' is neither an absolute folder nor an http address: RootDirectory / \"feed\", or https://…/index.json", nameof(source));
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri));
        return new() { Name = name, Port = LastPort + 1 + (int)(BitConverter.ToUInt32(hash) % 1_000_000_000), Feed = new PackageFeed(source, key) };
    }
}
