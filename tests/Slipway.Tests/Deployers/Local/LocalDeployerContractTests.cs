using System.Text.Json;
using Slipway.Fakes.Contracts;
using Slipway.Releases.Environments;
using Slipway.Releases.Ports;

namespace Slipway.Tests.Deployers.Local;

public sealed class LocalDeployerContractTests : DeployerContract, IAsyncDisposable
{
    private readonly LocalStage _stage = new();
    private readonly HttpClient _client = new();

    protected override IDeployer Deployer => _stage.Deployer;

    protected override DeploymentEnvironment Environment => _stage.Environment;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _stage.DisposeAsync();
    }

    protected override Deployment Make(string id, string version) => _stage.Make(id, version);

    protected override async Task<(int Status, string? PackageId)> AskFrontDoorAsync()
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri(Environment.Url, "version"));
        string body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, response.IsSuccessStatusCode ? JsonDocument.Parse(body).RootElement.GetProperty("packageId").GetString() : null);
    }

    protected override Task CrashFrontDoorAsync(int pid) => _stage.KillFrontDoorAsync(TestContext.Current.CancellationToken);
}
