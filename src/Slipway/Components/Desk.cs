using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.Conducting;
using Slipway.Delivery.Recording;
using Slipway.Releases.Choosing;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Running;
using Slipway.Verbs;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>What every governing verb starts from: the ledger as it is, the policy, who asks, and what about.</summary>
internal sealed class Desk
{
    private string _head;

    private Desk(IGovern build, ReleaseEngine engine, Journal journal, ReleaseState state) => (Build, Engine, Journal, State, _head) = (build, engine, journal, state, state.Head);

    public IGovern Build { get; }

    public ReleaseEngine Engine { get; }

    public Journal Journal { get; }

    public ReleaseState State { get; }

    public ReleasePolicy Policy => Engine.Policy;

    public DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>
    /// Does something at a desk, decided on the very state it is appended to: where somebody else records anything meanwhile, the ledger is read again, and all of it is done anew.
    /// So ids are free when they are given, and nothing is closed, granted or lifted twice.
    /// </summary>
    public static async Task ActAsync(IGovern build, Func<Desk, Task> act, CancellationToken cancellation)
    {
        for (long started = TimeProvider.System.GetTimestamp(); ;)
        {
            Desk desk = await OpenAsync(build, cancellation).ConfigureAwait(false);
            try
            {
                await act(desk).ConfigureAwait(false);
                return;
            }
            catch (OvertakenException exception)
            {
                // Whoever was first has changed what was decided on.
                if (TimeProvider.System.GetElapsedTime(started) > Recorder.Patience)
                    throw new FaultException(ExitCode.Held, Recorder.Crowded(), exception);
            }
        }
    }

    /// <summary>Records what was decided here, only if the ledger still ends where it was read.</summary>
    /// <exception cref="OvertakenException">It does not.</exception>
    public async Task<Entry> RecordAsync(string type, Subject subject, CancellationToken cancellation, params (string Name, string Value)[] data) =>
        (await RecordAsync([Journal.Draft(type, subject, data)], cancellation).ConfigureAwait(false))[0];

    /// <inheritdoc cref="RecordAsync(string, Subject, CancellationToken, ValueTuple{string, string}[])"/>
    public async Task<ImmutableArray<Entry>> RecordAsync(ImmutableArray<Entry> drafts, CancellationToken cancellation)
    {
        ImmutableArray<Entry> written = await Engine.Ledger.TryAppendAsync(drafts, _head, cancellation).ConfigureAwait(false) ?? throw new OvertakenException();
        _head = written[^1].Hash;
        return written;
    }

    public static async Task<Desk> OpenAsync(IGovern build, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        Journal journal = await engine.JournalAsync().ConfigureAwait(false);
        return new Desk(build, engine, journal, await journal.StateAsync(cancellation).ConfigureAwait(false));
    }

    public static void Say(string line) => RunScope.Current.Say(line);

    public static void SayLast(string line) => RunScope.Current.SayLast(line);

    /// <summary>The environment asked for, or the last of the lane: the one that needs consent.</summary>
    public DeploymentEnvironment Environment => Build.Chosen(Build.Last.Name);

    /// <summary>The package asked for; otherwise what would be promoted into the environment; otherwise the newest that was sealed.</summary>
    public async Task<string> PackageAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        if (Build.PackageName is { } name)
            return await PackageChoice.ResolveAsync(Engine.Ports.Packages, name, cancellation).ConfigureAwait(false);
        return NextPackage.Into(environment.Name, Build.Environments, State) ?? throw PackageChoice.NoneYet(Engine.Ports.Packages);
    }

    /// <summary>The wish that consent is asked for.</summary>
    public async Task<DeployRequest> RequestAsync(DeploymentEnvironment environment, string packageId, CancellationToken cancellation)
    {
        var manifest = await Engine.Ports.Packages.ReadAsync(packageId, cancellation).ConfigureAwait(false);
        var order = new DeployOrder
        {
            Verb = "Plan",
            Lane = Build.Environments,
            Environment = environment,
            PackageId = packageId,
            Exceptions = [.. Build.ExceptionIds],
            IsEmergency = Build.IsEmergency,
            OwnGates = Build.OwnGates,
            Secrets = ReleaseEngine.Secrets(manifest.Services),
        };
        return await Engine.Weighing.RequestAsync(order, State, null, cancellation).ConfigureAwait(false);
    }

    /// <summary>A parameter without which the verb makes no sense.</summary>
    public static string Needed(string? value, string verb, string option, string example) =>
        string.IsNullOrWhiteSpace(value) ? throw new FaultException(ExitCode.Usage, Typed.Without(verb, option, example)) : value;

    public static FaultException Usage(string code, string cause, string mend) => new(ExitCode.Usage, Typed.Wrong(code, cause, mend));
}

/// <summary>Somebody recorded something between what was read and what was to be appended.</summary>
internal sealed class OvertakenException() : Exception("somebody else recorded something first");
