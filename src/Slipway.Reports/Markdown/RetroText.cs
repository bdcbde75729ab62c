using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Slipway.Releases.Agenda;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;
using Slipway.Reports.Console;

namespace Slipway.Reports.Markdown;

/// <summary>The draft of a retrospective as Markdown: what the ledger tells of one release, with the place of every fact; what people think of it they add themselves.</summary>
public static class RetroText
{
    private static readonly ImmutableArray<string> Untold = [EntryType.DeployStep, EntryType.GateEvaluated, EntryType.DeployScope, EntryType.EvidenceRecorded, EntryType.ApprovalVoided];

    /// <summary>The draft.</summary>
    /// <param name="release">The release that is looked back on.</param>
    /// <param name="history">Everything on record.</param>
    /// <param name="lane">Names of the environments, in order.</param>
    /// <param name="facts">What was planned for it, and when it is looked back; ages are counted to there.</param>
    public static string Draft(PastRelease release, ReleaseHistory history, ImmutableArray<string> lane, AgendaFacts facts)
    {
        DateTimeOffset now = facts.Now;
        string package = release.Package.Id;
        var text = new StringBuilder();
        Line(text, $"# Retrospective: {release.Entries[0].Application} {release.Package.Version}");
        Line(text, $"\nDraft of {Utc(now)} from the ledger, {history.State.Count} entries; package `{package}`, commit `{release.Package.Commit}`. Numbers behind # are places in the ledger.\n");
        Section(text, "Planned and actual", [.. Dates(release, facts), .. Planned(release, history, lane)]);
        Section(text, "Hoped and measured", Impacts(release, history, lane, facts));
        Section(text, "Timeline", release.Entries.Where(entry => !Untold.Contains(entry.Type)).Select(Sentence));
        Section(text, "Refused, and why", Refused(release));
        Section(text, "Waits", lane.SelectMany(environment => Waits(history, lane, environment, package)));
        Section(text, "Incidents", history.State.Governance.Incidents.Values.Where(incident => incident.Causes.Any(cause => cause.PackageId == package)).OrderBy(incident => incident.Opened.Seq).Select(incident => Incident(incident, now)));
        Section(text, "Exceptions", history.State.Governance.Exceptions.Values.Where(exception => exception.Requested.PackageId == package).Select(exception => $"{exception.Id} ({Word.Of(exception.StateAt(now))}) {exception.Wish.Deviation}; why: {exception.Wish.Reason}; follow-up: {exception.Wish.FollowUp} (#{exception.Requested.Seq})"));
        Section(text, "Predicted risk and what happened", release.Deployments.Where(deployment => deployment is { IsRehearsal: false, Kind: not DeploymentKind.Rollback }).Select(Predicted));
        Section(text, "What people said", release.Entries.Where(entry => entry.Type == EntryType.SurveyAnswered).Select(Answer));
        Section(text, "Open actions", OpenTask.All(facts.Calendar, history.State, lane[^1], now).Select(action => $"{action.Id}: {action.Title} ({(action.Owner.Length > 0 ? $"{action.Owner}, " : "")}until {action.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{(action.IsOverdue ? ", overdue" : "")})"));
        foreach (string question in new[] { "What went well", "What did not", "What we change" })
            Line(text, $"## {question}\n\n");
        Line(text, "Promise what follows with `./build.sh Actions --open \"…\" --owner … --due …`; close the release with `./build.sh Close`.");
        return text.ToString();
    }

    private static IEnumerable<string> Dates(PastRelease release, AgendaFacts facts)
    {
        if (facts.Calendar.Of(release.Package.Version) is not { } plan)
            yield return "It stood in no calendar: there are no dates to compare with.";
        else if (plan.Title.Length > 0 || plan.Owner.Length > 0)
            yield return $"{plan.Version}{(plan.Title.Length > 0 ? $", {plan.Title}" : "")}{(plan.Owner.Length > 0 ? $"; {plan.Owner} answers for it" : "")}.";
        foreach (PlannedDate date in PlanReview.Of(facts, release.Package.Version))
            yield return $"{date.What}: planned {Utc(date.Due)}, {Actual(date, facts.Now)}";
    }

    private static string Actual(PlannedDate date, DateTimeOffset now)
    {
        string Apart(TimeSpan span) => MeasureText.Of(span.Duration().TotalSeconds, MeasureUnit.Seconds);
        if (date.Happened is not { } happened)
            return date.State == "late" ? $"not yet, late for {Apart(now - date.Due)}" : date.Due > now ? $"still {Apart(date.Due - now)} to go" : "nothing on record";
        string ended = date.What == "scope closes" ? "newest commit" : "actual";
        return $"{ended} {Utc(happened)}, {(happened == date.Due ? "to the minute" : $"{Apart(happened - date.Due)} {(happened > date.Due ? "late" : "early")}")} (#{date.Seq})";
    }

