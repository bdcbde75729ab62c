using System.Collections.Immutable;
using Slipway.Delivery.Signing;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Recording;

/// <summary>
/// Decides wishes to govern on the very state they are recorded on: where somebody else records anything meanwhile, the ledger is read again and the
/// decision is made anew.
/// So ids are free when they are given, and nothing is closed, granted or lifted twice.
/// </summary>
/// <param name="journal">Where to.</param>
/// <param name="policy">The rules.</param>
/// <param name="who">Whoever has the wishes.</param>
/// <param name="pen">Signs for them.</param>
/// <param name="clock">Stamps the occasions and ends the patience.</param>
public sealed class Recorder(Journal journal, ReleasePolicy policy, Party who, Pen pen, TimeProvider clock)
{
    /// <summary>How long others may be first, over and over.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Decides and records; durable when this returns.</summary>
    /// <exception cref="FaultException">Refused, or others kept recording (exit 6).</exception>
    public Task<Ruled> RecordAsync(Func<Occasion, Ruling> decide, CancellationToken cancellation) =>
        RecordAsync((occasion, _) => Task.FromResult(decide(occasion)), cancellation);

    /// <summary>Gathers what is to be known, decides and records; durable when this returns.</summary>
    /// <exception cref="FaultException">Refused, this machine's clock is behind the ledger (exit 7), or others kept recording (exit 6).</exception>
    public async Task<Ruled> RecordAsync(Func<Occasion, CancellationToken, Task<Ruling>> decide, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(decide);
        for (long started = clock.GetTimestamp(); ;)
        {
            var occasion = new Occasion(await journal.StateAsync(cancellation).ConfigureAwait(false), policy, who, clock.GetUtcNow(),
                Guid.NewGuid().ToString("N"));
            Ruling ruling = await decide(occasion, cancellation).ConfigureAwait(false);
            if (ClockRule.Behind(occasion, ruling.Drafts) is { } behind)
                throw new FaultException(ExitCode.Inconclusive, behind);
            if (await IsRecordedAsync(ruling.Drafts, occasion.State, cancellation).ConfigureAwait(false))
                return ruling is Ruling.Refused refused ? throw new FaultException(refused.ExitCode, refused.Faults) : new Ruled(ruling, occasion);
            // Whoever was first has changed what was decided on.
            if (clock.GetElapsedTime(started) > Patience)
                throw new FaultException(ExitCode.Held, Crowded());
        }
    }

    /// <summary>
    /// Decides on what is known, and tells the ledger without waiting for it: for what must happen whatever the ledger does. Where it takes nothing
    /// now, it is owed.
    /// </summary>
    /// <exception cref="FaultException">Refused.</exception>
    public async Task<Ruled> TellAsync(Func<Occasion, CancellationToken, Task<Ruling>> decide, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(decide);
        var occasion = new Occasion(await journal.KnownStateAsync(cancellation), policy, who, clock.GetUtcNow(), Guid.NewGuid().ToString("N"));
        Ruling ruling = await decide(occasion, cancellation);
        if (ruling is Ruling.Refused refused)
            throw new FaultException(refused.ExitCode, refused.Faults);
        if (!ruling.Drafts.IsEmpty)
            await journal.TellAsync(await SignedAsync(ruling.Drafts, cancellation));
        return new Ruled(ruling, occasion);
    }

    private async Task<bool> IsRecordedAsync(ImmutableArray<Draft> drafts, ReleaseState decidedOn, CancellationToken cancellation)
    {
        if (drafts.IsEmpty)
            return true;
        ImmutableArray<Entry> entries = await SignedAsync(drafts, cancellation).ConfigureAwait(false);
        return await journal.TryAppendAsync(entries, decidedOn, cancellation).ConfigureAwait(false);
    }

    private async Task<ImmutableArray<Entry>> SignedAsync(ImmutableArray<Draft> drafts, CancellationToken cancellation)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>(drafts.Length);
        foreach (Draft draft in drafts)
            entries.Add(journal.Draft(draft.Fact, draft.Subject, await SignedAsync(draft, cancellation).ConfigureAwait(false)));
        return entries.MoveToImmutable();
    }

    private async Task<Signed?> SignedAsync(Draft draft, CancellationToken cancellation)
    {
        if (draft.Statement is not { } statement)
            return null;
        string text = statement.Write();
        return new Signed(statement.Person, text, await pen.SignAsync(draft.Namespace, text, cancellation).ConfigureAwait(false));
    }

    /// <summary>The fault of a ledger that never stands still.</summary>
    public static Fault Crowded() => new(
        "SLP1632", $"others kept recording decisions while this one was made, for {Patience.TotalSeconds:0} s", "ledger",
        "repeat the command; ./build.sh History shows what they did");
}

/// <summary>What was decided, and on what.</summary>
public sealed record Ruled(Ruling Ruling, Occasion Occasion);
