using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Metrics;

/// <summary>How carefully one environment is treated, and how it is felt: success, exceptions, rehearsals, predictions, satisfaction.</summary>
internal static class CareGauges
{
    private static readonly ImmutableArray<(string Key, string Name, int Above, int UpTo)> Classes = [("low", "0–25", -1, 25), ("medium", "26–60", 25, 60), ("high", "61–100", 60, 100)];

    public static IEnumerable<Gauge> Of(EnvironmentPast past, ReleaseHistory history, ImmutableArray<string> lane) =>
    [
        new("deployment_success_rate", "Deployment success rate", MeasureUnit.Share,
            "Deployments that were completed and brought no critical incident, of those started and ended; rollbacks do not count (seed 002: live without critical issues).",
            window => Success(past, window, attempt => attempt.IsSuccessful && !past.Incidents.Any(incident => incident.Severity == Severity.Critical && incident.IsCausedBy(past.Name, attempt.Id)))),
        new("deployment_completion_rate", "Completed of started", MeasureUnit.Share,
            "Deployments that were completed, of those started and ended; rollbacks do not count.",
            window => Success(past, window, attempt => attempt.IsSuccessful)),
        new("failure_detection_time", "Failure detection", MeasureUnit.Seconds,
            "Median over failed deployments of (first rollback, hotfix or incident − deployment completed).",
            window => Reading.OfDurations(past.Failures.Where(failure => window.Contains(failure.Utc)).Select(failure => new Lapse(failure.Detection, [failure.Signs[0].Seq, failure.Deployment.Ended!.Seq])))),
        new("rollbacks", "Rollbacks", MeasureUnit.Count, "Completed rollbacks; rehearsals do not count.", window => Kind(past, window, DeploymentKind.Rollback)) { Least = 0 },
        new("redeployments", "Redeployments", MeasureUnit.Count, "Completed deployments of a package that had been here before.", window => Kind(past, window, DeploymentKind.Redeploy)) { Least = 0 },
        new("canary_catch_rate", "Canary catch rate", MeasureUnit.Share,
            "Deployments that were shown to a part of the traffic and did not get all of it, of those shown to a part.",
            window => Canaries(past, window)),
        new("exceptions_per_hundred", "Exceptions per 100", MeasureUnit.PerHundred, "Exceptions granted on a hundred completed deployments.", window => Exceptions(past, history, window)),
        new("freeze_overrides", "Freeze overrides", MeasureUnit.Count, "Deployments that an exception let pass through a freeze.", window => Counted(past.Entries.Where(entry => entry.Type == EntryType.FreezeOverridden && window.Contains(entry.Utc)))) { Least = 0 },
        new("rehearsal_age", "Rehearsal age", MeasureUnit.Seconds,
            "Age of the newest rehearsed rollback that passed, here or in an environment in front.",
            window => Rehearsal(history, [.. lane.Take(lane.IndexOf(past.Name) + 1)], window)) { Least = 1, HasTrend = false },
        .. Classes.Select(risk => new Gauge(
            $"risk_{risk.Key}_failed", $"Failed at risk {risk.Name}", MeasureUnit.Share,
            $"Planned and hotfix deployments scored {risk.Name} when they started that failed or had to be mended, of those scored so.",
            window => Predicted(past, window, risk.Above, risk.UpTo))),
        new("satisfaction", "Satisfaction", MeasureUnit.Points, "Mean of the answers to the survey after a release, from 1 to 5; whoever answers again for the same role and release changes the answer (seed 002).", window => Satisfaction(past, window)),
    ];

    private static Reading Success(EnvironmentPast past, MetricWindow window, Func<PastDeployment, bool> isGood)
    {
        ImmutableArray<PastDeployment> attempts = DoraGauges.In([.. past.Attempts.Where(attempt => attempt.Kind != DeploymentKind.Rollback)], window);
        return Reading.OfShare(attempts.Count(isGood), attempts.Length) with { Seqs = DoraGauges.Seqs(attempts) };
    }

