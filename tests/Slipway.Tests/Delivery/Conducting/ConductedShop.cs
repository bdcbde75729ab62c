using System.Collections.Immutable;
using Slipway.Delivery.ArtifactFiles;
using Slipway.Delivery.Conducting;
using Slipway.Delivery.Configurations;
using Slipway.Delivery.Leases;
using Slipway.Delivery.LedgerFiles;
using Slipway.Delivery.Recording;
using Slipway.Delivery.Signing;
using Slipway.Deployers.Local;
using Slipway.Fakes;
using Slipway.Processes;
using Slipway.Releases.Calendar;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Ports;
using Slipway.Releases.Rollouts;
using Slipway.Releases.Status;
using Slipway.Tests.Deployers.Local;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.Conducting;

/// <summary>One environment with a conductor over the real ledger, store, leases and deployer; its tests are on record. Nothing it started outlives it.</summary>
public sealed class ConductedShop : IAsyncDisposable
{
    private readonly LocalStage _stage = new();
    private readonly Journal _journal;

    public ConductedShop()
    {
        Ledger = new FileLedger(_stage.State, TimeProvider.System);
        Packages = new FolderPackageStore(_stage.State / "packages");
        _journal = JournalOver(Ledger);
        Conductor = ConductorOver(Ledger, _journal);
    }

    public FileLedger Ledger { get; }

    public FolderPackageStore Packages { get; }

    public Conductor Conductor { get; }

    /// <summary>Gets every line the conductor says, while it says it.</summary>
    public Action<string> Said { get; set; } = _ => { };

    /// <summary>Takes snapshots before promotions; null takes none.</summary>
    public Func<DeploymentEnvironment, CancellationToken, Task<Snapshot?>>? TakeSnapshot { get; set; }

    public Uri Url => Place.Url;

    public LocalDeployer Deployer => _stage.Deployer;

    public AbsolutePath DataOf(string service) => _stage.State / "environments" / Name / "data" / service;

    public Task UpAsync() => Conductor.UpAsync(Place, ImmutableSortedDictionary<string, string>.Empty, Cancellation);

    public Task DownAsync() => Conductor.DownAsync(Place, Cancellation);

    public AbsolutePath Logs => _stage.State / "environments" / Name / "logs";

    /// <summary>The title that the build's configuration gives the shop.</summary>
    public string Title { get; set; } = "Harbour";

    /// <summary>Feature flags of the packages that are sealed.</summary>
    public ImmutableArray<FeatureFlag> SealedFlags { get; set; } = [];

    /// <summary>Sets a feature flag as <c>Flag</c> does, on this ledger or on one that a test has put in front of it; gives how many deployments follow.</summary>
    public async Task<int> SetFlagAsync(FlagWish wish, ILedgerStore? ledger = null)
    {
        Journal journal = JournalOver(ledger ?? Ledger, new OwedEntries(_stage.State));
        var flagging = new Flagging(
            new(ledger ?? Ledger, Packages, Deployer, new FileLeaseSource(_stage.State), new FolderConfigurationStore(_stage.State / "configurations")), journal);
        var recorder = new Recorder(journal, new ReleasePolicy(), new Party("ben@example.org", null, []), new Pen(new SshKeygen(new ProcessRunner()), null), TimeProvider.System);
        async Task<Ruling> DecideAsync(Occasion occasion, CancellationToken token) =>
            Flags.Decide(wish, occasion, await flagging.KnownAsync(occasion.State.In(Name), token), FreezeCalendar.Judge([], Name, occasion.Now));
        Ruled ruled = wish is FlagWish.Off ? await recorder.TellAsync(DecideAsync, Cancellation) : await recorder.RecordAsync(DecideAsync, Cancellation);
        Assert.IsType<Ruling.Recorded>(ruled.Ruling);
        return await flagging.GiveAllAsync(Place, Cancellation);
    }

    /// <summary>How releases take over the traffic.</summary>
    public RolloutPlan Rollout { get; set; } = RolloutPlan.AllAtOnce;

