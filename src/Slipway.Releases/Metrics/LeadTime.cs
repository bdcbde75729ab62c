using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Metrics;

/// <summary>The way of one commit to an environment.</summary>
/// <param name="Commit">Which.</param>
/// <param name="Deployment">The deployment it came with first.</param>
/// <param name="Scope">The entry that says so.</param>
internal sealed record LeadTime(ScopedCommit Commit, PastDeployment Deployment, Entry Scope)
{
    public DateTimeOffset Utc => Deployment.Ended!.Utc; // it succeeded

    public TimeSpan Length => Utc - Commit.Committed;

    // A commit that was there before and comes again, after a rollback say, had its lead time then.
    public static ImmutableArray<LeadTime> Of(ImmutableArray<PastDeployment> brought, ImmutableArray<Entry> entries)
    {
        ILookup<string?, Entry> scopes = entries.Where(entry => entry.Type == EntryType.DeployScope).ToLookup(entry => entry.DeploymentId, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. brought.SelectMany(deployment => scopes[deployment.Id].SelectMany(scope => CommitScope.Read(scope).Where(commit => seen.Add(commit.Id)).Select(commit => new LeadTime(commit, deployment, scope))))];
    }
}
