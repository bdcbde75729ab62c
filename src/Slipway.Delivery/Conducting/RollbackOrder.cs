using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;

namespace Slipway.Delivery.Conducting;

/// <summary>A wish to take an environment back.</summary>
/// <param name="Environment">Which.</param>
/// <param name="Reason">Why; stands in the ledger, on the barred package and on the pin.</param>
/// <param name="To">Beginning of a package id, or a version, to go to; null is the newest that succeeded before.</param>
/// <param name="Secrets">Secrets at hand, by configuration name.</param>
public sealed record RollbackOrder(DeploymentEnvironment Environment, string Reason, string? To, ImmutableSortedDictionary<string, string> Secrets)
{
    /// <summary>True bars nothing and pins nothing: the way is only tried.</summary>
    public bool IsRehearsal { get; init; }
}

/// <summary>A way back that was tried.</summary>
/// <param name="Target">Where it led.</param>
/// <param name="Back">How long the way back took, smoke tests included.</param>
/// <param name="Forward">How long the way forward again took.</param>
public sealed record Rehearsal(DeploymentRecord Target, TimeSpan Back, TimeSpan Forward);