    private static Reading Kind(EnvironmentPast past, MetricWindow window, DeploymentKind kind) => Counted(DoraGauges.In([.. past.Arrived.Where(deployment => deployment.Kind == kind)], window).Select(deployment => deployment.Ended!));

    private static Reading Canaries(EnvironmentPast past, MetricWindow window)
    {
        HashSet<string?> exposed = [.. past.Entries.Where(entry => entry.Type == EntryType.ExposureChanged).Select(entry => entry.DeploymentId)];
        ImmutableArray<PastDeployment> canaries = DoraGauges.In([.. past.Attempts.Where(attempt => exposed.Contains(attempt.Id))], window);
        return Reading.OfShare(canaries.Count(canary => !canary.IsSuccessful), canaries.Length) with { Seqs = DoraGauges.Seqs(canaries), Remarks = canaries.IsEmpty ? ["no canaries"] : [] };
    }

    private static Reading Exceptions(EnvironmentPast past, ReleaseHistory history, MetricWindow window)
    {
        ImmutableArray<PastDeployment> arrived = DoraGauges.In(past.Arrived, window);
        Entry[] granted = [.. history.State.Governance.Exceptions.Values.Where(exception => exception.Requested.Environment == past.Name && exception.Granted is { } grant && window.Contains(grant.Utc)).Select(exception => exception.Granted!)];
        return new Reading(arrived.IsEmpty ? null : 100.0 * granted.Length / arrived.Length, arrived.Length) { Seqs = [.. granted.Select(grant => grant.Seq), .. DoraGauges.Seqs(arrived)] };
    }

    private static Reading Rehearsal(ReleaseHistory history, ImmutableArray<string> places, MetricWindow window) =>
        history.Entries.LastOrDefault(entry => entry.Type == EntryType.RollbackRehearsed && entry.Data.GetValueOrDefault("result") == "pass" && entry.Environment is { } place && places.Contains(place) && entry.Utc <= window.To) is { } rehearsal
            ? new Reading((window.To - rehearsal.Utc).TotalSeconds, 1) { Seqs = [rehearsal.Seq] }
            : new Reading(null, 0) { Remarks = ["never rehearsed"] };

    private static Reading Predicted(EnvironmentPast past, MetricWindow window, int above, int upTo)
    {
        HashSet<int> mended = [.. past.Failures.Select(failure => failure.Deployment.Started.Seq)];
        ImmutableArray<PastDeployment> scored = DoraGauges.In([.. past.Attempts.Where(attempt => attempt.Kind is DeploymentKind.Planned or DeploymentKind.Hotfix && Score(attempt) is { } score && score > above && score <= upTo)], window);
        return Reading.OfShare(scored.Count(attempt => !attempt.IsSuccessful || mended.Contains(attempt.Started.Seq)), scored.Length) with { Seqs = [.. scored.Select(attempt => attempt.Started.Seq), .. DoraGauges.Seqs(scored)] };
    }

    private static int? Score(PastDeployment attempt) => int.TryParse(attempt.Started.Data.GetValueOrDefault("risk"), NumberStyles.None, CultureInfo.InvariantCulture, out int score) ? score : null;

    private static Reading Satisfaction(EnvironmentPast past, MetricWindow window)
    {
        ImmutableArray<Entry> answers = LastWord.Of(past.Entries.Where(entry => window.Contains(entry.Utc)));
        double? mean = answers.IsEmpty ? null : answers.Average(answer => SurveyAnswered.Read(answer.Data).Score);
        return new Reading(mean, answers.Length) { Seqs = [.. answers.Reverse().Select(answer => answer.Seq)] };
    }

    private static Reading Counted(IEnumerable<Entry> entries)
    {
        int[] seqs = [.. entries.Select(entry => entry.Seq)];
        return new Reading(seqs.Length, seqs.Length) { Seqs = seqs };
    }
}
