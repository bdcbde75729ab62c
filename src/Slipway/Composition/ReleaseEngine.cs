using System.Collections.Immutable;
using Slipway.Delivery.ArtifactFiles;
using Slipway.Delivery.Conducting;
using Slipway.Delivery.Configurations;
using Slipway.Delivery.Images;
using Slipway.Delivery.Leases;
using Slipway.Delivery.LedgerBranch;
using Slipway.Delivery.LedgerFiles;
using Slipway.Delivery.PolicyFiles;
using Slipway.Delivery.Recording;
using Slipway.Delivery.Signing;
using Slipway.Delivery.Sources;
using Slipway.Deployers.Docker;
using Slipway.Deployers.Feeds;
using Slipway.Deployers.Local;
using Slipway.Releases.Environments;
using Slipway.Releases.Gates;
using Slipway.Releases.Images;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Releases.Ports;
using Slipway.Releases.Schedule;
using Slipway.Running;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Composition;

/// <summary>The release engine of one build, wired by hand. Made when a release verb runs, never before.</summary>
internal sealed class ReleaseEngine
{
    private readonly ReleaseSite _site;
    private readonly RunScope _scope;
    private readonly string _run;

    public ReleaseEngine(ReleaseSite site, RunScope scope)
    {
        (_site, _scope) = (site, scope);
        _run = $"{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}";
        State = site.State;
        PolicySettings = NamedPlaces.In(PolicyFile.Read(site.Root), [.. site.Lane.Select(environment => environment.Name)]);
        Policy = Checked(PolicyText.Typed(PolicySettings));
        LedgerOfState.Check(State, Policy.Ledger);
        Ledger = Policy.Ledger.Store == "branch"
            ? new BranchLedger(new BranchOptions(State, site.Root, Policy.Ledger.Remote, Policy.Ledger.Branch), new Processes.ProcessRunner(), TimeProvider.System)
            : new FileLedger(State, TimeProvider.System);
        Folded = new FoldedLedger(Ledger, State);
        Ports = new ReleasePorts(Ledger, Packages(Policy), Deployer(), new FileLeaseSource(State), new FolderConfigurationStore(State / "configurations"));
        Source = new GitSource(scope.Runner, site.Root);
    }

    /// <summary>The state's folder.</summary>
    public AbsolutePath State { get; }

    /// <summary>The ledger.</summary>
    public ILedgerStore Ledger { get; }

    /// <summary>The ledger's state from its last checkpoint on, for those who look.</summary>
    public FoldedLedger Folded { get; }

    /// <summary>The outside world as deployments need it.</summary>
    public ReleasePorts Ports { get; }

    /// <summary>The source in git.</summary>
    public GitSource Source { get; }

    /// <summary>The settings that hold, each with the place it comes from.</summary>
    public PolicyNode PolicySettings { get; }

    /// <summary>The policy in <c>.nuke/release.json</c> on top of what it extends and its preset.</summary>
    public ReleasePolicy Policy { get; }

    /// <summary>Signs and checks.</summary>
    public SshKeygen Keygen => field ??= new SshKeygen(_scope.Runner);

    /// <summary>Gathers what deployments are decided on.</summary>
    public Weighing Weighing => field ??= new Weighing(Ports, new Judging(Keygen), Policy, TimeProvider.System) { Calendar = Calendar };

    /// <summary>What <c>.nuke/calendar.json</c> plans; nothing where there is no such file.</summary>
    public ReleaseCalendar Calendar => field ??= CalendarFile.Read(_site.Root);

    /// <summary>The run it belongs to.</summary>
    public RunScope Scope => _scope;

    /// <summary>The repository's folder.</summary>
    public AbsolutePath Root => _site.Root;

    /// <summary>The environments in the order a package visits them.</summary>
    public ImmutableArray<DeploymentEnvironment> Lane => _site.Lane;

    /// <summary>Gates of the build's own.</summary>
    public ImmutableArray<Gate> OwnGates => _site.OwnGates;

