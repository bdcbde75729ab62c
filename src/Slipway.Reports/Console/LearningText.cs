using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Agenda;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;

namespace Slipway.Reports.Console;

/// <summary>Incidents, surveys and actions as lines.</summary>
public static class LearningText
{
    /// <summary>Incidents, open ones first, the worst before the others; of each what caused it and how long it lasts.</summary>
    public static IEnumerable<string> Incidents(ImmutableArray<IncidentRecord> incidents, DateTimeOffset now)
    {
        if (incidents.IsEmpty)
            yield return "no incidents on record";
        foreach (IncidentRecord incident in incidents.OrderBy(incident => incident.IsOpen ? 0 : 1).ThenByDescending(incident => incident.IsOpen ? incident.Severity : Severity.Low).ThenByDescending(incident => incident.Opened.Seq))
        {
            string lasted = MeasureText.Of(((incident.Resolved?.Utc ?? now) - incident.Since).TotalSeconds, MeasureUnit.Seconds);
            yield return $"{incident.Id,-7} {(incident.IsOpen ? "open" : "over"),-5} {Word.Of(incident.Severity),-9} {incident.Environment,-12} {incident.Title}  ({(incident.IsOpen ? "since" : "took")} {lasted})";
            string[] causes = [.. incident.Causes.DistinctBy(cause => (cause.Environment, cause.DeploymentId)).Select(cause => $"{cause.Version} ({cause.DeploymentId}) in {cause.Environment}")];
            yield return $"{"",-7} {(causes.Length == 0 ? "no release is named as its cause" : $"caused by {string.Join(", ", causes)}")}{(incident.IsOpen ? "" : $"; {incident.Outcome}")}";
        }
    }

    /// <summary>Issues that reached an environment, the last one first, and how many still wait.</summary>
    public static IEnumerable<string> Issues(string environment, ImmutableArray<OpenedIssue> known, ImmutableArray<CycleTime> cycles)
    {
        if (known.IsEmpty)
        {
            yield return "no issues on record; gh issue list --state all --limit 1000 --json number,createdAt > issues.json, then ./build.sh Issues --import issues.json";
            yield break;
        }

        foreach (CycleTime cycle in cycles.Reverse())
            yield return string.Create(CultureInfo.InvariantCulture, $"{"#" + cycle.Issue.Number,-7} {cycle.Issue.Opened.UtcDateTime:yyyy-MM-dd} → {cycle.Utc.UtcDateTime:yyyy-MM-dd}  {MeasureText.Of(cycle.Length.TotalSeconds, MeasureUnit.Seconds),-8} with {cycle.Deployment.Version}");
        yield return string.Create(CultureInfo.InvariantCulture, $"{cycles.Length} of {known.Length} issues reached {environment}");
    }

    /// <summary>Answers to the survey of one release, the mean first.</summary>
    public static IEnumerable<string> Survey(string package, ImmutableArray<Entry> answers)
    {
        if (answers.IsEmpty)
        {
            yield return $"nobody answered about {package[..12]} yet; ./build.sh Survey --score 1..5 --role …";
            yield break;
        }

        double mean = answers.Average(answer => SurveyAnswered.Read(answer.Data).Score);
        yield return string.Create(CultureInfo.InvariantCulture, $"{package[..12]}: {mean:0.0} of 5 by {answers.Length} {(answers.Length == 1 ? "answer" : "answers")}");
        foreach (Entry answer in answers)
        {
            (int score, string role, string comment) = SurveyAnswered.Read(answer.Data);
            yield return $"  {score} of 5  {role,-16} {answer.Actor.Id}{(comment.Length > 0 ? $": {comment}" : "")}";
        }
    }

    /// <summary>Open actions, the one due first before the others.</summary>
    public static IEnumerable<string> Actions(ImmutableArray<OpenTask> open, Palette palette)
    {
        if (open.IsEmpty)
            yield return "no open actions";
        foreach (OpenTask action in open)
            yield return $"{action.Id,-5} until {Day(action.Due)}  {action.Title}{(action.Owner.Length > 0 ? $"  ({action.Owner})" : "")}{(action.IsOverdue ? palette.Bad("  overdue") : "")}";
    }

    /// <summary>Open actions in one line, for the end of the status; null where there are none.</summary>
    public static string? ActionsAtOnce(ImmutableArray<OpenTask> open)
    {
        if (open.IsEmpty)
            return null;
        OpenTask[] late = [.. open.Where(action => action.IsOverdue)];
        string overdue = late.Length == 0 ? $"next {open[0].Id} until {Day(open[0].Due)}" : $"overdue: {string.Join(", ", late.Select(action => action.Owner.Length > 0 ? $"{action.Id} ({action.Owner})" : action.Id))}";
        return $"{open.Length} open {(open.Length == 1 ? "action" : "actions")}, {overdue}; ./build.sh Actions";
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
