namespace Slipway.Releases.Ledger;

/// <summary>The state at a place in the ledger, so that only what follows has to be folded. Never more than a saving of time: without it the ledger tells the same.</summary>
public sealed record Checkpoint(LedgerMark Mark, ReleaseState State);
