using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.History;

namespace Slipway.Releases.Metrics;

/// <summary>The five measures of the DORA guide, over one environment.</summary>
internal static class DoraGauges
{
    public static IEnumerable<Gauge> Of(EnvironmentPast past) =>
    [
        new("change_lead_time", "Change lead time", MeasureUnit.Seconds,
            "Median over commits of (deployment completed − commit time); commits are those reachable from the deployment and from no earlier one here, planned and hotfix deployments only (DORA guide).",
            window => Lead(past, window)),
        new("deployment_frequency", "Deployment frequency", MeasureUnit.PerWeek,
            "Completed planned and hotfix deployments a week, days without one included; weeks since the first fact on record where that is younger, at least one (DORA guide).",
            window => Frequency(past, window)),
        new("change_fail_rate", "Change fail rate", MeasureUnit.Share,
            "Completed planned and hotfix deployments that a rollback left, a hotfix names or an incident names as its cause, each once, of all of them (DORA guide).",
            window => FailRate(past, window)),
        new("failed_deployment_recovery_time", "Failed deployment recovery", MeasureUnit.Seconds,
            "Median over failed deployments of (first completed rollback, completed hotfix or resolved incident − deployment completed); incidents without a cause do not count (DORA guide).",
            window => Recovery(past, window)),
        new("deployment_rework_rate", "Deployment rework rate", MeasureUnit.Share,
            "Completed hotfixes and rollbacks of all completed deployments, rollbacks among them (DORA guide; counting rollbacks is our choice).",
            window => Rework(past, window)),
    ];

    private static Reading Lead(EnvironmentPast past, MetricWindow window)
    {
        LeadTime[] leads = [.. past.Leads.Where(lead => window.Contains(lead.Utc))];
        int flagged = leads.Count(lead => lead.Length <= TimeSpan.Zero);
        return Reading.OfDurations(leads.Select(lead => new Lapse(lead.Length, [lead.Scope.Seq, lead.Deployment.Ended!.Seq]))) with
        {
            Deployments = leads.Select(lead => lead.Deployment.Started.Seq).Distinct().Count(),
            Remarks = flagged == 0 ? [] : [$"{Text(flagged)} of {Text(leads.Length)} commits are younger than their deployment: clocks disagree"],
        };
    }

    private static Reading Frequency(EnvironmentPast past, MetricWindow window)
    {
        ImmutableArray<PastDeployment> brought = In(past.Base, window);
        DateTimeOffset[] times = [.. brought.Select(deployment => deployment.Ended!.Utc).Order()];
        double weeks = Math.Max(7, Math.Min(window.Days, (window.To - past.First).TotalDays)) / 7;
        return new Reading(brought.Length / weeks, brought.Length) { Remarks = [.. Rhythm(times, window)], Seqs = Seqs(brought) };
    }

    private static IEnumerable<string> Rhythm(DateTimeOffset[] times, MetricWindow window)
    {
        if (times.Length == 0)
            yield break;
        string often = IsRegular(times, window, 7, 3) ? "daily" : IsRegular(times, window, 7, 1) ? "weekly" : IsRegular(times, window, 30, 1) ? "monthly" : "less often than monthly";
        yield return $"{often}: on {Text(Days(times, window))} of {Text((int)Math.Round(window.Days))} days";
        if (Percentile.Median([.. times.Zip(times.Skip(1), (one, next) => (next - one).TotalDays)]) is { } between)
            yield return string.Create(CultureInfo.InvariantCulture, $"median {between:0.0} days between");
    }

    // Four Keys' buckets: a median week (or stretch of 30 days) has deployments on so many days.
    private static bool IsRegular(DateTimeOffset[] times, MetricWindow window, int days, int least) =>
        Percentile.Median([.. TrendSlices.Cut(window, days).Select(slice => (double)Days(times, slice))]) >= least;

    private static int Days(DateTimeOffset[] times, MetricWindow window) => times.Where(window.Contains).Select(time => time.UtcDateTime.Date).Distinct().Count();

    private static Reading FailRate(EnvironmentPast past, MetricWindow window)
    {
        ImmutableArray<PastDeployment> brought = In(past.Base, window);
        Failure[] failures = [.. past.Failures.Where(failure => window.Contains(failure.Utc))];
        return Reading.OfShare(failures.Length, brought.Length) with { Seqs = [.. Seqs(brought), .. failures.SelectMany(failure => failure.Seqs)] };
    }

    private static Reading Recovery(EnvironmentPast past, MetricWindow window)
    {
        Failure[] failures = [.. past.Failures.Where(failure => window.Contains(failure.Utc))];
        return Reading.OfDurations(failures.Where(failure => failure.Recovery is not null).Select(failure => new Lapse(failure.Recovery!.Value, [.. failure.Seqs]))) with
        {
            Remarks = [.. failures.Where(failure => failure.Recovery is null).Select(failure => $"{failure.Deployment.Version} ({failure.Deployment.Id}) is not mended since {Age(window.To - failure.Utc)}")],
            Seqs = [.. failures.SelectMany(failure => failure.Seqs)],
        };
    }

    private static Reading Rework(EnvironmentPast past, MetricWindow window)
    {
        ImmutableArray<PastDeployment> arrived = In(past.Arrived, window);
        return Reading.OfShare(arrived.Count(deployment => deployment.Kind is DeploymentKind.Hotfix or DeploymentKind.Rollback), arrived.Length) with { Seqs = Seqs(arrived) };
    }

    /// <summary>Those that ended in a window.</summary>
    internal static ImmutableArray<PastDeployment> In(ImmutableArray<PastDeployment> deployments, MetricWindow window) => [.. deployments.Where(deployment => window.Contains(deployment.Ended!.Utc))];

    internal static IEnumerable<int> Seqs(ImmutableArray<PastDeployment> deployments) => deployments.Select(deployment => deployment.Ended!.Seq);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Age(TimeSpan age) => age.TotalDays >= 2 ? $"{Text((int)age.TotalDays)} d" : age.TotalHours >= 1 ? $"{Text((int)age.TotalHours)} h" : $"{Text((int)age.TotalMinutes)} min";
}
