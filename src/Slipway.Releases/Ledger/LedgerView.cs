using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Ledger;

/// <summary>What a ledger tells: the state after its last entry, and where that was.</summary>
/// <param name="State">The fold of all entries.</param>
/// <param name="End">Where the ledger ended.</param>
/// <param name="Stale">Set when later entries may exist; null when this is all there is.</param>
public sealed record LedgerView(ReleaseState State, LedgerMark End, Staleness? Stale = null)
{
    /// <summary>This view, for those who decide on it.</summary>
    /// <exception cref="FaultException">It may not be all there is (exit 1).</exception>
    public LedgerView Fresh() => Stale is { } stale ? throw new FaultException(ExitCode.Failed, stale.Reason) : this;
}
