using System.Collections.Immutable;
using Slipway.Releases.History;

namespace Slipway.Reports.Html;

/// <summary>Series the page draws itself, counted from the fold: how often, how it ended, how long it took.</summary>
/// <param name="Environment">The environment they are about.</param>
/// <param name="Weeks">The weeks of the last year at most, oldest first; each is there, with nothing in it where nothing happened.</param>
public sealed record DashboardMetrics(string Environment, ImmutableArray<MetricWeek> Weeks)
{
    private const int MostWeeks = 53;

    /// <summary>
    /// Counts one environment's deployments by the weeks they began in, Mondays in UTC. Rehearsals are not among them, and neither are rollbacks:
    /// what one took back is counted as taken back, once.
    /// </summary>
    public static DashboardMetrics Of(ReleaseHistory history, string environment, DateTimeOffset now)
    {
        ILookup<DateOnly, PastDeployment> byWeek = history.Deployments
            .Where(deployment => deployment.Environment == environment && IsAttempt(deployment) && deployment.Started.Utc <= now)
            .ToLookup(deployment => Words.Monday(deployment.Started.Utc));
        DateOnly last = Words.Monday(now);
        DateOnly first = history.Entries.IsEmpty ? last : Words.Monday(history.Entries[0].Utc);
        int weeks = Math.Clamp(((last.DayNumber - first.DayNumber) / 7) + 1, 1, MostWeeks);
        return new DashboardMetrics(environment, [.. Enumerable.Range(0, weeks).Select(week => Week(last.AddDays((week - weeks + 1) * 7), byWeek))]);
    }

    /// <summary>True for what was to bring something to users; a way back and a rehearsal were not.</summary>
    internal static bool IsAttempt(PastDeployment deployment) => deployment is { IsRehearsal: false, Kind: not DeploymentKind.Rollback };

    private static MetricWeek Week(DateOnly monday, ILookup<DateOnly, PastDeployment> byWeek)
    {
        PastDeployment[] deployments = [.. byWeek[monday]];
        IEnumerable<TimeSpan> lengths = deployments.Where(deployment => deployment.IsSuccessful).Select(deployment => deployment.Duration).OfType<TimeSpan>();
        double[] seconds = [.. lengths.Select(length => length.TotalSeconds).Order()];
        ImmutableArray<int> Places(Func<PastDeployment, bool> isMeant) => [.. deployments.Where(isMeant).Select(deployment => deployment.Started.Seq)];
        return new MetricWeek(
            monday,
            Places(deployment => deployment is { IsSuccessful: true, TakenBack: null }),
            Places(deployment => deployment is { Outcome: "rolled back" } or { IsSuccessful: true, TakenBack: not null }),
            Places(deployment => deployment.Outcome is "failed" or "open"),
            seconds.Length == 0 ? null : TimeSpan.FromSeconds(seconds.Length % 2 == 1 ? seconds[seconds.Length / 2] : (seconds[(seconds.Length / 2) - 1] + seconds[seconds.Length / 2]) / 2));
    }
}

/// <summary>One week of an environment; each list holds the places of the entries that began the deployments.</summary>
/// <param name="Monday">The day it is named after.</param>
/// <param name="Good">Deployments that succeeded and stayed.</param>
/// <param name="Back">Deployments that were taken back.</param>
/// <param name="Bad">Deployments that failed before users met them.</param>
/// <param name="Median">Median length of the successful ones; null without any.</param>
public sealed record MetricWeek(DateOnly Monday, ImmutableArray<int> Good, ImmutableArray<int> Back, ImmutableArray<int> Bad, TimeSpan? Median)
{
    /// <summary>All deployments of the week.</summary>
    public int Count => Good.Length + Back.Length + Bad.Length;
}
