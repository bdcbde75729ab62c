using System.Collections.Immutable;
using Slipway.Delivery.Durable;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.LedgerFiles;

/// <summary>The ledger as one file of chained lines, with a pin of its head beside it; one writer at a time by flock.</summary>
public sealed class FileLedger(AbsolutePath stateFolder, TimeProvider clock) : ILedgerStore
{
    private static readonly TimeSpan LockDeadline = TimeSpan.FromSeconds(10);

    private readonly LedgerFile _file = new(stateFolder / "ledger.jsonl");
    private readonly AbsolutePath _lock = stateFolder / "ledger.lock";

    /// <inheritdoc />
    public string Place => _file.Place;

    /// <inheritdoc />
    public async Task<ImmutableArray<Entry>> ReadAsync(CancellationToken cancellation) => (await ReadAllAsync(cancellation).ConfigureAwait(false)).Entries;

    /// <inheritdoc />
    public async Task<LedgerTail> ReadAfterAsync(LedgerMark? mark, CancellationToken cancellation)
    {
        LedgerReading reading = (mark is null ? null : _file.ReadAfter(mark)) ?? await ReadAllAsync(cancellation).ConfigureAwait(false);
        return new LedgerTail(reading.From, reading.Entries, reading.End);
    }

    /// <inheritdoc />
    public async Task<ImmutableArray<Entry>> AppendAsync(ImmutableArray<Entry> drafts, CancellationToken cancellation) =>
        await AppendAsync(drafts, expectedHead: null, cancellation).ConfigureAwait(false) ?? throw new System.Diagnostics.UnreachableException();

    /// <inheritdoc />
    public Task<ImmutableArray<Entry>?> TryAppendAsync(ImmutableArray<Entry> drafts, string expectedHead, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(expectedHead);
        return AppendAsync(drafts, expectedHead, cancellation);
    }

    private async Task<ImmutableArray<Entry>?> AppendAsync(ImmutableArray<Entry> drafts, string? expectedHead, CancellationToken cancellation)
    {
        try
        {
            PrivateFolder.CreateIgnored(stateFolder);
            using IDisposable held = await LockAsync(cancellation).ConfigureAwait(false);
            LedgerReading reading = Sound(_file.ReadEnd());
            if (expectedHead is not null && expectedHead != reading.Head)
                return null;
            if (drafts.IsEmpty)
                return [];
            if (reading.End.Bytes < _file.Length())
                SetAsideTornTail(reading.End.Bytes);
            byte[] lines = [.. LedgerLine.WriteAll(drafts, reading.End, out ImmutableArray<Entry> written).SelectMany(line => line)];
            _file.Append(reading.End, lines, new HeadPin(written[^1].Seq, written[^1].Hash, reading.End.Bytes + lines.Length));
            return written;
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            throw StateFaults.NotWritten(_file.Place, exception);
        }
    }

    private async Task<LedgerReading> ReadAllAsync(CancellationToken cancellation)
    {
        // A writer may stand between line and pin: a second look under the lock decides.
        LedgerReading reading = _file.ReadAll();
        if (reading.Damage is not null && File.Exists(_lock))
        {
            using IDisposable held = await LockAsync(cancellation).ConfigureAwait(false);
            reading = _file.ReadAll();
        }

        return Sound(reading);
    }

    private static LedgerReading Sound(LedgerReading reading) => reading.Damage is { } damage ? throw new FaultException(ExitCode.Damaged, damage) : reading;

    // The bytes of a write that was cut off before anyone was told it happened. They are kept aside, never thrown away.
    private void SetAsideTornTail(long whole)
    {
        DurableFile.Replace(stateFolder / $"ledger.torn-{clock.GetUtcNow():yyyyMMddHHmmssfff}", Convert.ToBase64String(_file.Bytes(whole)));
        _file.CutAt(whole);
    }

    private Task<IDisposable> LockAsync(CancellationToken cancellation) => LedgerLock.TakeAsync(_lock, LockDeadline, clock, cancellation);
}
