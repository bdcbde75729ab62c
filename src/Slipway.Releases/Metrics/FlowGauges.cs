using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Metrics;

/// <summary>Where releases wait on their way into one environment.</summary>
internal static class FlowGauges
{
    public static IEnumerable<Gauge> Of(EnvironmentPast past, ReleaseHistory history)
    {
        ImmutableArray<Journey> journeys = Journey.Of(past, history);
        IReadOnlyDictionary<string, (OpenedIssue Issue, Entry Entry)> known = IssueList.Known(history.Entries);
        ImmutableArray<CycleTime> cycles = CycleTime.Of(past.Leads, known);
        string from = past.Front is null ? "sealed" : $"completed in {past.Front}";
        string ready = past.Front ?? "sealed";
        return
        [
            new("cycle_time", "Cycle time", MeasureUnit.Seconds, "Median over issues of (deployment completed that first brought a commit closing it − issue opened); issues whose opening is not on record are left out (seed 002: from idea to value).", window => Cycle(past, known, cycles, window)),
            .. past.Front is null ? ImmutableArray<Gauge>.Empty : [Wait("wait_sealed_to_front", $"Sealed → {ready}", $"Median over planned and hotfix deployments of (first {from} − sealed).", journeys, journey => (journey.Sealed, journey.Ready))],
            Wait("wait_front_to_requested", $"{Capital(ready)} → consent asked", $"Median of (consent first asked for − {from}).", journeys, journey => (journey.Ready, journey.Requested)),
            Wait("wait_requested_to_approved", "Consent asked → given", "Median of (last consent before the deployment − consent first asked for).", journeys, journey => (journey.Requested, journey.Approved)),
            Wait("wait_approved_to_deployed", "Consent given → deployed", "Median of (deployment completed − last consent before it).", journeys, journey => (journey.Approved, journey.Deployed)),
            Wait("wait_front_to_deployed", $"{Capital(ready)} → deployed", $"Median of (deployment completed − {from}); the whole wait, whether consent is asked for or not.", journeys, journey => (journey.Ready, journey.Deployed)),
            new("approval_wait", "Approval wait", MeasureUnit.Seconds, "Median over consents given of (consent − the first time it was asked for since the consent before), deployed or not.", window => Approval(past, window)),
        ];
    }

    private static Reading Cycle(EnvironmentPast past, IReadOnlyDictionary<string, (OpenedIssue Issue, Entry Entry)> known, ImmutableArray<CycleTime> all, MetricWindow window)
    {
        ImmutableArray<CycleTime> cycles = [.. all.Where(cycle => window.Contains(cycle.Utc))];
        int untold = past.Leads.Where(lead => window.Contains(lead.Utc)).SelectMany(lead => lead.Commit.Issues).Distinct().Count(number => !known.ContainsKey(number));
        int flagged = cycles.Count(cycle => cycle.Length <= TimeSpan.Zero);
        return Reading.OfDurations(cycles.Select(cycle => new Lapse(cycle.Length, [cycle.Opening.Seq, cycle.Scope.Seq, cycle.Deployed.Seq]))) with
        {
            Deployments = cycles.Select(cycle => cycle.Deployed.Seq).Distinct().Count(),
            Remarks =
            [
                .. flagged == 0 ? ImmutableArray<string>.Empty : [Say($"{flagged} of {cycles.Length} issues were opened after they were deployed: clocks or numbers disagree")],
                .. untold == 0 ? ImmutableArray<string>.Empty : [Say($"{untold} closed {(untold == 1 ? "issue has" : "issues have")} no opening on record: Issues --import")],
            ],
        };
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Gauge Wait(string key, string name, string formula, ImmutableArray<Journey> journeys, Func<Journey, (Entry? From, Entry? To)> leg) => new(key, name, MeasureUnit.Seconds, formula, window => Reading.OfDurations(
        journeys.Where(journey => window.Contains(journey.Deployed.Utc)).Select(leg).Where(ends => ends is { From: not null, To: not null }).Select(ends => Between(ends.From!, ends.To!))));

    private static Reading Approval(EnvironmentPast past, MetricWindow window)
    {
        var asked = new Dictionary<string, Entry>(StringComparer.Ordinal);
        var lapses = new List<Lapse>();
        foreach (Entry entry in past.Entries.Where(entry => entry.PackageId is not null))
        {
            if (entry.Type == EntryType.ApprovalRequested)
                asked.TryAdd(entry.PackageId!, entry);
            else if (entry.Type == EntryType.ApprovalGranted && asked.Remove(entry.PackageId!, out Entry? request) && window.Contains(entry.Utc))
                lapses.Add(Between(request, entry));
        }

        return Reading.OfDurations(lapses);
    }

    private static Lapse Between(Entry from, Entry to) => new(to.Utc - from.Utc, [from.Seq, to.Seq]);

    private static string Capital(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
