using System.Collections.Immutable;
using System.Text;
using Slipway.Deployers.Serving;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Routing;

namespace Slipway.Deployers.Local;

/// <summary>Runs deployments as processes of this machine behind one edge per environment. Linux only.</summary>
public sealed class LocalDeployer(LocalOptions options, TimeProvider clock) : IDeployer
{
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public async Task<Observation> ObserveAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        EnvironmentFolders folders = FoldersOf(environment);
        InstanceKeeper keeper = KeeperOf(folders);
        var watch = new ReadyWatch(clock);
        EdgeStatus? edge = await EdgeOf(folders).StatusAsync(cancellation);
        List<InstanceRecord> records = [];
        foreach (string deployment in keeper.Deployments())
            records.AddRange(await keeper.ReadAsync(deployment, cancellation));
        InstanceObservation[] instances = await Task.WhenAll(records.Select(record => LookAsync(watch, record, cancellation)));
        return new(edge?.Pid, edge?.DeploymentId, edge?.PackageId, [.. instances])
        {
            Canary = edge?.Canary,
            IsUntouched = edge is null && !Directory.Exists(folders.Root),
            SilentFrontDoor = edge is null && Directory.Exists(folders.Edge) ? (await EdgeOf(folders).OursAsync(cancellation)).LastOrDefault()?.Pid : null,
        };
    }

    /// <inheritdoc />
    public async Task OpenAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux())
            throw new FaultException(ExitCode.Failed, NotLinux());
        EnvironmentFolders folders = FoldersOf(environment);
        await StateFiles.ProbeAsync(folders.Root, cancellation);
        await EdgeOf(folders).OpenAsync(environment, cancellation);
    }

    /// <inheritdoc />
    public Task UnpackAsync(Deployment deployment, CancellationToken cancellation) =>
        new Unpacker(FoldersOf(deployment)).UnpackAsync(deployment, cancellation);

    /// <inheritdoc />
    public async Task FollowAsync(DeploymentEnvironment environment, string deploymentId, string flags, CancellationToken cancellation)
    {
        EnvironmentFolders folders = FoldersOf(environment);
        if (Directory.Exists(folders.Deployment(deploymentId)))
            await StateFiles.PutAsync(folders.Flags(deploymentId), Encoding.UTF8.GetBytes(flags), cancellation);
    }

    /// <inheritdoc />
    public async Task MigrateAsync(Deployment deployment, CancellationToken cancellation)
    {
        foreach (PackagedService service in deployment.Services)
        {
            if (service.Migrate is { } step)
                await new MigrationRun(FoldersOf(deployment), options.DotNet, clock).RunAsync(deployment, service, step, cancellation);
        }
    }

    /// <inheritdoc />
    public Task StartAsync(Deployment deployment, CancellationToken cancellation) =>
        KeeperOf(FoldersOf(deployment)).StartAsync(deployment, deployment.Services.Where(service => !service.StartsLate), cancellation);

    /// <inheritdoc />
    public async Task AwaitReadyAsync(Deployment deployment, TimeSpan deadline, CancellationToken cancellation)
    {
        EnvironmentFolders folders = FoldersOf(deployment);
        ImmutableArray<InstanceRecord> records = await KeeperOf(folders).ReadAsync(deployment.Id, cancellation);
        string[] missing = [.. deployment.Services.Where(service => !service.StartsLate).Select(service => service.Name).Except(records.Select(record => record.Service))];
        if (missing.Length > 0)
            throw new FaultException(ExitCode.Failed, NotStarted(folders, deployment, missing));
        var watch = new ReadyWatch(clock);
        await Task.WhenAll(records.Select(record => watch.AwaitAsync(new LocalInstance(record, clock), deadline, cancellation)));
    }

    /// <inheritdoc />
    public Task<ProbeAnswer> ProbeAsync(Deployment deployment, string service, string path, CancellationToken cancellation) =>
        SocketHttp.GetAsync(new LocalSocket(FoldersOf(deployment).Socket(deployment.Id, service)), path, new(ProbeLimit, clock), cancellation);

    /// <inheritdoc />
    public async Task<SwitchReceipt> SwitchAsync(Deployment deployment, CancellationToken cancellation)
    {
        EnvironmentFolders folders = FoldersOf(deployment);
        SwitchAnswer answer = await ClientOf(folders).SwitchAsync(new(deployment.Id, deployment.PackageId, RoutesTo(folders, deployment)), cancellation);
        KeeperOf(folders).Turn(deployment.Id);
        return new(answer.Previous, TimeSpan.FromMilliseconds(answer.Milliseconds));
    }

    /// <inheritdoc />
    public async Task<SwitchReceipt> ExposeAsync(Deployment canary, string serving, Exposure exposure, CancellationToken cancellation)
    {
        EnvironmentFolders folders = FoldersOf(canary);
        var route = new CanaryRoute(canary.Id, canary.PackageId, RoutesTo(folders, canary), exposure.Weight, exposure.Users, exposure.IsSticky);
        SwitchAnswer answer = await ClientOf(folders).ExposeAsync(new(serving, route), cancellation);
        return new(answer.Previous, TimeSpan.FromMilliseconds(answer.Milliseconds));
    }

    /// <inheritdoc />
    public Task<EdgeCounts?> CountAsync(DeploymentEnvironment environment, CancellationToken cancellation) =>
        ClientOf(FoldersOf(environment)).CountsAsync(cancellation);

    /// <inheritdoc />
    public async Task HandOverAsync(Deployment deployment, TimeSpan grace, CancellationToken cancellation)
    {
        InstanceKeeper keeper = KeeperOf(FoldersOf(deployment));
        await keeper.StopLeftAsync(deployment.Id, grace, cancellation);
        await keeper.StartAsync(deployment, deployment.Services, cancellation);
    }

    /// <inheritdoc />
    public Task<ImmutableArray<string>> StrayAsync(DeploymentEnvironment environment, string deploymentId, CancellationToken cancellation) =>
        Task.FromResult(StrayFiles.Find(FoldersOf(environment), deploymentId));

    /// <inheritdoc />
    public async Task<DrainReceipt> DrainAsync(DeploymentEnvironment environment, string deploymentId, TimeSpan deadline, CancellationToken cancellation)
    {
        DrainAnswer answer = await ClientOf(FoldersOf(environment)).DrainAsync(deploymentId, deadline, cancellation);
        return new(TimeSpan.FromMilliseconds(answer.Milliseconds), answer.Cut);
    }

    /// <inheritdoc />
    public Task StopAsync(DeploymentEnvironment environment, string deploymentId, TimeSpan grace, CancellationToken cancellation) =>
        KeeperOf(FoldersOf(environment)).StopAsync(deploymentId, grace, cancellation);

    /// <inheritdoc />
    public Task<ImmutableArray<string>> ListAsync(DeploymentEnvironment environment, CancellationToken cancellation) =>
        Task.FromResult(KeeperOf(FoldersOf(environment)).Deployments());

    /// <inheritdoc />
    public Task DiscardAsync(DeploymentEnvironment environment, string deploymentId, CancellationToken cancellation) =>
        KeeperOf(FoldersOf(environment)).DiscardAsync(deploymentId, cancellation);

    /// <inheritdoc />
    public Task UnrouteAsync(DeploymentEnvironment environment, CancellationToken cancellation) =>
        ClientOf(FoldersOf(environment)).UnrouteAsync(cancellation);

    /// <inheritdoc />
    public async Task CloseAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        // The edge goes first: it sees its requests out while the instances can still answer them.
        EnvironmentFolders folders = FoldersOf(environment);
        await EdgeOf(folders).CloseAsync(cancellation);
        InstanceKeeper keeper = KeeperOf(folders);
        await Task.WhenAll(keeper.Deployments().Select(deployment => keeper.StopAsync(deployment, CloseGrace, cancellation)));
        await new MigrationRun(folders, options.DotNet, clock).EndLeftAsync();
        SocketFolder.Remove(folders);
    }

    private async Task<InstanceObservation> LookAsync(ReadyWatch watch, InstanceRecord record, CancellationToken cancellation)
    {
        Health health = await watch.ObserveAsync(new LocalInstance(record, clock), cancellation);
        int pid = health == Health.Ended ? 0 : record.Process.Pid;
        return new(record.DeploymentId, record.PackageId, record.Service, pid, health, record.LogFile, IsWarm: !record.StopsWhenLeft);
    }

    private static ImmutableArray<Route> RoutesTo(EnvironmentFolders folders, Deployment deployment) =>
        [.. deployment.Services.Where(service => !service.IsWorker).Select(service => RouteTo(folders, deployment, service))];

    private static Route RouteTo(EnvironmentFolders folders, Deployment deployment, PackagedService service) =>
        new(service.Route, service.Name, folders.Socket(deployment.Id, service.Name));

    private EnvironmentFolders FoldersOf(Deployment deployment) => FoldersOf(deployment.Environment);

    private EnvironmentFolders FoldersOf(DeploymentEnvironment environment) => new(options.StateFolder, environment.Name);

    private InstanceKeeper KeeperOf(EnvironmentFolders folders) => new(folders, options.DotNet, clock);

    private EdgeKeeper EdgeOf(EnvironmentFolders folders) => new(folders, options, ClientOf(folders), clock);

    private EdgeClient ClientOf(EnvironmentFolders folders) => new(folders.ToEdgeSite(), clock);

    private Fault NotLinux() => new(
        "SLP4001", "the local deployer needs Linux: it tells processes apart by /proc", options.StateFolder, "deploy from a Linux machine or container");

    private static Fault NotStarted(EnvironmentFolders folders, Deployment deployment, string[] missing) => new(
        "SLP4022", $"{deployment.Id} has no instance of {string.Join(", ", missing)} on record", folders.Instances(deployment.Id), "start the deployment, then wait for it");
}
