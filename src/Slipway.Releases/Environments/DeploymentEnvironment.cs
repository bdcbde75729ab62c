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

    /// <summary>Port the environment's front door listens on, a loopback one where nothing else is said; of a feed a number above all ports, made of its address, so that one place under two names is told to be one.</summary>
    public required int Port { get; init; }

    /// <summary>Configuration handed to every service here, as environment variables (<c>Shop__Title</c>).</summary>
    public ImmutableSortedDictionary<string, string> Configuration { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How a release takes over the traffic here. Default: all at once.</summary>
    public RolloutPlan Rollout { get; init; } = RolloutPlan.AllAtOnce;

    /// <summary>The feed that the release's NuGet packages are published to; null where services run.</summary>
    public PackageFeed? Feed { get; init; }

    /// <summary>The Docker engine that the services run on; null where they are processes of this machine, and of a feed.</summary>
    public DockerHost? Docker { get; init; }

    /// <summary>True for a feed.</summary>
    public bool IsFeed => Port > LastPort;

    /// <summary>Where a person or a smoke check reaches the environment.</summary>
    public Uri Url => Feed?.Address ?? new($"http://{Docker?.Address ?? "127.0.0.1"}:{Port}/");

    /// <summary>An environment whose services run as containers, behind an edge that is a container too. Packages need images then: <c>ImageBase</c> of the build.</summary>
    /// <param name="name">Lower-case name used on the command line and in the ledger.</param>
    /// <param name="port">Port of the engine's machine that the environment's front door is published at.</param>
    /// <param name="engine">Where the engine answers, or the name of a context of Docker's; null asks what the docker command would ask.</param>
    /// <param name="address">Address of the engine's machine to publish the port at. Default: its loopback address.</param>
    /// <param name="network">Docker network the services are in; null is the engine's ordinary one.</param>
    public static DeploymentEnvironment OfDocker(string name, int port, string? engine = null, string address = "127.0.0.1", string? network = null) =>
        new() { Name = name, Port = port, Docker = new DockerHost(engine, address, network) };

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
