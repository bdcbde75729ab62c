using System.Collections.Immutable;
using Slipway.Releases.Facts;

namespace Slipway.Releases.Ledger;

/// <summary>Whether a risk is still one.</summary>
public enum RiskState
{
    /// <summary>Nobody has ended it.</summary>
    Open,

    /// <summary>It is lived with.</summary>
    Accepted,

    /// <summary>It is gone.</summary>
    Closed,
}

/// <summary>One line of the risk register.</summary>
/// <param name="Id"><c>R-1</c>, counted in the order of the ledger.</param>
/// <param name="Opened">What was said of it when it was opened.</param>
/// <param name="OpenedBy">Who opened it: a person of the policy, or a mail address.</param>
/// <param name="Seq">Place of the entry that opened it.</param>
/// <param name="State">Whether it is still one.</param>
public sealed record RiskRecord(string Id, RiskOpened Opened, string OpenedBy, int Seq, RiskState State = RiskState.Open)
{
    /// <summary>Why it was accepted or closed; empty while it is open.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who accepted or closed it; empty while it is open.</summary>
    public string EndedBy { get; init; } = "";

    /// <summary>What may happen.</summary>
    public string Title => Opened.Title;

    /// <summary>How bad it would be.</summary>
    public Severity Severity => Opened.Severity;

    /// <summary>Who looks after it.</summary>
    public string Owner => Opened.Owner;

    /// <summary>What is done about it.</summary>
    public string Mitigation => Opened.Mitigation;

    /// <summary>The last day something is to be done about it; null where no day was given.</summary>
    public DateOnly? Due => Opened.Due;

    /// <summary>True where it is about a release of that version.</summary>
    public bool Concerns(string? version) => Opened.Release is null || Opened.Release == version;

    /// <summary>True until somebody ends it.</summary>
    public bool IsOpen => State == RiskState.Open;

    /// <summary>True for what voids approvals given before it.</summary>
    public bool IsHigh => Severity >= Severity.High;

    internal static ImmutableSortedDictionary<string, RiskRecord> Fold(ImmutableSortedDictionary<string, RiskRecord> risks, Entry entry)
    {
        switch (entry.Type)
        {
            case EntryType.RiskOpened:
                var opened = RiskOpened.Read(entry.Data);
                string free = RegisterId.Of(risks, opened.Id, entry.Seq);
                return risks.Add(free, new RiskRecord(free, opened, entry.By, entry.Seq));
            case EntryType.RiskAccepted:
                var accepted = RiskAccepted.Read(entry.Data);
                return Ended(risks, accepted.Id, RiskState.Accepted, accepted.Reason, entry.By);
            default:
                var closed = RiskClosed.Read(entry.Data);
                return Ended(risks, closed.Id, RiskState.Closed, closed.Reason, entry.By);
        }
    }

    private static ImmutableSortedDictionary<string, RiskRecord> Ended(
        ImmutableSortedDictionary<string, RiskRecord> risks, string id, RiskState state, string reason, string by) =>
        risks.TryGetValue(id, out RiskRecord? known) ? risks.SetItem(id, known with { State = state, Reason = reason, EndedBy = by }) : risks;
}
