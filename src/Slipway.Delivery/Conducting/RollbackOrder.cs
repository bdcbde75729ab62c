using System.Collections.Immutable;
using Slipway.Releases.Environments;

namespace Slipway.Delivery.Conducting;

/// <summary>A wish to take an environment back.</summary>
/// <param name="Environment">Which.</param>
/// <param name="Reason">Why; stands in the ledger, on the barred package and on the pin.</param>
/// <param name="To">Beginning of a package id, or a version, to go to; null is the newest that succeeded before.</param>
/// <param name="Secrets">Secrets at hand, by configuration name.</param>
public sealed record RollbackOrder(DeploymentEnvironment Environment, string Reason, string? To, ImmutableSortedDictionary<string, string> Secrets);
