using System.Collections.Immutable;
using System.Globalization;
using Slipway.Composition;
using Slipway.Delivery.Conducting;
using Slipway.Delivery.Recording;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;
using Slipway.Releases.Packages;
using Slipway.Running;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>
/// Records which commits a deployment brought to an environment first: those its package reaches and the one before it there does not.
/// The first deployment to an environment counts what its release notes count: the commits since the tag before it, or all where there is none.
/// </summary>
internal static class ScopeRecord
{
    /// <summary>Writes the entries of a deployment that reached its end. Nothing where this clone lacks the commits; never fails the deployment.</summary>
    public static async Task WriteAsync(ReleaseEngine engine, DeployOrder order, string deploymentId, Manifest manifest, CancellationToken cancellation)
    {
        try
        {
            Journal journal = await engine.JournalAsync().ConfigureAwait(false);
            ReleaseState state = await journal.StateAsync(cancellation).ConfigureAwait(false);
            DeploymentRecord? before = state.In(order.Environment.Name).Succeeded.TakeWhile(deployment => deployment.DeploymentId != deploymentId).LastOrDefault();
            string? from = before is null ? null : await CommitOfAsync(engine, state, before.PackageId, cancellation).ConfigureAwait(false);
            string to = manifest.Source.Commit;
            if (await engine.Source.IsShallowAsync(cancellation).ConfigureAwait(false) || !await IsKnownAsync(engine, to, cancellation).ConfigureAwait(false) || (before is not null && !await IsKnownAsync(engine, from, cancellation).ConfigureAwait(false)))
                return;
            ImmutableArray<ScopedCommit> commits = await engine.Source.ReadScopeAsync(from, to, cancellation).ConfigureAwait(false);
            var subject = new Subject(order.Environment.Name, order.PackageId, manifest.Version, deploymentId);
            string count = commits.Length.ToString(CultureInfo.InvariantCulture);
            foreach (string text in CommitScope.Write(commits))
                await journal.AppendAsync(EntryType.DeployScope, subject, cancellation, ("from", from ?? ""), ("to", to), ("count", count), ("commits", text)).ConfigureAwait(false);
        }
        catch (FaultException exception)
        {
            RunScope.Current.Say($"  scope         not recorded: {exception.Faults[0].Cause.Split('\n')[0]}");
        }
    }

    private static async Task<bool> IsKnownAsync(ReleaseEngine engine, string? commit, CancellationToken cancellation) =>
        commit is { Length: > 0 } && await engine.Source.HasCommitAsync(commit, cancellation).ConfigureAwait(false);

    // The ledger knows what was sealed here, the store what came from elsewhere.
    private static async Task<string?> CommitOfAsync(ReleaseEngine engine, ReleaseState state, string packageId, CancellationToken cancellation) =>
        state.Packages.GetValueOrDefault(packageId)?.Commit
        ?? ((await engine.Ports.Packages.ListAsync(cancellation).ConfigureAwait(false)).Contains(packageId) ? (await engine.Ports.Packages.ReadAsync(packageId, cancellation).ConfigureAwait(false)).Source.Commit : null);
}
