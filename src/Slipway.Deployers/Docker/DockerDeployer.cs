using System.Collections.Immutable;
using Docker.DotNet.Models;
using Slipway.Deployers.Serving;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Routing;
using Health = Slipway.Releases.Ports.Health;

namespace Slipway.Deployers.Docker;

/// <summary>
/// Runs deployments as containers of a Docker engine, by the digest of their images, behind an edge that is a container too and reaches them by Unix sockets in a shared volume.
/// What runs is read from the engine's labels; nothing of it is remembered here.
/// </summary>
public sealed class DockerDeployer(DockerOptions options, TimeProvider clock) : IDeployer
{
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    public async Task<Observation> ObserveAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        using Site site = SiteOf(environment);
        ContainerInspectResponse? edge = await site.Edge.FindAsync(cancellation);
        EdgeStatus? status = await site.Edge.StatusAsync(edge, cancellation);
        ReadyWatch watch = Watch();
        ImmutableArray<ContainerInstance> instances = await site.Instances.ListAsync(Marks.Instance, cancellation);
        int? pid = edge is { State.Running: true } ? (int)edge.State.Pid : null;
        return new(status is null ? null : pid, status?.DeploymentId, status?.PackageId, [.. await Task.WhenAll(instances.Select(one => LookAsync(watch, one, cancellation)))])
        {
            Canary = status?.Canary,
            SilentFrontDoor = status is null ? pid : null,
        };
    }

    /// <inheritdoc />
    public async Task OpenAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        using Site site = SiteOf(environment);
        await site.Edge.OpenAsync(environment, cancellation);
    }

    /// <summary>Brings the images and makes the containers, which do not run yet.</summary>
    /// <inheritdoc />
    public async Task UnpackAsync(Deployment deployment, CancellationToken cancellation)
    {
        using Site site = SiteOf(deployment.Environment);
        await site.Instances.LayAsync(deployment, cancellation);
    }

    /// <inheritdoc />
    public async Task MigrateAsync(Deployment deployment, CancellationToken cancellation)
    {
        using Site site = SiteOf(deployment.Environment);
        foreach (PackagedService service in deployment.Services)
        {
            if (service.Migrate is { } step)
                await new ContainerMigration(site.Engine, site.Names, options, site.Instances, clock).RunAsync(deployment, service, step, cancellation);
        }
    }

    /// <inheritdoc />
    public async Task FollowAsync(DeploymentEnvironment environment, string deploymentId, string flags, CancellationToken cancellation)
    {
        using Site site = SiteOf(environment);
        foreach (ContainerInstance instance in await site.Instances.OfAsync(deploymentId, cancellation))
            await Planting.FlagsAsync(site.Engine, instance.Container, flags, cancellation);
    }

    /// <inheritdoc />
    public async Task StartAsync(Deployment deployment, CancellationToken cancellation)
    {
        using Site site = SiteOf(deployment.Environment);
        await site.Instances.StartAsync(deployment, deployment.Services.Where(service => !service.StartsLate), cancellation);
    }

    /// <inheritdoc />
    public async Task AwaitReadyAsync(Deployment deployment, TimeSpan deadline, CancellationToken cancellation)
    {
        using Site site = SiteOf(deployment.Environment);
        ImmutableArray<ContainerInstance> instances = await site.Instances.OfAsync(deployment.Id, cancellation);
        ReadyWatch watch = Watch();
        await Task.WhenAll(instances.Where(instance => !(instance.IsWorker && instance.StopsWhenLeft)).Select(async instance =>
        {
            await watch.AwaitAsync(instance, deadline, cancellation);
            await site.Instances.KeepAsync(instance.Container, cancellation);
        }));
    }

    /// <inheritdoc />
    public async Task<ProbeAnswer> ProbeAsync(Deployment deployment, string service, string path, CancellationToken cancellation)
    {
        using Site site = SiteOf(deployment.Environment);
        var socket = new ContainerSocket(site.Engine, site.Names.Instance(deployment.Id, service), Names.Socket(deployment.Id, service));
        return await SocketHttp.GetAsync(socket, path, new(ProbeLimit, clock), cancellation);
    }

    /// <inheritdoc />
    public async Task<SwitchReceipt> SwitchAsync(Deployment deployment, CancellationToken cancellation)
    {
        using Site site = SiteOf(deployment.Environment);
        SwitchAnswer answer = await site.Edge.Client.SwitchAsync(new(deployment.Id, deployment.PackageId, RoutesTo(deployment)), cancellation);
        ILookup<bool, string> instances = (await site.Instances.ListAsync(Marks.Instance, cancellation))
            .ToLookup(one => one.DeploymentId == deployment.Id, one => Names.StandbyFile(one.DeploymentId, one.Service));
        await site.Edge.TurnAsync(instances[true], instances[false], cancellation);
        return new(answer.Previous, TimeSpan.FromMilliseconds(answer.Milliseconds));
    }

    /// <inheritdoc />
    public async Task<SwitchReceipt> ExposeAsync(Deployment canary, string serving, Exposure exposure, CancellationToken cancellation)
    {
        using Site site = SiteOf(canary.Environment);
        var route = new CanaryRoute(canary.Id, canary.PackageId, RoutesTo(canary), exposure.Weight, exposure.Users, exposure.IsSticky);
        SwitchAnswer answer = await site.Edge.Client.ExposeAsync(new(serving, route), cancellation);
        return new(answer.Previous, TimeSpan.FromMilliseconds(answer.Milliseconds));
    }

    /// <inheritdoc />
    public async Task<EdgeCounts?> CountAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        using Site site = SiteOf(environment);
        return await site.Edge.Client.CountsAsync(cancellation);
    }

    /// <inheritdoc />
    public async Task HandOverAsync(Deployment deployment, TimeSpan grace, CancellationToken cancellation)
    {
        using Site site = SiteOf(deployment.Environment);
        ImmutableArray<ContainerInstance> left = [.. (await site.Instances.ListAsync(Marks.Instance, cancellation)).Where(one => one.DeploymentId != deployment.Id && one.StopsWhenLeft)];
        await Task.WhenAll(left.Select(one => site.Instances.StopAsync(one.Container, grace, cancellation)));
        await site.Instances.StartAsync(deployment, deployment.Services, cancellation);
    }

    /// <inheritdoc />
    public async Task<ImmutableArray<string>> StrayAsync(DeploymentEnvironment environment, string deploymentId, CancellationToken cancellation)
    {
        using Site site = SiteOf(environment);
        return await site.Instances.StrayAsync(deploymentId, cancellation);
    }

    /// <inheritdoc />
    public async Task<DrainReceipt> DrainAsync(DeploymentEnvironment environment, string deploymentId, TimeSpan deadline, CancellationToken cancellation)
    {
        using Site site = SiteOf(environment);
        DrainAnswer answer = await site.Edge.Client.DrainAsync(deploymentId, deadline, cancellation);
        return new(TimeSpan.FromMilliseconds(answer.Milliseconds), answer.Cut);
    }

    /// <inheritdoc />
    public async Task StopAsync(DeploymentEnvironment environment, string deploymentId, TimeSpan grace, CancellationToken cancellation)
    {
        using Site site = SiteOf(environment);
        await Task.WhenAll((await site.Instances.OfAsync(deploymentId, cancellation)).Select(one => site.Instances.StopAsync(one.Container, grace, cancellation)));
    }

    /// <inheritdoc />
    public async Task<ImmutableArray<string>> ListAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        using Site site = SiteOf(environment);
        return [.. (await site.Instances.ListAsync(Marks.Instance, cancellation)).Select(one => one.DeploymentId).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc />
    public async Task DiscardAsync(DeploymentEnvironment environment, string deploymentId, CancellationToken cancellation)
    {
        using Site site = SiteOf(environment);
        await site.Instances.DiscardAsync(deploymentId, cancellation);
    }

    /// <inheritdoc />
    public async Task UnrouteAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        using Site site = SiteOf(environment);
        await site.Edge.Client.UnrouteAsync(cancellation);
    }

    /// <inheritdoc />
    public async Task CloseAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        // The edge goes first: it sees its requests out while the instances can still answer them.
        using Site site = SiteOf(environment);
        await site.Edge.CloseAsync(cancellation);
        ImmutableArray<ContainerInstance> all = [.. await site.Instances.ListAsync(Marks.Instance, cancellation), .. await site.Instances.ListAsync(Marks.Migration, cancellation)];
        await Task.WhenAll(all.Select(one => site.Instances.StopAsync(one.Container, CloseGrace, cancellation)));
    }

    private static async Task<InstanceObservation> LookAsync(ReadyWatch watch, ContainerInstance instance, CancellationToken cancellation)
    {
        Health health = await watch.ObserveAsync(instance, cancellation);
        int pid = health == Health.Ended ? 0 : (int)((await instance.FindAsync(cancellation))?.State.Pid ?? 0);
        return new(instance.DeploymentId, instance.PackageId, instance.Service, pid, health, instance.Log, IsWarm: !instance.StopsWhenLeft);
    }

    private static ImmutableArray<Route> RoutesTo(Deployment deployment) =>
        [.. deployment.Services.Where(service => !service.IsWorker).Select(service => RouteTo(deployment, service))];

    private static Route RouteTo(Deployment deployment, PackagedService service) => new(service.Route, service.Name, Names.Socket(deployment.Id, service.Name));

    // A program is started in the container to ask, which takes its time where everything does.
    private ReadyWatch Watch() => new(clock) { OneAnswer = TimeSpan.FromSeconds(5) };

    private Site SiteOf(DeploymentEnvironment environment)
    {
        DockerHost host = environment.Docker ?? throw new ArgumentException($"{environment.Name} is not on Docker", nameof(environment));
        var engine = new Engine(EngineAddress.Resolve(host.Engine, options.Variable, options.Home));
        var names = new Names(options.Application, environment.Name);
        return new(engine, names, new EdgeContainer(engine, names, options, clock), new InstanceContainers(engine, names, options, clock));
    }

    /// <summary>One environment in its engine, for one order.</summary>
    private sealed record Site(Engine Engine, Names Names, EdgeContainer Edge, InstanceContainers Instances) : IDisposable
    {
        public void Dispose() => Engine.Dispose();
    }
}
