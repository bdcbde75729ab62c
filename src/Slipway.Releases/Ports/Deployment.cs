using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;

namespace Slipway.Releases.Ports;

/// <summary>One package to run in one environment: all a deployer needs to know, and nothing it has to decide.</summary>
public sealed record Deployment
{
    /// <summary>Name of this deployment in its environment, safe as a folder name; also the marker of its processes.</summary>
    public required string Id { get; init; }

    /// <summary>Where to.</summary>
    public required DeploymentEnvironment Environment { get; init; }

    /// <summary>Digest of the package's manifest, 64 hexadecimal digits; what instances must answer when asked who they are.</summary>
    public required string PackageId { get; init; }

    /// <summary>Version of the package.</summary>
    public required string Version { get; init; }

    /// <summary>The services in the package.</summary>
    public required ImmutableArray<PackagedService> Services { get; init; }

    /// <summary>Every file of the package with its digest.</summary>
    public required ImmutableArray<Artifact> Artifacts { get; init; }

    /// <summary>Absolute folder of the sealed package; artifact paths are relative to it.</summary>
    public required string PackageFolder { get; init; }

    /// <summary>Secret values by configuration name; they reach instances only as environment variables.</summary>
    public ImmutableSortedDictionary<string, string> Secrets { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
