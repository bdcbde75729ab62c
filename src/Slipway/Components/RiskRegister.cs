using System.Collections.Immutable;
using Slipway.Delivery.Conducting;
using Slipway.Releases.Ledger;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>The risks everybody should know of, kept in the ledger so that a new one reaches those who consent.</summary>
internal static class RiskRegister
{
    internal static readonly ImmutableArray<string> Severities = ["low", "medium", "high", "critical"];

    public static Task RunAsync(IGovern build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RunAsync(desk, build, cancellation), cancellation);

    private static async Task RunAsync(Desk desk, IGovern build, CancellationToken cancellation)
    {
        if (build.OpenedRisk is { } title)
            await OpenAsync(desk, title, cancellation).ConfigureAwait(false);
        else if (build.Accepted is { } accepted)
            await EndAsync(desk, accepted, EntryType.RiskAccepted, "accepted", cancellation).ConfigureAwait(false);
        else if (build.Closed is { } closed)
            await EndAsync(desk, closed, EntryType.RiskClosed, "closed", cancellation).ConfigureAwait(false);
        else
            Show(desk);
    }

    private static void Show(Desk desk)
    {
        RunScope.Current.Answer(RegistersJson.Risks(desk.State.Governance.Risks.Values));
        if (desk.State.Governance.Risks.IsEmpty)
            Desk.Say("no risks on record");
        foreach (RiskRecord risk in desk.State.Governance.Risks.Values.OrderBy(risk => risk.State == "open" ? 0 : 1).ThenByDescending(risk => Severities.IndexOf(risk.Severity)).ThenBy(risk => risk.Seq))
            Desk.Say($"{risk.Id,-5} {risk.State,-9} {risk.Severity,-9} {risk.Title}  ({risk.Owner}{(risk.Mitigation.Length > 0 ? $"; {risk.Mitigation}" : "")})");
    }

    private static async Task OpenAsync(Desk desk, string title, CancellationToken cancellation)
    {
        string severity = Desk.Needed(desk.Build.SeverityName, "Risks --open", "--severity", "high").ToLowerInvariant();
        if (!Severities.Contains(severity))
            throw Desk.Usage("SLP1620", $"a risk cannot be '{severity}'", Nearest.Mend(severity, Severities, "severities"));
        string id = Desk.NextId("R", desk.State.Governance.Risks.Keys);
        await desk.RecordAsync(EntryType.RiskOpened, new Subject(), cancellation, ("id", id), ("title", title), ("severity", severity), ("owner", desk.Journal.Actor.Id), ("mitigation", desk.Build.Mitigation ?? "")).ConfigureAwait(false);
        Desk.SayLast($"{id} is open: {title} ({severity}){(severity is "high" or "critical" ? "; approvals given before it no longer hold" : "")}");
    }

    private static async Task EndAsync(Desk desk, string id, string type, string word, CancellationToken cancellation)
    {
        string reason = Desk.Needed(desk.Build.ReasonText, $"Risks --{(word == "closed" ? "close" : "accept")}", "--reason", "why");
        if (!desk.State.Governance.Risks.TryGetValue(id, out RiskRecord? risk))
            throw Desk.Usage("SLP1621", $"there is no risk {id}", Nearest.Mend(id, [.. desk.State.Governance.Risks.Keys], "risks"));
        if (risk.State == word || risk.State == "closed")
            throw Desk.Usage("SLP1633", $"{id} is {risk.State} already", "./build.sh Risks lists them; a risk that is back is opened anew");
        await desk.RecordAsync(type, new Subject(), cancellation, ("id", id), ("reason", reason)).ConfigureAwait(false);
        Desk.SayLast($"{id} is {word}: {reason}");
    }
}
