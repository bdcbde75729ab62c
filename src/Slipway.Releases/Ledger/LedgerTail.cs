using System.Collections.Immutable;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Ledger;

/// <summary>The entries that follow a place in the ledger.</summary>
/// <param name="From">The place; <see cref="LedgerMark.Start"/> when the mark asked for is not in the ledger, and everything was read.</param>
/// <param name="Entries">What follows, checked and chained to it.</param>
/// <param name="End">Where the ledger ends.</param>
public sealed record LedgerTail(LedgerMark From, ImmutableArray<Entry> Entries, LedgerMark End)
{
    /// <summary>Set when the ledger's authority did not answer, so that later entries may exist; null when this is all there is.</summary>
    public Staleness? Stale { get; init; }
}

/// <summary>That a ledger was read without asking its authority.</summary>
/// <param name="AsOf">When it was asked last.</param>
/// <param name="Reason">Why it could not be asked now.</param>
public sealed record Staleness(DateTimeOffset AsOf, Fault Reason);
