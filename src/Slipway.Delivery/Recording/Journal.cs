using System.Collections.Immutable;
using Slipway.Delivery.Durable;
using Slipway.Delivery.LedgerFiles;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Recording;

/// <summary>Writes what a run does into the ledger, under the run's own name.</summary>
/// <param name="ledger">Where to.</param>
/// <param name="application">The application all entries are about.</param>
/// <param name="actor">Who runs.</param>
/// <param name="run">Name of the run.</param>
/// <param name="clock">Stamps the entries; nothing is decided on the stamps.</param>
public sealed class Journal(ILedgerStore ledger, string application, Actor actor, string run, TimeProvider clock)
{
    private static readonly ImmutableArray<string> Free = ["reason", "title", "deviation", "impact", "followUp", "mitigation"];

    private bool _isAway;

    /// <summary>Who acts.</summary>
    public Actor Actor => actor;

    /// <summary>The clock that stamps the entries.</summary>
    public TimeProvider Clock => clock;

    /// <summary>The instant that entries get.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Names the machine and state folder this run works in without telling them; where a ledger is shared, leases of another place are not
    /// seen here.</summary>
    public string Place { get; init; } = "";

    /// <summary>Who runs, since when and as which process, for whoever finds the environment taken.</summary>
    public string Holder(string doing) =>
        $"{doing} by {actor.Id}, process {Environment.ProcessId}, since {clock.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC";

    /// <summary>Folds the ledger from its last checkpoint on; without it every entry is folded each time.</summary>
    public FoldedLedger? Folded { get; init; }

    /// <summary>What happened and is not in the ledger yet; null where nothing may be owed.</summary>
    public OwedEntries? Owed { get; init; }

    /// <summary>Takes secrets out of what people and services say; digests and names are never looked at.</summary>
    public Func<string, string> Mask { get; init; } = text => text;

    /// <summary>Gets every sentence there is to say about what is owed.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>What the ledger tells now.</summary>
    /// <exception cref="FaultException">The ledger is damaged (exit 10), or those who keep it do not answer (exit 1).</exception>
    public async Task<ReleaseState> StateAsync(CancellationToken cancellation) => Folded is null
        ? await ProvenStateAsync(cancellation).ConfigureAwait(false)
        : (await Folded.ReadAsync(cancellation).ConfigureAwait(false)).Fresh().State;

    /// <summary>What is known without anybody's answer: the ledger as it was verified last, and what it is owed. Enough for a way back, which waits
    /// for nobody.</summary>
    /// <exception cref="FaultException">The ledger is damaged (exit 10).</exception>
    public async Task<ReleaseState> KnownStateAsync(CancellationToken cancellation)
    {
        LedgerTail all = await ledger.ReadAfterAsync(null, cancellation).ConfigureAwait(false);
        if (all.Stale is { } stale && !_isAway)
        {
            _isAway = true;
            Say($"  ledger        {stale.Reason.Cause}; going by what was verified last, {UtcText.Of(stale.AsOf)}");
        }

        return Over(ReleaseState.Fold(all.Entries), Owed?.Read() ?? []);
    }

    /// <summary>What the ledger tells now, every entry from the first on checked again: what traffic moves on.</summary>
    public async Task<ReleaseState> ProvenStateAsync(CancellationToken cancellation) =>
        ReleaseState.Fold(await ledger.ReadAsync(cancellation).ConfigureAwait(false));

    /// <summary>Appends one entry; durable when this returns.</summary>
    public async Task<Entry> AppendAsync(string type, Subject subject, CancellationToken cancellation, params (string Name, string Value)[] data) =>
        (await ledger.AppendAsync([Draft(type, subject, data)], cancellation).ConfigureAwait(false))[0];

    /// <summary>
    /// Records what has happened already, which no ledger can stop: where it takes nothing now, the entries are kept in the state folder and follow
    /// later.
    /// Returns when they are durable in one of the two, or were said where neither could be written.
    /// </summary>
    public async Task TellAsync(params ImmutableArray<Entry> drafts)
    {
        if (Owed is null)
            await AppendAsync(drafts).ConfigureAwait(false);
        else if (!Owed.IsEmpty || _isAway || !await IsTakenAsync(Owed, drafts).ConfigureAwait(false))
            Keep(Owed, drafts);
    }

