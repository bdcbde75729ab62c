using System.Collections.Immutable;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;

namespace Slipway.Releases.Deciding;

/// <summary>Tells which unpacked files an environment still needs.</summary>
public static class Retention
{
    /// <summary>
    /// The laid deployments that neither serve, nor run, nor are where a rollback goes, nor were left unfinished.
    /// Whoever goes back further has them unpacked again from the package store, which nothing is taken from.
    /// </summary>
    /// <param name="laid">Deployments whose files lie in the environment.</param>
    /// <param name="here">What the ledger says of the environment.</param>
    /// <param name="seen">What was observed there after <paramref name="laid"/> was read.</param>
    public static ImmutableArray<string> Superseded(IEnumerable<string> laid, EnvironmentState here, Observation seen)
    {
        HashSet<string?> needed =
        [
            here.Current?.DeploymentId, here.RollbackTarget?.DeploymentId, here.Open?.DeploymentId, seen.LiveDeployment,
            .. seen.Instances.Where(instance => instance.Health != Health.Ended).Select(instance => instance.DeploymentId),
        ];
        return [.. laid.Where(id => !needed.Contains(id))];
    }
}