    private static IEnumerable<string> Impacts(PastRelease release, ReleaseHistory history, ImmutableArray<string> lane, AgendaFacts facts) =>
        Impact.All(facts.Calendar, history.State, lane[^1], facts.Now).Where(impact => impact.Release.Version == release.Package.Version).Select(impact =>
            $"{impact.Hoped.Name}: hoped for {impact.Hope} after {impact.Hoped.AfterDays} {(impact.Hoped.AfterDays == 1 ? "day" : "days")}; {(impact.Value is { } value ? string.Create(CultureInfo.InvariantCulture, $"measured {value} on {Utc(impact.Measured!.Utc)}, {impact.State}{Because(impact.Measured)} (#{impact.Measured.Seq})") : impact.Due is { } due ? $"{impact.State}, {Utc(due)}" : impact.State)}"); // a value was measured

    private static IEnumerable<string> Planned(PastRelease release, ReleaseHistory history, ImmutableArray<string> lane)
    {
        Entry? plan = history.Entries.LastOrDefault(entry => entry.Type == EntryType.PlanApproved && entry.Version == release.Package.Version);
        yield return plan is null ? "No plan was approved before work on it started." : $"Planned: {plan.Version} for {plan.Environment}, approved {Utc(plan.Utc)} by {plan.By} (#{plan.Seq}).";
        foreach (string environment in lane)
        {
            PastDeployment[] here = [.. release.Deployments.Where(deployment => deployment.Environment == environment && deployment is { IsRehearsal: false, Kind: not DeploymentKind.Rollback })];
            string arrived = here.FirstOrDefault(deployment => deployment.IsSuccessful) is { } first ? $"first served {Utc(first.Ended!.Utc)} (#{first.Ended.Seq}), {MeasureText.Of((first.Ended.Utc - release.Package.Utc).TotalSeconds, MeasureUnit.Seconds)} after it was sealed" : "never served"; // it succeeded
            yield return string.Create(CultureInfo.InvariantCulture, $"Actual, {environment}: {arrived}; {here.Length} {(here.Length == 1 ? "attempt" : "attempts")}, {here.Count(deployment => !deployment.IsSuccessful && deployment.Ended is not null)} failed, {here.Count(deployment => deployment.IsSuccessful && deployment.TakenBack is not null)} taken back.");
        }
    }

    private static IEnumerable<string> Refused(PastRelease release) =>
    [
        .. release.Entries.Where(entry => entry.Type == EntryType.DeployRefused).Select(entry => $"{Utc(entry.Utc)} {entry.Data.GetValueOrDefault("verb")} to {entry.Environment}: {entry.Data.GetValueOrDefault("reason")} (#{entry.Seq})"),
        .. release.Entries.Where(entry => entry.Type == EntryType.GateEvaluated && entry.Data.GetValueOrDefault("verdict") is "fail" or "inconclusive")
            .DistinctBy(entry => (entry.Environment, entry.Data.GetValueOrDefault("gate"), entry.Data.GetValueOrDefault("reason")))
            .Select(entry => $"gate {entry.Data.GetValueOrDefault("gate")} in {entry.Environment}, {entry.Data.GetValueOrDefault("verdict")}: {entry.Data.GetValueOrDefault("reason")} (#{entry.Seq})"),
    ];

    private static IEnumerable<string> Waits(ReleaseHistory history, ImmutableArray<string> lane, string environment, string package)
    {
        foreach (Journey journey in Journey.Of(history, lane, environment).Where(journey => journey.Deployment.PackageId == package))
        {
            (string Name, Entry? Entry)[] stations = [("ready", journey.Ready), ("consent asked", journey.Requested), ("consent given", journey.Approved), ("deployed", journey.Deployed)];
            (string Name, Entry? Entry)[] passed = [.. stations.Where(station => station.Entry is not null)];
            foreach (((string from, Entry? one), (string to, Entry? next)) in passed.Zip(passed.Skip(1)))
                yield return $"{environment}, {from} → {to}: {MeasureText.Of((next!.Utc - one!.Utc).TotalSeconds, MeasureUnit.Seconds)} (#{one.Seq} → #{next.Seq})";
        }
    }

    private static string Answer(Entry entry)
    {
        var said = SurveyAnswered.Read(entry.Data);
        return $"{said.Score} of 5 by {said.Role}{Because(entry)} (#{entry.Seq})";
    }

    private static string Incident(IncidentRecord incident, DateTimeOffset now) =>
        $"{incident.Id} ({Word.Of(incident.Severity)}) {incident.Title} in {incident.Environment}: began {Utc(incident.Since)}, {(incident.Resolved is { } end ? $"over after {MeasureText.Of((end.Utc - incident.Since).TotalSeconds, MeasureUnit.Seconds)}: {incident.Outcome}" : $"open for {MeasureText.Of((now - incident.Since).TotalSeconds, MeasureUnit.Seconds)}")} (#{incident.Opened.Seq})";

    private static string Predicted(PastDeployment deployment)
    {
        string score = deployment.Started.Data.GetValueOrDefault("risk") is { Length: > 0 } risk ? $"{risk} of 100, {deployment.Started.Data.GetValueOrDefault("profile", "patch")}" : "not scored";
        string ended = deployment.TakenBack is { } back ? $"{deployment.Outcome}, taken back (#{back.Seq})" : deployment.Outcome;
        return $"{deployment.Environment}: {score} → {ended} (#{deployment.Started.Seq})";
    }

    private static string Sentence(Entry entry) => $"{Utc(entry.Utc)} {string.Join(' ', new[] { entry.Type, entry.Environment, entry.Data.GetValueOrDefault("verb"), entry.Data.GetValueOrDefault("id") }.Where(word => !string.IsNullOrEmpty(word)))} by {entry.By}{Because(entry)} (#{entry.Seq})";

    private static string Because(Entry entry) => Said.ReasonOf(entry.Data) is { Length: > 0 } reason ? $": {reason}" : "";

    private static void Section(StringBuilder text, string title, IEnumerable<string> items)
    {
        string[] all = [.. items];
        Line(text, $"## {title}\n");
        foreach (string item in all)
            Line(text, $"- {item.ReplaceLineEndings(" ")}");
        Line(text, all.Length == 0 ? "Nothing.\n" : "");
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
