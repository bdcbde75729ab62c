using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.Recording;
using Slipway.Delivery.Signing;
using Slipway.Releases.Agenda;
using Slipway.Releases.Environments;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Running;

namespace Slipway.Verbs;

/// <summary>Where governing verbs are asked: looks things up, has wishes decided and recorded, and says the answer.</summary>
/// <param name="engine">The engine of the build.</param>
/// <param name="keyFile">The key that was given to sign with; null looks for the usual ones.</param>
internal sealed class Counter(ReleaseEngine engine, string? keyFile)
{
    public RunScope Scope => engine.Scope;

    public ImmutableArray<DeploymentEnvironment> Lane => engine.Lane;

    public DeploymentEnvironment Last => EnvironmentChoice.In(Lane)[^1];

    public DeploymentEnvironment Environment(string name) => EnvironmentChoice.Of(Lane, name);

    public Task<string> PackageAsync(string name, CancellationToken cancellation) => PackageChoice.ResolveAsync(engine.Ports.Packages, name, cancellation);

    public async Task<ImmutableArray<Entry>> EntriesAsync(CancellationToken cancellation) => await engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false);

    /// <summary>What is owed: actions promised, and measurements whose day has come.</summary>
    public ImmutableArray<OpenTask> OpenTasks(Occasion occasion) => OpenTask.All(engine.Calendar, occasion.State, Lane.IsEmpty ? "" : Last.Name, occasion.Now);

    /// <summary>Shows what is on record.</summary>
    /// <param name="answer">The one object of <c>--json</c>.</param>
    /// <param name="lines">The screen.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task ShowAsync(Func<Occasion, string> answer, Func<Occasion, IEnumerable<string>> lines, CancellationToken cancellation)
    {
        Journal journal = await engine.JournalAsync().ConfigureAwait(false);
        var seen = new Occasion(
            await journal.StateAsync(cancellation).ConfigureAwait(false), engine.Policy, new Party(journal.Actor.Id, engine.Policy.PersonOf(journal.Actor.Id), []), TimeProvider.System.GetUtcNow());
        Scope.Answer(answer(seen));
        foreach (string line in lines(seen))
            Scope.Say(line);
    }

    /// <summary>Has a wish decided and recorded, and says the answer.</summary>
    public Task RecordAsync(Func<Occasion, Ruling> decide, Func<Ruling, IEnumerable<string>> answer, CancellationToken cancellation) =>
        RecordAsync((occasion, _) => Task.FromResult(decide(occasion)), answer, cancellation);

    /// <inheritdoc cref="RecordAsync(Func{Occasion, Ruling}, Func{Ruling, IEnumerable{string}}, CancellationToken)"/>
    public async Task RecordAsync(Func<Occasion, CancellationToken, Task<Ruling>> decide, Func<Ruling, IEnumerable<string>> answer, CancellationToken cancellation)
    {
        Journal journal = await engine.JournalAsync().ConfigureAwait(false);
        (Party who, Pen pen) = await Signers.PartyAsync(engine, keyFile, journal.Actor.Id, engine.Policy.Approvals.Signed, cancellation).ConfigureAwait(false);
        Ruled ruled = await new Recorder(journal, engine.Policy, who, pen, TimeProvider.System).RecordAsync(decide, cancellation).ConfigureAwait(false);
        foreach (string line in answer(ruled.Ruling))
            Scope.SayLast(line);
        if (ruled.Ruling.Drafts.Any(draft => draft.Statement is null) && ruled.Occasion.Unverified is { } words)
            Scope.SayLast(words);
    }
}
