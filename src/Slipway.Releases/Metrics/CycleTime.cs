using System.Collections.Immutable;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Metrics;

/// <summary>The way of one issue to an environment: from the day it was written down to the deployment that first brought a commit closing it.</summary>
/// <param name="Issue">Which.</param>
/// <param name="Opening">The entry that says when it was opened.</param>
/// <param name="Deployment">The deployment that brought it.</param>
/// <param name="Scope">The entry that says so.</param>
public sealed record CycleTime(OpenedIssue Issue, Entry Opening, PastDeployment Deployment, Entry Scope)
{
    /// <summary>The entry that ended it.</summary>
    public Entry Deployed => Deployment.Ended!; // it succeeded

    /// <summary>When users had it.</summary>
    public DateTimeOffset Utc => Deployed.Utc;

    /// <summary>From its opening to there; not positive where clocks or numbers disagree.</summary>
    public TimeSpan Length => Utc - Issue.Opened;

    /// <summary>The issues that reached an environment, in the order they did.</summary>
    /// <param name="history">What happened.</param>
    /// <param name="lane">Names of the environments, in the order a package visits them.</param>
    /// <param name="environment">Name of the one they reached.</param>
    public static ImmutableArray<CycleTime> Of(ReleaseHistory history, ImmutableArray<string> lane, string environment) =>
        Of(EnvironmentPast.Of(history, lane, lane.IndexOf(environment)).Leads, IssueList.Known(history.Entries));

    // An issue that is closed again by a later commit reached users the first time.
    internal static ImmutableArray<CycleTime> Of(ImmutableArray<LeadTime> leads, IReadOnlyDictionary<string, (OpenedIssue Issue, Entry Entry)> known)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. leads.SelectMany(lead => lead.Commit.Issues.Where(seen.Add).Where(known.ContainsKey).Select(number => new CycleTime(known[number].Issue, known[number].Entry, lead.Deployment, lead.Scope)))];
    }
}
