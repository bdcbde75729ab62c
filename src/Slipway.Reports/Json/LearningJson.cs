using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Releases.Agenda;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;

namespace Slipway.Reports.Json;

/// <summary>Incidents, surveys and actions for machines. Each object says the number of its shape in <c>schema</c>.</summary>
public static class LearningJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>Incidents --json</c>: <c>{ schema, incidents: [ { id, open, title, severity, environment, since, resolved, causes: [ { environment, deploymentId, packageId, version } ], entries } ] }</c>.</summary>
    public static string Incidents(ImmutableArray<IncidentRecord> incidents) => Text("incidents", incidents.Select(incident => new JsonObject
    {
        ["id"] = incident.Id,
        ["open"] = incident.IsOpen,
        ["title"] = incident.Title,
        ["severity"] = Word.Of(incident.Severity),
        ["environment"] = incident.Environment,
        ["since"] = Utc(incident.Since),
        ["resolved"] = incident.Resolved is { } end ? Utc(end.Utc) : null,
        ["causes"] = new JsonArray([.. incident.Causes.Select(cause => new JsonObject { ["environment"] = cause.Environment, ["deploymentId"] = cause.DeploymentId, ["packageId"] = cause.PackageId, ["version"] = cause.Version })]),
        ["entries"] = new JsonArray([.. incident.Links.Prepend(incident.Opened).Concat(incident.Resolved is { } over ? [over] : []).Select(entry => JsonValue.Create(entry.Seq))]),
    }));

    /// <summary><c>Issues --json</c>: <c>{ schema, environment, issues: [ { number, opened, delivered, version, deploymentId, seconds, entries } ] }</c>; what did not reach the environment has null for all but number and opened.</summary>
    public static string Issues(string environment, ImmutableArray<OpenedIssue> known, ImmutableArray<CycleTime> cycles)
    {
        var reached = cycles.ToDictionary(cycle => cycle.Issue.Number, StringComparer.Ordinal);
        return Text("issues", known.Select(issue => Issue(issue, reached.GetValueOrDefault(issue.Number))), ("environment", environment));
    }

    /// <summary><c>Survey --json</c>: <c>{ schema, packageId, answers: [ { score, role, actor, comment, utc, entry } ] }</c>, oldest first.</summary>
    public static string Survey(string package, ImmutableArray<Entry> answers) => Text("answers", answers.Select(answer => (Entry: answer, Said: SurveyAnswered.Read(answer.Data))).Select(answer => new JsonObject
    {
        ["score"] = answer.Said.Score.ToString(CultureInfo.InvariantCulture),
        ["role"] = answer.Said.Role,
        ["actor"] = answer.Entry.Actor.Id,
        ["comment"] = answer.Said.Reason,
        ["utc"] = Utc(answer.Entry.Utc),
        ["entry"] = answer.Entry.Seq,
    }), ("packageId", package));

    /// <summary><c>Actions --json</c>: <c>{ schema, actions: [ { id, open, overdue, title, owner, due, entry } ] }</c>, closed ones too, and behind them measurements whose day has come, which have no <c>entry</c>.</summary>
    public static string Actions(ImmutableArray<ActionRecord> actions, ImmutableArray<OpenTask> open, DateTimeOffset now) => Text("actions", actions.OrderBy(action => action.Opened.Seq)
        .Select(action => (action.IsOpen, Task: new OpenTask(action.Id, action.Title, action.Owner, action.Due, action.IsOverdue(now), action.Opened.Seq)))
        .Concat(open.Where(task => task.Seq is null).Select(task => (IsOpen: true, Task: task)))
        .Select(action => new JsonObject
        {
            ["id"] = action.Task.Id,
            ["open"] = action.IsOpen,
            ["overdue"] = action.Task.IsOverdue,
            ["title"] = action.Task.Title,
            ["owner"] = action.Task.Owner,
            ["due"] = action.Task.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["entry"] = action.Task.Seq,
        }));

    private static JsonObject Issue(OpenedIssue issue, CycleTime? cycle) => new()
    {
        ["number"] = issue.Number,
        ["opened"] = Utc(issue.Opened),
        ["delivered"] = cycle is null ? null : Utc(cycle.Utc),
        ["version"] = cycle?.Deployment.Version,
        ["deploymentId"] = cycle?.Deployment.Id,
        ["seconds"] = cycle?.Length.TotalSeconds,
        ["entries"] = cycle is null ? [] : new JsonArray(cycle.Opening.Seq, cycle.Scope.Seq, cycle.Deployed.Seq),
    };

    private static string Text(string name, IEnumerable<JsonObject> items, params (string Name, string Value)[] more)
    {
        var answer = new JsonObject { ["schema"] = 1 };
        foreach ((string key, string value) in more)
            answer[key] = value;
        answer[name] = new JsonArray([.. items]);
        return answer.ToJsonString(Indented);
    }

    private static string Utc(DateTimeOffset instant) => instant.ToString("O", CultureInfo.InvariantCulture);
}
