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
    /// <exception cref="FaultException">The ledger is not what was acknowledged (exit 10).</exception>
    Task<ImmutableArray<Entry>> ReadAsync(CancellationToken cancellation);

    /// <summary>Appends drafts in order, each durable before this returns; gives them as written, with place and hash.</summary>
    /// <exception cref="FaultException">The ledger is damaged (exit 10), or cannot be written: then nothing was acknowledged.</exception>
    Task<ImmutableArray<Entry>> AppendAsync(ImmutableArray<Entry> drafts, CancellationToken cancellation);
}
