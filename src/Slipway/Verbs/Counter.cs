using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.Conducting;
using Slipway.Delivery.Recording;
using Slipway.Delivery.Signing;
using Slipway.Releases.Agenda;
using Slipway.Releases.Approvals;
using Slipway.Releases.Choosing;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Gates;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Releases.Schedule;
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

    /// <summary>Name of the environment in which a release is live; empty where there is none, for those who only look.</summary>
    public string LastName => Lane.IsEmpty ? "" : Lane[^1].Name;

    /// <summary>The settings that hold, each with the place it comes from.</summary>
    public PolicyNode PolicySettings => engine.PolicySettings;

    public bool SignsApprovals => engine.Policy.Approvals.Signed;

    public ReleaseCalendar Calendar => engine.Calendar;

    /// <summary>Where packages are, for messages.</summary>
    public string Store => engine.Ports.Packages.Place;

    /// <summary>Names of all gates there are.</summary>
    public ImmutableArray<string> Gates => [.. BuiltInGates.All.Concat(ProfileGates.All).Concat(engine.OwnGates).Select(gate => gate.Name)];

    public DeploymentEnvironment Environment(string name) => EnvironmentChoice.Of(Lane, name);

    public Task<string> PackageAsync(string name, CancellationToken cancellation) =>
        PackageChoice.ResolveAsync(engine.Ports.Packages, name, cancellation);

    /// <summary>The package asked for; otherwise what would be promoted into the environment.</summary>
    public async Task<string> NextPackageAsync(string? name, string environment, ReleaseState state, CancellationToken cancellation) =>
        name is not null
        ? await PackageAsync(name, cancellation).ConfigureAwait(false)
        : NextPackage.Into(environment, Lane, state) ?? throw PackageChoice.NoneYet(engine.Ports.Packages);

    /// <summary>The package asked for; otherwise what serves in the environment.</summary>
    public async Task<string> ServedPackageAsync(string? name, string environment, ReleaseState state, CancellationToken cancellation) =>
        name is not null
        ? await PackageAsync(name, cancellation).ConfigureAwait(false)
        : NextPackage.Served(environment, state) ?? throw PackageChoice.NoneYet(engine.Ports.Packages);

    public async Task<ImmutableArray<Entry>> EntriesAsync(CancellationToken cancellation) =>
        await engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false);

    /// <summary>What is owed: actions promised, and measurements whose day has come.</summary>
    public ImmutableArray<OpenTask> OpenTasks(Occasion occasion) => OpenTask.All(engine.Calendar, occasion.State, LastName, occasion.Now);

    /// <summary>The wish that consent is asked for.</summary>
    public async Task<DeployRequest> RequestAsync(string environment, string packageId, Leaning leaning, ReleaseState state,
        CancellationToken cancellation)
    {
        var manifest = await engine.Ports.Packages.ReadAsync(packageId, cancellation).ConfigureAwait(false);
        var order = new DeployOrder
        {
            Verb = "Plan",
            Lane = Lane,
            Environment = Environment(environment),
            PackageId = packageId,
            Exceptions = leaning.Exceptions,
            IsEmergency = leaning.IsEmergency,
            OwnGates = engine.OwnGates,
            Secrets = ReleaseEngine.Secrets(manifest.Services),
        };
        return await engine.Weighing.RequestAsync(order, state, null, cancellation).ConfigureAwait(false);
    }

    /// <summary>What speaks for a deployment and against it.</summary>
    public Task<Assessment> AssessAsync(DeployRequest request, CancellationToken cancellation) => engine.Weighing.AssessAsync(request, cancellation);

    /// <summary>Asks something of a deployment with every signature it rests on checked.</summary>
    public Task<T> JudgeAsync<T>(DeployRequest request, Func<DeployRequest, T> judge, CancellationToken cancellation) =>
        engine.Weighing.JudgeAsync(request, judge, cancellation);

    /// <summary>Everything on record, for those who only look.</summary>
    public async Task<Occasion> LookAsync(CancellationToken cancellation)
    {
        Journal journal = await engine.JournalAsync().ConfigureAwait(false);
        (Party who, _) = await Signers.FindAsync(engine, keyFile, journal.Actor.Id, byKey: false, cancellation).ConfigureAwait(false);
        return new Occasion(await journal.StateAsync(cancellation).ConfigureAwait(false), engine.Policy, who, TimeProvider.System.GetUtcNow());
    }

    /// <summary>Shows what is on record.</summary>
    /// <param name="answer">The one object of <c>--json</c>.</param>
    /// <param name="lines">The screen.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task ShowAsync(Func<Occasion, string> answer, Func<Occasion, IEnumerable<string>> lines, CancellationToken cancellation)
    {
        Occasion seen = await LookAsync(cancellation).ConfigureAwait(false);
        Show(answer(seen), lines(seen));
    }

    /// <summary>Shows an answer, to machines and to people.</summary>
    public void Show(string answer, IEnumerable<string> lines)
    {
        Scope.Answer(answer);
        foreach (string line in lines)
            Scope.Say(line);
    }

    /// <summary>Has a wish decided and recorded, and says the answer.</summary>
    public Task RecordAsync(Func<Occasion, Ruling> decide, Func<Ruled, IEnumerable<string>> answer, CancellationToken cancellation) =>
        RecordAsync((occasion, _) => Task.FromResult(decide(occasion)), answer, cancellation);

    /// <inheritdoc cref="RecordAsync(Func{Occasion, Ruling}, Func{Ruled, IEnumerable{string}}, CancellationToken)"/>
    public async Task RecordAsync(Func<Occasion, CancellationToken, Task<Ruling>> decide, Func<Ruled, IEnumerable<string>> answer,
        CancellationToken cancellation)
    {
        Ruled ruled = await RecordAsync(decide, engine.Policy.Approvals.Signed, cancellation).ConfigureAwait(false);
        SayLast(answer(ruled));
        if (ruled.Ruling.Drafts.Any(draft => draft.Statement is null) && ruled.Occasion.Unverified is { } words)
            Scope.SayLast(words);
    }

    /// <summary>Has a wish decided and recorded; the caller says the answer.</summary>
    /// <param name="decide">Decides it.</param>
    /// <param name="byKey">True where only a key makes somebody a person.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Ruled> RecordAsync(Func<Occasion, CancellationToken, Task<Ruling>> decide, bool byKey, CancellationToken cancellation)
    {
        Journal journal = await engine.JournalAsync().ConfigureAwait(false);
        (Party who, Pen pen) = await Signers.PartyAsync(engine, keyFile, journal.Actor.Id, byKey, cancellation).ConfigureAwait(false);
        return await new Recorder(journal, engine.Policy, who, pen, TimeProvider.System).RecordAsync(decide, cancellation).ConfigureAwait(false);
    }

    /// <summary>Has a wish decided on what is known and told to a ledger that nobody waits for; the caller says the answer.</summary>
    public async Task<Ruled> TellAsync(Func<Occasion, CancellationToken, Task<Ruling>> decide, CancellationToken cancellation)
    {
        Journal journal = await engine.JournalAsync();
        (Party who, Pen pen) = await Signers.PartyAsync(engine, keyFile, journal.Actor.Id, engine.Policy.Approvals.Signed, cancellation);
        return await new Recorder(journal, engine.Policy, who, pen, TimeProvider.System).TellAsync(decide, cancellation);
    }

    /// <summary>Names whoever did something that waits for nobody's signature, where the policy asks for signatures and does not know them.</summary>
    public async Task SayUnverifiedAsync(CancellationToken cancellation)
    {
        Journal journal = await engine.JournalAsync().ConfigureAwait(false);
        (Party who, _) = await Signers.FindAsync(engine, keyFile, journal.Actor.Id, engine.Policy.Approvals.Signed, cancellation)
            .ConfigureAwait(false);
        if (Occasion.UnverifiedOf(who, engine.Policy) is { } words)
            Scope.SayLast(words);
    }

    public void SayLast(IEnumerable<string> lines)
    {
        foreach (string line in lines)
            Scope.SayLast(line);
    }

    /// <summary>The policies that were signed into force.</summary>
    public Task<PolicyChain> ChainAsync(ReleaseState state, CancellationToken cancellation) =>
        new Judging(engine.Keygen).JudgeAsync(answers => PolicyChain.Of(state, answers), cancellation);
}