    private DeploymentEnvironment Place => _stage.Environment with { Configuration = _stage.Environment.Configuration.SetItem("Shop__Title", Title), Rollout = Rollout };

    public string Name => _stage.Environment.Name;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Seals the Storefront under a version of its own; gives the package's id.</summary>
    public Task<string> SealAsync(string version, params SmokeCheck[] smoke) => SealAsync(version, [], smoke);

    /// <summary>The same with migrations.</summary>
    public async Task<string> SealAsync(string version, ImmutableArray<Migration> migrations, params SmokeCheck[] smoke)
    {
        Deployment made = _stage.Make(version, version, service => service with { Smoke = [.. smoke] });
        return await SealAsync(made, migrations);
    }

    /// <summary>Seals a program whose files are given as texts.</summary>
    public Task<string> SealProgramAsync(string version, PackagedService service, params (string Name, string Text)[] files) => SealAsync(_stage.MakeProgram(version, version, service, files), []);

    /// <summary>Seals a service that answers as its mood is.</summary>
    public Task<string> SealMoodyAsync(string version, string mood) => SealAsync(_stage.MakeMoody(version, version, mood), []);

    private async Task<string> SealAsync(Deployment made, ImmutableArray<Migration> migrations)
    {
        Manifest manifest = Facts.Manifest(made.Version) with
        {
            Services = made.Services,
            Migrations = migrations,
            Flags = SealedFlags,
            Artifacts = [.. made.Artifacts.OrderBy(artifact => artifact.Path, StringComparer.Ordinal)],
        };
        if ((await StateAsync()).EvidenceOf("tests", manifest.Source.Tree) is null)
            await _journal.AppendAsync(EntryType.EvidenceRecorded, new Subject(), Cancellation, ("kind", "tests"), ("tree", manifest.Source.Tree), ("total", "3"), ("passed", "3"), ("failed", "0"), ("skipped", "0"));
        string id = await Packages.SealAsync(manifest, made.PackageFolder, Cancellation);
        await _journal.AppendAsync(EntryType.CandidateSealed, new Subject(PackageId: id, Version: made.Version), Cancellation, ("commit", manifest.Source.Commit), ("tree", manifest.Source.Tree));
        return id;
    }

    public Task<Decision> PromoteAsync(string package, string? reasonToLetInAgain = null) => PromoteAsync(Conductor, package, reasonToLetInAgain);

    /// <summary>The same until it is interrupted.</summary>
    public Task<Decision> PromoteAsync(string package, CancellationToken interrupt) => Conductor.DeployAsync(Order(package), interrupt);

    /// <summary>What somebody else wants of the rollout under way, and whom that met.</summary>
    public async Task<RolloutRun> WishAsync(RolloutWish wish)
    {
        var ruling = Rollouts.Decide(wish, new Occasion(await StateAsync(), new ReleasePolicy(), new Party("ben@example.org", null, []), DateTimeOffset.UtcNow));
        await _journal.AppendAsync([.. ruling.Drafts.Select(draft => _journal.Draft(draft.Fact, draft.Subject))]);
        return await Conductor.SettleAsync(Place, ImmutableSortedDictionary<string, string>.Empty, Cancellation);
    }

    /// <summary>What the ledger says and what is seen, as <c>Status</c> has it.</summary>
    public async Task<EnvironmentStatus> StatusAsync() => new(Place, await HereAsync(), await ObserveAsync(), null);

    /// <summary>The same while something else happens to the ledger.</summary>
    public Task<Decision> PromoteAsync(string package, ILedgerStore ledger) => PromoteAsync(ConductorOver(ledger, JournalOver(ledger)), package);

    public AbsolutePath State => _stage.State;

    public Task<DeploymentRecord> RollBackAsync(string reason) => RollBackAsync(Conductor, reason);

    public Task<DeploymentRecord> RollBackAsync(Conductor conductor, string reason) =>
        conductor.RollBackAsync(new RollbackOrder(Place, reason, To: null, ImmutableSortedDictionary<string, string>.Empty), Cancellation);

