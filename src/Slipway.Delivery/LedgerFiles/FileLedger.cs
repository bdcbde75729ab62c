using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;
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

    private readonly AbsolutePath _file = stateFolder / "ledger.jsonl";
    private readonly AbsolutePath _pin = stateFolder / "ledger.jsonl.head";
    private readonly AbsolutePath _lock = stateFolder / "ledger.lock";

    public string Place => _file;

    public async Task<ImmutableArray<Entry>> ReadAsync(CancellationToken cancellation)
    {
        // A writer may stand between line and pin: a second look under the lock decides.
        LedgerReading reading = Read(await BytesAsync(cancellation).ConfigureAwait(false));
        if (reading.Damage is not null && File.Exists(_lock))
        {
            using SafeFileHandle held = await LockAsync(cancellation).ConfigureAwait(false);
            reading = Read(await BytesAsync(cancellation).ConfigureAwait(false));
        }

        return reading.Damage is { } damage ? throw new FaultException(ExitCode.Damaged, damage) : reading.Entries;
    }

    public async Task<ImmutableArray<Entry>> AppendAsync(ImmutableArray<Entry> drafts, CancellationToken cancellation)
    {
        try
        {
            PrivateFolder.CreateIgnored(stateFolder);
            using SafeFileHandle held = await LockAsync(cancellation).ConfigureAwait(false);
            byte[] bytes = await BytesAsync(cancellation).ConfigureAwait(false);
            LedgerReading reading = Read(bytes);
            if (reading.Damage is { } damage)
                throw new FaultException(ExitCode.Damaged, damage);
            if (reading.WholeBytes < bytes.Length)
                SetAsideTornTail(bytes, reading.WholeBytes);
            return Append(drafts, reading);
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            throw StateFaults.NotWritten(_file, exception);
        }
    }

    private LedgerReading Read(byte[] bytes) => LedgerChain.Read(bytes, File.Exists(_pin) ? File.ReadAllText(_pin) : null, _file);

    private async Task<byte[]> BytesAsync(CancellationToken cancellation) =>
        File.Exists(_file) ? await File.ReadAllBytesAsync(_file, cancellation).ConfigureAwait(false) : [];

    private ImmutableArray<Entry> Append(ImmutableArray<Entry> drafts, LedgerReading reading)
    {
        var written = ImmutableArray.CreateBuilder<Entry>(drafts.Length);
        string prev = reading.Head;
        int seq = reading.Entries.Length;
        bool isNew = !File.Exists(_file);
        using (SafeFileHandle file = File.OpenHandle(_file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite))
        {
            long end = reading.WholeBytes;
            try
            {
                foreach (Entry draft in drafts)
                {
                    byte[] line = LedgerLine.Write(draft, ++seq, prev, out Entry entry);
                    RandomAccess.Write(file, line, end);
                    end += line.Length;
                    prev = entry.Hash;
                    written.Add(entry);
                }

                Posix.Flush(file);
            }
            catch
            {
                RandomAccess.SetLength(file, reading.WholeBytes); // nobody was told, so nothing happened
                throw;
            }
        }

        if (isNew)
            Posix.FlushFolder(stateFolder);
        DurableFile.Replace(_pin, new HeadPin(seq, prev).Write());
        return written.MoveToImmutable();
    }

    // The bytes of a write that was cut off before anyone was told it happened. They are kept aside, never thrown away.
    private void SetAsideTornTail(byte[] bytes, int whole)
    {
        DurableFile.Replace(stateFolder / $"ledger.torn-{clock.GetUtcNow():yyyyMMddHHmmssfff}", Convert.ToBase64String(bytes.AsSpan(whole)));
        using SafeFileHandle file = File.OpenHandle(_file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.SetLength(file, whole);
        Posix.Flush(file);
    }

    private async Task<SafeFileHandle> LockAsync(CancellationToken cancellation)
    {
        SafeFileHandle handle = Posix.OpenToLock(_lock);
        long started = clock.GetTimestamp();
        while (!Posix.TryLock(handle))
        {
            if (clock.GetElapsedTime(started) > LockDeadline)
            {
                handle.Dispose();
                throw new FaultException(ExitCode.Held, Busy());
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), clock, cancellation).ConfigureAwait(false);
        }

        return handle;
    }

    private Fault Busy() => new("SLP3202", $"another process has been writing the ledger for {LockDeadline.TotalSeconds:0} s", _lock, "wait for it to end, or look for a stopped process that has the file open");
}
