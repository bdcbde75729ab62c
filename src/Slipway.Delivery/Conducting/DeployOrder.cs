using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Gates;
using Slipway.Releases.Rollouts;

namespace Slipway.Delivery.Conducting;

/// <summary>A wish to bring a package into an environment.</summary>
public sealed record DeployOrder
{
    /// <summary>The verb, for the ledger and whoever finds the environment taken.</summary>
    public required string Verb { get; init; }

    /// <summary>The environments in the order a package visits them.</summary>
    public required ImmutableArray<DeploymentEnvironment> Lane { get; init; }

    /// <summary>Where to.</summary>
    public required DeploymentEnvironment Environment { get; init; }

    /// <summary>How it takes over the traffic: by the environment's plan. A rehearsal brings forward what users had met, all of it at once.</summary>
    public RolloutPlan Rollout => Verb == "Rehearse" ? RolloutPlan.AllAtOnce : Environment.Rollout;

    /// <summary>What: the id of a sealed package.</summary>
    public required string PackageId { get; init; }

    /// <summary>Lets in again what was barred or rejected.</summary>
    public bool Again { get; init; }

    /// <summary>Why; stands in the ledger.</summary>
    public string? Reason { get; init; }

    /// <summary>What it mends, incidents or deployments by name; null for most.</summary>
    public string? Remediates { get; init; }

    /// <summary>Exceptions it leans on, by id.</summary>
    public ImmutableArray<string> Exceptions { get; init; } = [];

    /// <summary>Asks for the emergency profile.</summary>
    public bool IsEmergency { get; init; }

    /// <summary>Gates of the build's own.</summary>
    public ImmutableArray<Gate> OwnGates { get; init; } = [];

    /// <summary>Takes a snapshot of the environment's data before anything is touched; null takes none. What it throws ends the deployment.</summary>
    public Func<DeploymentEnvironment, CancellationToken, Task<Snapshot?>>? TakeSnapshot { get; init; }

    /// <summary>Secrets at hand, by configuration name.</summary>
    public ImmutableSortedDictionary<string, string> Secrets { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
