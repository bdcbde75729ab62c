using System.Collections.Immutable;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Html;

/// <summary>Something a person still has to do, found in the ledger.</summary>
/// <param name="Sign">Its sign.</param>
/// <param name="Tone">How pressing it is.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="Since">Since when.</param>
/// <param name="Entry">The entry it follows from.</param>
internal sealed record OpenAction(string Sign, string Tone, string Text, DateTimeOffset Since, int Entry)
{
    /// <summary>All of them, the most pressing first.</summary>
    public static ImmutableArray<OpenAction> All(DashboardModel model)
    {
        ReleaseState state = model.History.State;
        return [.. Environments(state, model).Concat(Governance(state.Governance, model.Now)).OrderBy(action => action.Tone switch { "bad" => 0, "warn" => 1, "note" => 2, _ => 3 }).ThenBy(action => action.Since)];
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
        foreach (Entry emergency in governance.Emergencies.Values.Where(emergency => !governance.Countersigned.ContainsKey(emergency.Hash)))
            yield return new OpenAction("alert", "bad", $"countersign the emergency deployment {emergency.DeploymentId} in {emergency.Environment}", emergency.Utc, emergency.Seq);
        foreach (ExceptionRecord exception in governance.Exceptions.Values.Where(exception => exception.Closed is null))
        {
            bool isAsked = exception.Granted is null;
            yield return new OpenAction("except", isAsked ? "note" : "warn", isAsked ? $"decide on {exception.Id}: {exception.Requested.Data.GetValueOrDefault("deviation")}" : $"follow up {exception.Id} ({exception.StateAt(now)}): {exception.Requested.Data.GetValueOrDefault("followUp")}", exception.Requested.Utc, exception.Requested.Seq);
        }

        foreach (Entry rehearsal in governance.Rehearsals.Values.Where(rehearsal => rehearsal.Data.GetValueOrDefault("result") == "fail" && now - rehearsal.Utc < TimeSpan.FromDays(30)))
            yield return new OpenAction("back", "warn", $"the way back of {rehearsal.Version} was rehearsed and failed", rehearsal.Utc, rehearsal.Seq);
    }
}
