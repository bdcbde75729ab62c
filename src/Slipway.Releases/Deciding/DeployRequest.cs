using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;

namespace Slipway.Releases.Deciding;

/// <summary>A wish to bring a package into an environment, with all the facts the answer rests on.</summary>
public sealed record DeployRequest
{
    public required ReleaseState State { get; init; }

    /// <summary>The environments in order.</summary>
    public required ImmutableArray<DeploymentEnvironment> Lane { get; init; }

    public required DeploymentEnvironment Environment { get; init; }

    public required string PackageId { get; init; }

    public required Manifest Manifest { get; init; }

    public required ReleasePolicy Policy { get; init; }

    /// <summary>Package the environment is seen to run; null when it is empty or nobody answers.</summary>
    public string? ObservedPackage { get; init; }

    /// <summary>A barred package is let in again.</summary>
    public bool Again { get; init; }

    public string? Reason { get; init; }

    /// <summary>Secret values that are at hand, by name only.</summary>
    public ImmutableArray<string> SecretNames { get; init; } = [];

    /// <summary>The environment in front, or null for the first.</summary>
    public DeploymentEnvironment? Previous => Environments.Lane.Before(Lane, Environment.Name);
}
