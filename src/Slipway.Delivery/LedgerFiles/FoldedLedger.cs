using Slipway.Delivery.Durable;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.LedgerFiles;

/// <summary>The state a ledger tells, folded from the last checkpoint on, which lies in <c>ledger.checkpoint</c> of the state folder.</summary>
public sealed class FoldedLedger(ILedgerStore ledger, AbsolutePath stateFolder)
{
    // A tail of this length folds in a few milliseconds; a checkpoint of a large state takes longer to write than that.
    private const int LongestTail = 500;

    private readonly AbsolutePath _file = stateFolder / "ledger.checkpoint";

    /// <summary>
    /// The state now. Proves what <see cref="ILedgerStore.ReadAfterAsync"/> does with a mark: the tail, and that it follows what the checkpoint was made of.
    /// Enough to show something or to find out what is meant; before traffic moves, <see cref="ProveAsync"/>.
    /// </summary>
    public async Task<LedgerView> ReadAsync(CancellationToken cancellation)
    {
        Checkpoint? checkpoint = File.Exists(_file) ? CheckpointText.Read(await File.ReadAllBytesAsync(_file, cancellation).ConfigureAwait(false)) : null;
        LedgerTail tail = await ledger.ReadAfterAsync(checkpoint?.Mark, cancellation).ConfigureAwait(false);
        ReleaseState start = checkpoint is not null && tail.From == checkpoint.Mark ? checkpoint.State : ReleaseState.Empty;
        ReleaseState state = tail.Entries.Aggregate(start, (folded, entry) => folded.With(entry));
        if (tail.Entries.Length > LongestTail)
            Keep(new Checkpoint(tail.End, state));
        return new LedgerView(state, tail.End, tail.Stale);
    }

    /// <summary>The state after every entry from the first on was read and checked again. No checkpoint is believed.</summary>
    /// <exception cref="Vocabulary.Faults.FaultException">The ledger is not what was acknowledged (exit 10), or its authority does not answer (exit 1).</exception>
    public async Task<ReleaseState> ProveAsync(CancellationToken cancellation) => ReleaseState.Fold(await ledger.ReadAsync(cancellation).ConfigureAwait(false));

    private void Keep(Checkpoint checkpoint)
    {
        try
        {
            DurableFile.Replace(_file, CheckpointText.Write(checkpoint));
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            // a disk that is full or read-only must not keep anyone from looking
        }
    }
}
