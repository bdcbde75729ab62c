using System.Collections.Immutable;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.LedgerBranch;

/// <summary>Brings the verified entries up to where the branch stands, and refuses a branch that does not continue them. Used by whoever holds the ledger's lock.</summary>
internal sealed class BranchSync(BranchRepository repository, VerifiedEntries verified)
{
    /// <summary>Asks where the branch stands and verifies what is new.</summary>
    /// <exception cref="FaultException">The branch was taken back, rewritten or deleted, or holds what is no entry (exit 10).</exception>
    public async Task<Synced> RunAsync(CancellationToken cancellation)
    {
        HeadPin? pin = verified.Pin();
        BranchTip tip = await repository.LookAsync(cancellation).ConfigureAwait(false);
        if (tip.Silence is { } silence)
            return new Synced(pin, [], silence);
        bool isWhole = pin is null || verified.IsWhole(pin);
        if (tip.Commit == pin?.Commit && isWhole)
            return new Synced(pin, [], null);
        if (tip.Commit is not { } commit)
            throw BranchFaults.Gone(repository.Place, pin!, Mend(pin!)); // without a pin it would equal the missing commit above
        return isWhole ? await ContinueAsync(pin, commit, cancellation).ConfigureAwait(false) : await ReadAgainAsync(pin!, commit, cancellation).ConfigureAwait(false);
    }

    private async Task<Synced> ContinueAsync(HeadPin? pin, string tip, CancellationToken cancellation)
    {
        if (await repository.BetweenAsync(pin?.Commit, tip, cancellation).ConfigureAwait(false) is not { } commits)
            throw pin is null ? BranchFaults.NoChain(repository.Place, tip, "the branch is not one line of commits") : BranchFaults.Forked(repository.Place, pin, tip, Mend(pin));
        if (commits.IsEmpty)
            throw BranchFaults.Rewound(repository.Place, pin!, tip, Mend(pin!)); // between nothing and a tip there is at least the tip
        LedgerMark from = pin is null ? LedgerMark.Start : new LedgerMark(pin.Count, pin.Hash, pin.Bytes!.Value);
        return await AcceptAsync(from, pin, commits, cancellation).ConfigureAwait(false);
    }

    // The lines were lost, the pin was not: what the branch holds must lead through it.
    private async Task<Synced> ReadAgainAsync(HeadPin pin, string tip, CancellationToken cancellation)
    {
        if (await repository.BetweenAsync(null, tip, cancellation).ConfigureAwait(false) is not { } commits)
            throw BranchFaults.NoChain(repository.Place, tip, "the branch is not one line of commits");
        if (commits.Length < pin.Count || commits[pin.Count - 1] != pin.Commit)
            throw BranchFaults.Forked(repository.Place, pin, tip, Mend(pin));
        return await AcceptAsync(LedgerMark.Start, pin, commits, cancellation).ConfigureAwait(false);
    }

    private async Task<Synced> AcceptAsync(LedgerMark from, HeadPin? pin, ImmutableArray<string> commits, CancellationToken cancellation)
    {
        byte[] lines = await repository.LinesAsync(commits, cancellation).ConfigureAwait(false);
        LedgerReading reading = verified.Accept(from, pin, lines, commits[^1], repository.Place);
        return new Synced(new HeadPin(reading.End.Count, reading.End.Head, reading.End.Bytes, commits[^1]), commits, null);
    }

    private string Mend(HeadPin pin) => repository.Mend(pin.Commit, verified.Place);
}

/// <summary>How far the branch is verified.</summary>
/// <param name="Pin">The head; null for an empty ledger.</param>
/// <param name="News">The commits that were new.</param>
/// <param name="Silence">Why the remote could not be asked, or null.</param>
internal sealed record Synced(HeadPin? Pin, ImmutableArray<string> News, Fault? Silence)
{
    public LedgerMark End => Pin is null ? LedgerMark.Start : new LedgerMark(Pin.Count, Pin.Hash, Pin.Bytes ?? 0);
}
