using System.Collections.Immutable;
using System.Diagnostics;
using Slipway.Delivery.Durable;
using Slipway.Delivery.LedgerFiles;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.LedgerBranch;

/// <summary>
/// The ledger as a git branch that a team shares: an entry is a commit with one parent that holds the entry's very line, so chain and checks are those of the file.
/// Whoever pushes onto the tip he verified wins; the others verify what is new and chain behind it. A commit's id names the entry and its place,
/// so that after an answer that never came it is enough to look whether the branch leads through our own commit.
/// </summary>
public sealed class BranchLedger(BranchOptions options, ICommandRunner runner, TimeProvider clock) : ILedgerStore
{

    private const int FewestContenders = 3;
    private const int MostContenders = 16;

    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(1);

    private readonly AbsolutePath _folder = options.StateFolder / "ledger-branch";
    private readonly VerifiedEntries _verified = new(options.StateFolder / "ledger-branch", options.Branch);
    private BranchRepository? _repository;
    private TimeSpan _courtesy = TimeSpan.Zero;
    private long _wonAt = clock.GetTimestamp();
    private long? _crowdedAt;

    /// <summary>The copy of the entries that were verified here.</summary>
    public AbsolutePath Lines => _verified.Place;

    /// <inheritdoc />
    public string Place => _repository?.Place ?? $"refs/heads/{options.Branch}";

    /// <inheritdoc />
    public async Task<ImmutableArray<Entry>> ReadAsync(CancellationToken cancellation)
    {
        LedgerTail all = await ReadAfterAsync(null, cancellation).ConfigureAwait(false);
        return all.Stale is { } stale ? throw new FaultException(ExitCode.Failed, stale.Reason) : all.Entries;
    }

    /// <inheritdoc />
    /// <remarks>When the remote does not answer, gives what was verified last, and says so in <see cref="LedgerTail.Stale"/>.</remarks>
    public async Task<LedgerTail> ReadAfterAsync(LedgerMark? mark, CancellationToken cancellation)
    {
        using IDisposable held = await OpenAsync(cancellation).ConfigureAwait(false);
        Synced synced = await SyncAsync(cancellation).ConfigureAwait(false);
        Staleness? stale = synced.Silence is { } silence ? new Staleness(AskedAt(), silence) : null;
        if (synced.Silence is not null && synced.Pin is { } pin)
            _verified.IsWhole(pin);
        LedgerReading reading = _verified.Read(mark);
        return new LedgerTail(reading.From, reading.Entries, reading.End) { Stale = stale };
    }

    /// <inheritdoc />
    public async Task<ImmutableArray<Entry>> AppendAsync(ImmutableArray<Entry> drafts, CancellationToken cancellation) =>
        await AppendAsync(drafts, expectedHead: null, cancellation).ConfigureAwait(false) ?? throw new UnreachableException();

    /// <inheritdoc />
    public Task<ImmutableArray<Entry>?> TryAppendAsync(ImmutableArray<Entry> drafts, string expectedHead, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(expectedHead);
        return AppendAsync(drafts, expectedHead, cancellation);
    }

    private async Task<ImmutableArray<Entry>?> AppendAsync(ImmutableArray<Entry> drafts, string? expectedHead, CancellationToken cancellation)
    {
        await Task.Delay(_courtesy * (0.5 + Random.Shared.NextDouble()), clock, cancellation).ConfigureAwait(false);
        using IDisposable held = await OpenAsync(cancellation).ConfigureAwait(false);
        long started = clock.GetTimestamp();
        Synced synced = await SyncAsync(cancellation).ConfigureAwait(false);
        if (synced.Silence is { } silence)
            throw new FaultException(ExitCode.Failed, silence);
        int others = clock.GetElapsedTime(_wonAt) < Recent ? synced.News.Length : 0;
        bool isCrowded = others > 0 || (_crowdedAt is { } seen && clock.GetElapsedTime(seen) < Recent);
        for (int attempt = 1; ; attempt++)
        {
            if (expectedHead is not null && synced.End.Head != expectedHead)
                return null;
            if (drafts.IsEmpty)
                return [];
            (ImmutableArray<Entry> written, synced) = await OfferAsync(drafts, synced, cancellation).ConfigureAwait(false);
            TimeSpan elapsed = clock.GetElapsedTime(started);
            if (!written.IsDefault)
            {
                // Whoever just won has nothing to read and would win again and again. While others are about he lets as many go first as came between.
                _courtesy = isCrowded ? elapsed / attempt * Math.Clamp(others, FewestContenders, MostContenders) : TimeSpan.Zero;
                _wonAt = clock.GetTimestamp();
                _crowdedAt = others > 0 ? _wonAt : _crowdedAt;
                return written;
            }

            others += synced.News.Length;
            isCrowded = true;
            if (elapsed > options.AppendDeadline)
                throw BranchFaults.Crowded(Place, options.AppendDeadline, attempt);
        }
    }

    // The entries as written; or default when somebody else was first, with where the branch stands now, so that the next offer follows at once.
    private async Task<(ImmutableArray<Entry> Written, Synced Now)> OfferAsync(ImmutableArray<Entry> drafts, Synced synced, CancellationToken cancellation)
    {
        ImmutableArray<byte[]> lines = LedgerLine.WriteAll(drafts, synced.End, out ImmutableArray<Entry> written);
        string commit = await _repository!.MakeAsync(synced.Pin?.Commit, written, lines, cancellation).ConfigureAwait(false);
        for (int offer = 1; ; offer++)
        {
            string? refusal = await _repository.OfferAsync(commit, synced.Pin?.Commit, cancellation).ConfigureAwait(false);
            if (refusal is null)
            {
                _verified.Accept(synced.End, synced.Pin, [.. lines.SelectMany(line => line)], commit, Place);
                return (written, synced);
            }

            // Refused, or taken and the answer lost: only the branch can tell.
            Synced now = await SyncAsync(cancellation).ConfigureAwait(false);
            if (now.Silence is not null)
                throw BranchFaults.Unknown(Place, commit, refusal);
            if (!now.News.IsEmpty)
                return (now.News.Contains(commit) ? written : default, now);
            if (offer == 5)
                throw BranchFaults.Refused(Place, refusal);
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(20, 100 * offer)), clock, cancellation).ConfigureAwait(false); // somebody may hold the ref just now
        }
    }

    private async Task<IDisposable> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            PrivateFolder.CreateIgnored(options.StateFolder);
            PrivateFolder.Create(_folder);
            _repository ??= new BranchRepository(options, await RemoteAddress.FindAsync(options, runner, cancellation).ConfigureAwait(false), runner);
            IDisposable held = await LedgerLock.TakeAsync(_folder / "lock", options.AppendDeadline + options.NetworkDeadline, clock, cancellation).ConfigureAwait(false);
            try
            {
                await _repository.OpenAsync(clock, cancellation).ConfigureAwait(false);
                return held;
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            throw StateFaults.NotWritten(_folder, exception);
        }
    }

    private async Task<Synced> SyncAsync(CancellationToken cancellation)
    {
        try
        {
            Synced synced = await new BranchSync(_repository!, _verified).RunAsync(cancellation).ConfigureAwait(false);
            if (synced.Silence is null)
                await File.WriteAllTextAsync(_folder / "asked", "", cancellation).ConfigureAwait(false); // its time is what counts
            return synced;
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            throw StateFaults.NotWritten(_folder, exception);
        }
    }

    private DateTimeOffset AskedAt() => File.Exists(_folder / "asked") ? File.GetLastWriteTimeUtc(_folder / "asked") : DateTimeOffset.UnixEpoch;
}