    public Task<DeploymentRecord?> UpAsync(Conductor conductor) => conductor.UpAsync(Place, ImmutableSortedDictionary<string, string>.Empty, Cancellation);

    public Task<Rehearsal> RehearseAsync(Conductor conductor, string package) =>
        conductor.RehearseAsync(new DeployOrder { Verb = "Rehearse", Lane = [Place], Environment = Place, PackageId = package }, Cancellation);

    /// <summary>A conductor over ports that a test has put something in front of; what it owes is kept in the shop's state.</summary>
    public Conductor ConductorOver(ILedgerStore ledger, IDeployer deployer) => ConductorOver(ledger, JournalOver(ledger, new OwedEntries(_stage.State)), deployer);

    /// <summary>Ends every instance that runs, as a crash would.</summary>
    public async Task EndInstancesAsync()
    {
        foreach (InstanceObservation instance in (await Deployer.ObserveAsync(Place, Cancellation)).Instances.Where(instance => instance.Pid > 0))
        {
            ProcessIdentity process = ProcessIdentity.Read(instance.Pid)!; // it was just seen
            process.Signal(9);
            while (process.IsRunning())
                await Task.Delay(TimeSpan.FromMilliseconds(10), Cancellation);
        }
    }

    public Task<Observation> ObserveAsync() => Deployer.ObserveAsync(Place, Cancellation);

    public async Task<ReleaseState> StateAsync() => ReleaseState.Fold(await Ledger.ReadAsync(Cancellation));

    public async Task<EnvironmentState> HereAsync() => (await StateAsync()).In(Name);

    /// <summary>The package that answers at the front door, or null; the ledger and the processes must say the same.</summary>
    public async Task<string?> ServingAsync()
    {
        Observation seen = await Deployer.ObserveAsync(Place, Cancellation);
        Assert.Equal((await HereAsync()).Current?.PackageId, seen.LivePackage);
        return seen.LivePackage;
    }

    /// <summary>The packages whose files lie unpacked, in the order they came.</summary>
    public async Task<ImmutableArray<string>> LaidAsync()
    {
        EnvironmentState here = await HereAsync();
        return [.. (await Deployer.ListAsync(Place, Cancellation)).Select(id => here.Succeeded.First(deployment => deployment.DeploymentId == id).PackageId)];
    }

    /// <summary>Where the files of what serves lie.</summary>
    public async Task<AbsolutePath> LaidFolderAsync() => _stage.State / "environments" / Name / "deployments" / (await HereAsync()).Current!.DeploymentId; // asked while something serves

    public async ValueTask DisposeAsync() => await _stage.DisposeAsync();

    public Task<Decision> PromoteAsync(Conductor conductor, string package, string? reasonToLetInAgain = null) => conductor.DeployAsync(
        Order(package) with { Again = reasonToLetInAgain is not null, Reason = reasonToLetInAgain }, Cancellation);

    private DeployOrder Order(string package) => new() { Verb = "Promote", Lane = [Place], Environment = Place, PackageId = package, TakeSnapshot = TakeSnapshot };

    private Journal JournalOver(ILedgerStore ledger, OwedEntries? owed = null) =>
        new(ledger, "shop", new Actor("ada@example.org", "human"), "run-1", TimeProvider.System) { Owed = owed, Say = line => Said(line) };

    private Conductor ConductorOver(ILedgerStore ledger, Journal journal, IDeployer? deployer = null)
    {
        var ports = new ReleasePorts(ledger, Packages, deployer ?? _stage.Deployer, new FileLeaseSource(_stage.State), new FolderConfigurationStore(_stage.State / "configurations"));
        return new Conductor(ports, journal, new Weighing(ports, new Judging(new SshKeygen(new ProcessRunner())), new ReleasePolicy(), TimeProvider.System), new ReleasePolicy(), line => Said(line));
    }
}
