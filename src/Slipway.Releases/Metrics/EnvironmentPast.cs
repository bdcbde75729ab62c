using System.Collections.Immutable;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Metrics;

/// <summary>What one environment went through, as far as it is measured. Rehearsals are no part of it.</summary>
internal sealed record EnvironmentPast
{
    public required string Name { get; init; }

    /// <summary>The environment in front, or null for the first of the lane.</summary>
    public string? Front { get; init; }

    /// <summary>The first fact on record, of any environment.</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>Entries that name the environment, oldest first.</summary>
    public required ImmutableArray<Entry> Entries { get; init; }

    /// <summary>Deployments and rollbacks that ended, however they did.</summary>
    public required ImmutableArray<PastDeployment> Attempts { get; init; }

    /// <summary>Those that reached their end: D of the definitions.</summary>
    public required ImmutableArray<PastDeployment> Arrived { get; init; }

    /// <summary>Those of them that brought something new, planned or as a hotfix: the base of the measures.</summary>
    public required ImmutableArray<PastDeployment> Base { get; init; }

    public required ImmutableArray<Failure> Failures { get; init; }

    public required ImmutableArray<IncidentRecord> Incidents { get; init; }

    /// <summary>Commits by the deployment that brought them here first.</summary>
    public required ImmutableArray<LeadTime> Leads { get; init; }

    public static EnvironmentPast Of(ReleaseHistory history, ImmutableArray<string> lane, int position)
    {
        string name = lane[position];
        ImmutableArray<Entry> entries = [.. history.Entries.Where(entry => entry.Environment == name)];
        ImmutableArray<PastDeployment> tried = [.. history.Deployments.Where(deployment => deployment.Environment == name && !deployment.IsRehearsal)];
        ImmutableArray<PastDeployment> arrived = [.. tried.Where(attempt => attempt.IsSuccessful)];
        ImmutableArray<PastDeployment> brought = [.. arrived.Where(attempt => attempt.Kind is DeploymentKind.Planned or DeploymentKind.Hotfix)];
        ImmutableArray<IncidentRecord> incidents = [.. history.State.Governance.Incidents.Values.OrderBy(incident => incident.Opened.Seq)];
        return new EnvironmentPast
        {
            Name = name,
            Front = position == 0 ? null : lane[position - 1],
            First = history.Entries.IsEmpty ? DateTimeOffset.MaxValue : history.Entries[0].Utc,
            Entries = entries,
            Attempts = [.. tried.Where(attempt => attempt.Ended is not null)],
            Arrived = arrived,
            Base = brought,
            Failures = Failure.Among(brought, tried, incidents),
            Incidents = incidents,
            Leads = LeadTime.Of(brought, entries),
        };
    }
}
