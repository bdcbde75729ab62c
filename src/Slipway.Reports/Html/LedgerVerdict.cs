using Slipway.Vocabulary.Faults;

namespace Slipway.Reports.Html;

/// <summary>What checking a ledger from its first entry to its last found.</summary>
/// <param name="Entries">Number of sound entries, counted from the first.</param>
/// <param name="Head">Hash of the last of them.</param>
/// <param name="Damage">The first thing that is wrong; null when nothing is.</param>
public sealed record LedgerVerdict(int Entries, string Head, Fault? Damage = null)
{
    /// <summary>Set when those who keep the ledger did not answer: when they were asked last.</summary>
    public DateTimeOffset? AsOf { get; init; }
}