    /// <summary>Gives the ledger what it is owed, each entry once.</summary>
    /// <param name="mayWait">True leaves it owed where the ledger still takes nothing.</param>
    /// <param name="cancellation">Ends the wait for other writers.</param>
    /// <exception cref="FaultException">The ledger takes nothing, and it may not wait.</exception>
    public async Task DeliverAsync(bool mayWait, CancellationToken cancellation)
    {
        Owed?.Reserve();
        if (Owed is not { IsEmpty: false } owed)
            return;
        try
        {
            // A delivery that was cut off behind its append is found in the ledger.
            var taken = (await ledger.ReadAsync(cancellation).ConfigureAwait(false)).Select(Happening).ToHashSet();
            ImmutableArray<Entry> rest = [.. owed.Read().Where(entry => !taken.Contains(Happening(entry)))];
            await AppendAsync(rest).ConfigureAwait(false);
            owed.Clear();
            Say($"  ledger        took {rest.Length} entries that were owed to it");
        }
        catch (FaultException exception) when (mayWait && exception.ExitCode == ExitCode.Failed)
        {
            _isAway = true;
            Say($"  ledger        {exception.Faults[0].Cause}; what it is owed stays in {owed.Place}");
        }
    }

    /// <summary>Appends entries together; durable when this returns.</summary>
    public Task AppendAsync(ImmutableArray<Entry> drafts) => ledger.AppendAsync(drafts, CancellationToken.None);

    /// <summary>Appends entries together, only if nothing was recorded since the state that was decided on; false when something was.</summary>
    public async Task<bool> TryAppendAsync(ImmutableArray<Entry> drafts, ReleaseState decidedOn, CancellationToken cancellation) =>
        await ledger.TryAppendAsync(drafts, decidedOn.Head, cancellation).ConfigureAwait(false) is not null;

    private static ReleaseState Over(ReleaseState state, ImmutableArray<Entry> owed) =>
        owed.Aggregate(state, (folded, entry) => folded.With(entry with { Seq = folded.Count + 1, Hash = state.Head }));

    private static (DateTimeOffset, string, string, string?, string?) Happening(Entry entry) =>
        (entry.Utc, entry.Run, entry.Type, entry.DeploymentId, entry.Data.GetValueOrDefault("step") + entry.Data.GetValueOrDefault("phase"));

    // A disk that is full takes them when it gets its reserve back.
    private async Task<bool> IsTakenAsync(OwedEntries owed, ImmutableArray<Entry> drafts)
    {
        if (await RefusalAsync(drafts).ConfigureAwait(false) is not { } refusal
            || (owed.Release() && await RefusalAsync(drafts).ConfigureAwait(false) is null))
            return true;
        _isAway = true;
        Say($"  ledger        {refusal.Faults[0].Cause}; what happens now is kept in {owed.Place} and follows");
        return false;
    }

    private async Task<FaultException?> RefusalAsync(ImmutableArray<Entry> drafts)
    {
        try
        {
            await AppendAsync(drafts).ConfigureAwait(false);
            return null;
        }
        catch (FaultException exception) when (exception.ExitCode is ExitCode.Failed or ExitCode.Held)
        {
            return exception; // the caller keeps them elsewhere
        }
    }

    private void Keep(OwedEntries owed, ImmutableArray<Entry> drafts)
    {
        try
        {
            owed.Keep(drafts);
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            foreach (Entry draft in drafts)
                Say($"  not recorded  {draft.Type} {draft.DeploymentId} {draft.Data.GetValueOrDefault("reason")}: {exception.Message}");
        }
    }

    /// <summary>A fact as an entry that the ledger has yet to give a place.</summary>
    /// <param name="fact">What happened.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="signed">Who answers for it; null where nobody of the policy does.</param>
    public Entry Draft(Fact fact, Subject subject, Signed? signed = null)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return Draft(fact.Type, subject, [.. signed?.Write() ?? [], .. fact.Write()]);
    }

    /// <summary>An entry that the ledger has yet to give a place.</summary>
    public Entry Draft(string type, Subject subject, params (string Name, string Value)[] data) => new()
    {
        Seq = 0,
        Type = type,
        Utc = clock.GetUtcNow(),
        Actor = actor,
        Run = run,
        Application = application,
        Environment = subject.Environment,
        PackageId = subject.PackageId,
        Version = subject.Version,
        DeploymentId = subject.DeploymentId,
        Data = data.ToImmutableSortedDictionary(item => item.Name, item => Free.Contains(item.Name) ? Mask(item.Value) : item.Value,
            StringComparer.Ordinal),
    };
}
