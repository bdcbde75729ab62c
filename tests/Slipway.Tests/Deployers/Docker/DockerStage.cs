using Slipway.Delivery.Images;
using Slipway.Deployers.Docker;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Tests.Deployers.Local;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Deployers.Docker;

/// <summary>A Docker deployer with an environment and a free port of its own, and packages of the real Storefront with their images. Nothing it started outlives it.</summary>
public sealed class DockerStage : IAsyncDisposable
{
    private readonly DockerGround _ground;
    private readonly LocalStage _local = new();
    private readonly string _name = $"e{Guid.NewGuid():N}"[..9];

    public DockerStage(DockerGround ground)
    {
        _ground = ground;
        Options = new("shop", () => _local.Options.EdgeProgram(), EdgeImageAsync, _ => null, _local.Temp);
        Deployer = new(Options, TimeProvider.System);
        Environment = DeploymentEnvironment.OfDocker(_name, _local.Environment.Port, ground.Engine.Address) with { Configuration = _local.Environment.Configuration };
    }

    public DockerOptions Options { get; }

    public DockerDeployer Deployer { get; }

    public DeploymentEnvironment Environment { get; }

    /// <summary>A package of the Storefront with its image.</summary>
    public Task<Deployment> MakeAsync(string id, string version, Func<PackagedService, PackagedService>? change = null) =>
        WithImagesAsync(_local.Make(id, version, change));

    /// <summary>A package of one program whose files are given as texts, with its image.</summary>
    public Task<Deployment> MakeProgramAsync(string id, string version, PackagedService service, params (string Name, string Text)[] files) =>
        WithImagesAsync(_local.MakeProgram(id, version, service, files));

    public async Task BringUpAsync(Deployment deployment, CancellationToken cancellation)
    {
        await Deployer.OpenAsync(Environment, cancellation);
        await Deployer.UnpackAsync(deployment, cancellation);
        await Deployer.StartAsync(deployment, cancellation);
        await Deployer.AwaitReadyAsync(deployment, TimeSpan.FromSeconds(60), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Deployer.CloseAsync(Environment, CancellationToken.None);
        foreach (string deployment in await Deployer.ListAsync(Environment, CancellationToken.None))
            await Deployer.DiscardAsync(Environment, deployment, CancellationToken.None);
        Observation left = await Deployer.ObserveAsync(Environment, CancellationToken.None);
        await _local.DisposeAsync();
        Assert.Equal((null, true), (left.FrontDoor, left.Instances.IsEmpty));
    }

    private async Task<Deployment> WithImagesAsync(Deployment deployment)
    {
        Manifest manifest = new()
        {
            Application = "shop",
            Version = deployment.Version,
            Source = new PackageSource(new string('a', 40), new string('b', 40), IsDirty: false),
            Services = deployment.Services,
            Artifacts = [],
            Rollback = new RollbackPlan(),
        };
        manifest = await ImageLayout.WriteAsync(
            AbsolutePath.Create(deployment.PackageFolder), manifest, await _ground.BaseAsync(), DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        return deployment with { Environment = Environment, Services = manifest.Services };
    }

    private async Task<LaidImage> EdgeImageAsync(CancellationToken cancellation)
    {
        BaseImage found = await _ground.BaseAsync();
        return new(found.Layout, found.Parts);
    }
}
