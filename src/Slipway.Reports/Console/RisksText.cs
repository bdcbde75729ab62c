using System.Diagnostics;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Console;

/// <summary>The risk register as lines, and what was done to it.</summary>
public static class RisksText
{
    /// <summary>All risks: open ones first, the worst before the others; of those that ended by whom and why.</summary>
    public static IEnumerable<string> Render(IEnumerable<RiskRecord> risks)
    {
        RiskRecord[] all = [.. risks.OrderBy(risk => risk.IsOpen ? 0 : 1).ThenByDescending(risk => risk.Severity).ThenBy(risk => risk.Seq)];
        return all.Length == 0 ? ["no risks on record"] : all.Select(One);
    }

    /// <summary>What was done.</summary>
    public static IEnumerable<string> Answer(Ruling ruling)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        return ruling.Drafts.Select(draft => draft.Fact switch
        {
            RiskOpened opened => $"{opened.Id} is open: {opened.Title} ({Word.Of(opened.Severity)})"
                + (opened.Severity >= Severity.High ? "; approvals given before it no longer hold" : ""),
            RiskAccepted accepted => $"{accepted.Id} is accepted: {accepted.Reason}",
            RiskClosed closed => $"{closed.Id} is closed: {closed.Reason}",
            _ => throw new UnreachableException(),
        });
    }

    private static string One(RiskRecord risk)
    {
        string due = risk.Due is { } day ? $", until {DayText.Of(day)}" : "";
        string mitigation = risk.Mitigation.Length > 0 ? $"; {risk.Mitigation}" : "";
        string likelihood = risk.Opened.Likelihood is { } likely ? $"{Word.Of(likely)}, " : "";
        string release = risk.Opened.Release is { } version ? $" of {version}" : "";
        string ended = risk.IsOpen ? "" : $"  {Word.Of(risk.State)} by {risk.EndedBy}: {risk.Reason}";
        return $"{risk.Id,-5} {Word.Of(risk.State),-9} {Word.Of(risk.Severity),-9} {risk.Title}{release}  ({likelihood}{risk.Owner}{due}{mitigation}){ended}";
    }
}
