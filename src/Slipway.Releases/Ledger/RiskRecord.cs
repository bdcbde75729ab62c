using System.Collections.Immutable;

namespace Slipway.Releases.Ledger;

/// <summary>One line of the risk register.</summary>
/// <param name="Id"><c>R-1</c>, counted in the order of the ledger.</param>
/// <param name="Title">What may happen.</param>
/// <param name="Severity"><c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>.</param>
/// <param name="Owner">Who looks after it.</param>
/// <param name="Mitigation">What is done about it.</param>
/// <param name="State"><c>open</c>, <c>accepted</c> or <c>closed</c>.</param>
/// <param name="Seq">Place of the entry that opened it.</param>
public sealed record RiskRecord(string Id, string Title, string Severity, string Owner, string Mitigation, string State, int Seq)
{
    /// <summary>True for what voids approvals given before it.</summary>
    public bool IsHigh => Severity is "high" or "critical";

    internal static ImmutableSortedDictionary<string, RiskRecord> Fold(ImmutableSortedDictionary<string, RiskRecord> risks, Entry entry)
    {
        string id = entry.Data.GetValueOrDefault("id", "");
        if (entry.Type == EntryType.RiskOpened)
        {
            string Of(string name) => entry.Data.GetValueOrDefault(name, "");
            string free = RegisterId.Of(risks, entry);
            return risks.Add(free, new RiskRecord(free, Of("title"), Of("severity"), Of("owner"), Of("mitigation"), "open", entry.Seq));
        }

        return risks.TryGetValue(id, out RiskRecord? known) ? risks.SetItem(id, known with { State = entry.Type == EntryType.RiskAccepted ? "accepted" : "closed" }) : risks;
    }
}
