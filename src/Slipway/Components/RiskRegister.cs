using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>The risks everybody should know of, kept in the ledger so that a new one reaches those who consent.</summary>
internal static class RiskRegister
{
    public static Task RunAsync(IGovern build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RunAsync(desk, build, cancellation), cancellation);

    private static async Task RunAsync(Desk desk, IGovern build, CancellationToken cancellation)
    {
        if (build.OpenedRisk is { } title)
            await OpenAsync(desk, title, cancellation).ConfigureAwait(false);
        else if (build.Accepted is { } accepted)
            await EndAsync(desk, accepted, RiskState.Accepted, cancellation).ConfigureAwait(false);
        else if (build.Closed is { } closed)
            await EndAsync(desk, closed, RiskState.Closed, cancellation).ConfigureAwait(false);
        else
            Show(desk);
    }

    private static void Show(Desk desk)
    {
        RunScope.Current.Answer(RegistersJson.Risks(desk.State.Governance.Risks.Values));
        if (desk.State.Governance.Risks.IsEmpty)
            Desk.Say("no risks on record");
        foreach (RiskRecord risk in desk.State.Governance.Risks.Values.OrderBy(risk => risk.IsOpen ? 0 : 1).ThenByDescending(risk => risk.Severity).ThenBy(risk => risk.Seq))
            Desk.Say($"{risk.Id,-5} {Word.Of(risk.State),-9} {Word.Of(risk.Severity),-9} {risk.Title}  ({risk.Owner}{(risk.Mitigation.Length > 0 ? $"; {risk.Mitigation}" : "")})");
    }

    private static async Task OpenAsync(Desk desk, string title, CancellationToken cancellation)
    {
        string severity = Desk.Needed(desk.Build.SeverityName, "Risks --open", "--severity", "high").ToLowerInvariant();
        if (Word.Read<Severity>(severity) is not { } known)
            throw Desk.Usage("SLP1620", $"a risk cannot be '{severity}'", Nearest.Mend(severity, Word.All<Severity>(), "severities"));
        string id = RegisterId.Next("R", desk.State.Governance.Risks.Keys);
        await desk.RecordAsync(new RiskOpened(id, title, known, desk.Journal.Actor.Id, desk.Build.Mitigation ?? ""), new Subject(), cancellation).ConfigureAwait(false);
        Desk.SayLast($"{id} is open: {title} ({severity}){(known >= Severity.High ? "; approvals given before it no longer hold" : "")}");
    }

    private static async Task EndAsync(Desk desk, string id, RiskState end, CancellationToken cancellation)
    {
        string reason = Desk.Needed(desk.Build.ReasonText, $"Risks --{(end == RiskState.Closed ? "close" : "accept")}", "--reason", "why");
        if (!desk.State.Governance.Risks.TryGetValue(id, out RiskRecord? risk))
            throw Desk.Usage("SLP1621", $"there is no risk {id}", Nearest.Mend(id, [.. desk.State.Governance.Risks.Keys], "risks"));
        if (risk.State == end || risk.State == RiskState.Closed)
            throw Desk.Usage("SLP1633", $"{id} is {Word.Of(risk.State)} already", "./build.sh Risks lists them; a risk that is back is opened anew");
        await desk.RecordAsync(end == RiskState.Closed ? new RiskClosed(id, reason) : new RiskAccepted(id, reason), new Subject(), cancellation).ConfigureAwait(false);
        Desk.SayLast($"{id} is {Word.Of(end)}: {reason}");
    }
}
