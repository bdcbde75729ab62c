namespace Slipway.Releases.Ledger;

/// <summary>What an entry is about.</summary>
/// <param name="Environment">Name of the environment; null for none.</param>
/// <param name="PackageId">Package; null for none.</param>
/// <param name="Version">Version of the package; null for none.</param>
/// <param name="DeploymentId">Deployment; null for none.</param>
public sealed record Subject(string? Environment = null, string? PackageId = null, string? Version = null, string? DeploymentId = null);