    /// <summary>Opens the ledger for writing in the name of whoever runs this.</summary>
    public async Task<Journal> JournalAsync()
    {
        string id = await Source.ReadIdentityAsync(_scope.Cancellation).ConfigureAwait(false) ?? Environment.UserName;
        return new Journal(Ledger, _site.Application, new Actor(id, SlipwayBuild.IsServerBuild ? "ci" : "human"), _run, TimeProvider.System)
        {
            Folded = Folded,
            Owed = new OwedEntries(State),
            Say = _scope.Say,
            Mask = _scope.Mask,
            Place = Digest.Of(System.Text.Encoding.UTF8.GetBytes($"{Environment.MachineName}\n{State}")).Hex[..12],
        };
    }

    /// <summary>What carries out deployments and rollbacks.</summary>
    public async Task<Conductor> ConductorAsync() => new(Ports, await JournalAsync().ConfigureAwait(false), Weighing, Policy, _scope.Say);

    // Only here are the build's own gates known as well.
    private ReleasePolicy Checked(ReleasePolicy policy)
    {
        ImmutableArray<Fault> unknown = ProfileGates.Unknown(policy, [.. _site.OwnGates.Select(gate => gate.Name)]);
        return unknown.IsEmpty ? policy : throw new FaultException(ExitCode.Usage, unknown);
    }

    /// <summary>Secrets that services ask for and the caller's environment holds.</summary>
    public static ImmutableSortedDictionary<string, string> Secrets(IEnumerable<Releases.Packages.PackagedService> services)
    {
        var secrets = services
            .SelectMany(service => service.Configuration)
            .Where(key => key.Secret && Environment.GetEnvironmentVariable(key.Name) is { Length: > 0 })
            .DistinctBy(key => key.Name)
            .ToImmutableSortedDictionary(key => key.Name, key => Environment.GetEnvironmentVariable(key.Name)!, StringComparer.Ordinal);
        foreach (string secret in secrets.Values)
            RunScope.Current.Hide(secret);
        return secrets;
    }

    private FolderPackageStore Packages(ReleasePolicy policy)
    {
        string? shared = Environment.GetEnvironmentVariable("SLIPWAY_PACKAGES") is { Length: > 0 } given ? given : policy.Packages.Folder;
        return shared is null ? new FolderPackageStore(State / "packages") : new FolderPackageStore(Path.GetFullPath(shared, _site.Root), isShared: true);
    }

    // The front door outlives this program, whose folder may be cleaned away: it runs from a copy in the state.
    private PlacedDeployer Deployer() => new(
        new LocalDeployer(new LocalOptions(State, () => EdgeProgram.Install(AppContext.BaseDirectory, State), Environment.ProcessPath!), TimeProvider.System), // a running program has a path
        () => new DockerDeployer(
            new DockerOptions(
                _site.Application, () => EdgeProgram.Install(AppContext.BaseDirectory, State), EdgeImageAsync, Environment.GetEnvironmentVariable,
                AbsolutePath.Create(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile))),
            TimeProvider.System),
        new FeedDeployer(State, Secret));

    private async Task<LaidImage> EdgeImageAsync(CancellationToken cancellation)
    {
        BaseImage found = await BaseImage.ReadAsync(ImageReference.Parse(_site.ImageBase ?? ""), _site.Root, cancellation);
        return new LaidImage(found.Layout, found.Parts);
    }

    /// <summary>The value of an environment variable that holds a secret, hidden from then on; null where it is empty.</summary>
    public string? Secret(string name)
    {
        if (Environment.GetEnvironmentVariable(name) is not { Length: > 0 } key)
            return null;
        _scope.Hide(key);
        return key;
    }
}

/// <summary>What a build says about itself that its release engine is made of.</summary>
/// <param name="Application">Name that every entry carries.</param>
/// <param name="Root">The repository's folder.</param>
/// <param name="State">The state's folder.</param>
/// <param name="Lane">The environments in the order a package visits them.</param>
/// <param name="OwnGates">Gates of the build's own.</param>
internal sealed record ReleaseSite(
    string Application, AbsolutePath Root, AbsolutePath State, ImmutableArray<DeploymentEnvironment> Lane, ImmutableArray<Gate> OwnGates)
{
    /// <summary>The image that services are laid upon and edges run in; null where the build names none.</summary>
    public string? ImageBase { get; init; }
}
