using System.Collections.Immutable;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Ports;

/// <summary>Keeps entries in the order they were acknowledged, for good.</summary>
public interface ILedgerStore
{
    /// <summary>Where the ledger is, for messages.</summary>
    string Place { get; }

    /// <summary>All entries, the chain checked from the first to the last.</summary>
    /// <exception cref="FaultException">The ledger is not what was acknowledged (exit 10), or those who keep it do not answer (exit 1).</exception>
    Task<ImmutableArray<Entry>> ReadAsync(CancellationToken cancellation);

    /// <summary>
    /// The entries behind a mark that an earlier reading ended at; all of them for null, or where the mark is not in the ledger.
    /// With a mark this proves that the entry at the mark stands where it stood, unaltered, and every link from there to the end, the acknowledged head included.
    /// It does not look at the bytes in front of the mark: an alteration there is found by a reading without mark.
    /// </summary>
    /// <exception cref="FaultException">The ledger is not what was acknowledged (exit 10).</exception>
    Task<LedgerTail> ReadAfterAsync(LedgerMark? mark, CancellationToken cancellation);

    /// <summary>Appends drafts in order, each durable before this returns; gives them as written, with place and hash.</summary>
    /// <exception cref="FaultException">The ledger is damaged (exit 10), or cannot be written: then nothing was acknowledged.</exception>
    Task<ImmutableArray<Entry>> AppendAsync(ImmutableArray<Entry> drafts, CancellationToken cancellation);

    /// <summary>Appends drafts only if the ledger still ends where the caller saw it end; null, and nothing appended, when somebody else was first.</summary>
    /// <param name="drafts">What to append.</param>
    /// <param name="expectedHead">Hash of the last entry the caller decided on, or <see cref="LedgerChain.Genesis"/> for an empty ledger.</param>
    /// <param name="cancellation">Ends the wait for other writers.</param>
    /// <exception cref="FaultException">As for <see cref="AppendAsync"/>.</exception>
    Task<ImmutableArray<Entry>?> TryAppendAsync(ImmutableArray<Entry> drafts, string expectedHead, CancellationToken cancellation);
}
