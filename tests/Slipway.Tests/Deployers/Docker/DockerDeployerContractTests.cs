using System.Text.Json;
using Docker.DotNet;
using Docker.DotNet.Models;
using Slipway.Fakes.Contracts;
using Slipway.Releases.Environments;
using Slipway.Releases.Ports;

namespace Slipway.Tests.Deployers.Docker;

[Collection(nameof(OnDocker))]
public sealed class DockerDeployerContractTests(DockerGround ground) : DeployerContract, IAsyncLifetime
{
    private DockerStage? _stage;
    private readonly HttpClient _client = new();

    protected override IDeployer Deployer => Stage.Deployer;

    private DockerStage Stage => _stage!; // made before any test

    protected override DeploymentEnvironment Environment => Stage.Environment;

    public async ValueTask InitializeAsync()
    {
        await ground.Engine.OrSkipAsync();
        _stage = new DockerStage(ground);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_stage is not null)
            await _stage.DisposeAsync();
    }

    protected override Deployment Make(string id, string version) => Stage.MakeAsync(id, version).GetAwaiter().GetResult(); // a test makes few

    protected override async Task<(int Status, string? PackageId)> AskFrontDoorAsync()
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri(Environment.Url, "version"));
        string body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, response.IsSuccessStatusCode ? JsonDocument.Parse(body).RootElement.GetProperty("packageId").GetString() : null);
    }

    // By the engine's own word, which keeps it from starting it again at once.
    protected override async Task CrashFrontDoorAsync(int pid)
    {
        using DockerClient engine = new DockerClientConfiguration(new Uri(ground.Engine.Address)).CreateClient();
        await engine.Containers.KillContainerAsync($"slipway-shop-{Environment.Name}-edge", new ContainerKillParameters(), TestContext.Current.CancellationToken);
        while (Directory.Exists($"/proc/{pid}"))
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }
}
