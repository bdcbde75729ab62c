using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Agenda;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Html;

/// <summary>Something a person still has to do, found in the ledger or the calendar.</summary>
/// <param name="Sign">Its sign.</param>
/// <param name="Tone">How pressing it is.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="Since">Since when.</param>
/// <param name="Entry">The entry it follows from; null for what stands in the calendar.</param>
internal sealed record OpenAction(string Sign, string Tone, string Text, DateTimeOffset Since, int? Entry)
{
    /// <summary>All of them, the most pressing first.</summary>
    public static ImmutableArray<OpenAction> All(DashboardModel model)
    {
        ReleaseState state = model.History.State;
        return
        [
            .. Environments(state, model).Concat(Governance(state.Governance, model.Now)).Concat(Promised(model)).Concat(Late(model))
                .OrderBy(action => action.Tone switch { "bad" => 0, "warn" => 1, "note" => 2, _ => 3 }).ThenBy(action => action.Since),
        ];
    }

    private static IEnumerable<OpenAction> Environments(ReleaseState state, DashboardModel model)
    {
        foreach (EnvironmentState environment in state.Environments.Values)
        {
            if (environment.Open is { } open)
                yield return new OpenAction("open", "bad", $"finish what was interrupted in {environment.Name}: {open.DeploymentId}", open.Utc, open.Seq);
            if (environment.Pin is { } pin && model.History.Entries.LastOrDefault(entry => entry.Environment == environment.Name && entry.Type == EntryType.EnvironmentPinned) is { } pinned)
                yield return new OpenAction("pin", "warn", $"{environment.Name} is pinned: {pin}", pinned.Utc, pinned.Seq);
        }
    }

    private static IEnumerable<OpenAction> Governance(GovernanceState governance, DateTimeOffset now)
    {
        foreach (IncidentRecord incident in governance.Incidents.Values.Where(incident => incident.IsOpen))
            yield return new OpenAction("incident", incident.Severity >= Severity.High ? "bad" : "warn", $"{incident.Id} ({Word.Of(incident.Severity)}) is open in {incident.Environment}: {incident.Title}", incident.Since, incident.Opened.Seq);
        foreach (Entry emergency in governance.Emergencies.Values.Where(emergency => !governance.Countersigned.ContainsKey(emergency.Hash)))
            yield return new OpenAction("alert", "bad", $"countersign the emergency deployment {emergency.DeploymentId} in {emergency.Environment}", emergency.Utc, emergency.Seq);
        foreach (ExceptionRecord exception in governance.Exceptions.Values.Where(exception => exception.Closed is null))
        {
            bool isAsked = exception.Granted is null;
            yield return new OpenAction("except", isAsked ? "note" : "warn", isAsked ? $"decide on {exception.Id}: {exception.Wish.Deviation}" : $"follow up {exception.Id} ({Word.Of(exception.StateAt(now))}): {exception.Wish.FollowUp}", exception.Requested.Utc, exception.Requested.Seq);
        }

        foreach (Entry rehearsal in governance.Rehearsals.Values.Where(rehearsal => rehearsal.Data.GetValueOrDefault("result") == "fail" && now - rehearsal.Utc < TimeSpan.FromDays(30)))
            yield return new OpenAction("back", "warn", $"the way back of {rehearsal.Version} was rehearsed and failed", rehearsal.Utc, rehearsal.Seq);
    }

    private static IEnumerable<OpenAction> Promised(DashboardModel model)
    {
        ImmutableSortedDictionary<string, ActionRecord> actions = model.History.State.Governance.Actions;
        foreach (OpenTask task in OpenTask.All(model.Calendar, model.History.State, model.LiveEnvironment, model.Now))
        {
            DateTimeOffset since = actions.TryGetValue(task.Id, out ActionRecord? action) ? action.Opened.Utc : new DateTimeOffset(task.Due.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            string owner = task.Owner.Length > 0 ? $"{task.Owner}, " : "";
            yield return new OpenAction("task", task.IsOverdue ? "warn" : "note", $"{task.Id}: {task.Title} ({owner}{(task.IsOverdue ? "overdue since" : "until")} {task.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)})", since, task.Seq);
        }
    }

    // Dates of the rhythm that passed are told together: each on its own is nothing one can still do.
    private static IEnumerable<OpenAction> Late(DashboardModel model)
    {
        ImmutableArray<AgendaItem> late = ReleaseAgenda.Late(model.Agenda);
        foreach (AgendaItem item in late.Where(item => item.State == "late"))
            yield return new OpenAction(AgendaLook.Sign(item.Kind), "warn", $"{item.Title}: late", item.Start, item.Seq);
        AgendaItem[] skipped = [.. late.Where(item => item.State == "skipped")];
        if (skipped.Length > 0)
            yield return new OpenAction("cadence", "note", $"{Words.Many(skipped.Length, "release date")} of the last quarter passed without a release", skipped[0].Start, null);
    }
}
