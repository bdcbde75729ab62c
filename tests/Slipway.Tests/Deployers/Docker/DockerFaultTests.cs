using Slipway.Deployers.Docker;
using Slipway.Fakes;
using Slipway.Releases.Environments;
using Slipway.Releases.Images;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Deployers.Docker;

/// <summary>What goes wrong is told with the engine, what was asked, what it answered and what mends it.</summary>
[Collection(nameof(OnDocker))]
public sealed class DockerFaultTests(DockerGround ground) : IAsyncLifetime
{
    private DockerStage? _stage;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DockerStage Stage => _stage!; // made before any test

    public async ValueTask InitializeAsync()
    {
        await ground.Engine.OrSkipAsync();
        _stage = new DockerStage(ground);
    }

    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
            await _stage.DisposeAsync();
    }

    [Fact]
    public async Task A_service_that_ends_at_once_is_told_with_its_last_lines()
    {
        Deployment broken = await Stage.MakeAsync("d1", "1.0.0");
        broken = broken with { Environment = broken.Environment with { Configuration = broken.Environment.Configuration.Clear() } };

        Fault fault = await RefusedAsync(() => Stage.BringUpAsync(broken, Cancellation));

        Assert.Equal("SLP4031", fault.Code);
        Assert.Contains("d1/storefront (container slipway-shop-", fault.Cause, StringComparison.Ordinal);
        Assert.Contains("Shop__Title is missing", fault.Cause, StringComparison.Ordinal);
        Assert.StartsWith("docker logs slipway-shop-", fault.Place, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_answers_as_another_package_is_not_taken()
    {
        Deployment deployment = await Stage.MakeAsync("d1", "1.0.0");
        Deployment other = deployment with { Secrets = deployment.Secrets.Add("SLIPWAY_PACKAGE", new string('e', 64)) };

        Assert.Equal("SLP4030", (await RefusedAsync(() => Stage.BringUpAsync(other, Cancellation))).Code);
    }

    [Fact]
    public async Task A_port_of_somebody_else_is_named()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, Stage.Environment.Port);
        other.Start();

        Fault fault = await RefusedAsync(() => Stage.Deployer.OpenAsync(Stage.Environment, Cancellation));

        Assert.Equal(("SLP4207", $"127.0.0.1:{Stage.Environment.Port} of the engine's machine is taken by somebody else"), (fault.Code, fault.Cause));
    }

    [Fact]
    public async Task An_edge_keeps_its_port_until_the_environment_is_closed()
    {
        await Stage.Deployer.OpenAsync(Stage.Environment, Cancellation);

        Assert.Equal("SLP4206", (await RefusedAsync(() => Stage.Deployer.OpenAsync(Stage.Environment with { Port = Stage.Environment.Port - 1 }, Cancellation))).Code);
    }

    [Fact]
    public async Task An_altered_image_never_reaches_the_engine()
    {
        Deployment deployment = await Stage.MakeAsync("d1", "1.0.0");
        string layout = Path.Combine(deployment.PackageFolder, "image");
        string manifest = Path.Combine(layout, ImageText.PathOf(deployment.Services[0].Image!.Manifest)); // made with one
        string layer = ImageText.Parts(await File.ReadAllBytesAsync(manifest, Cancellation), manifest).Layers[^1].Digest;
        await File.AppendAllTextAsync(Path.Combine(layout, ImageText.PathOf(layer)), "x", Cancellation);

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => Stage.Deployer.UnpackAsync(deployment, Cancellation));

        Assert.Equal((ExitCode.Damaged, "SLP4205"), (refused.ExitCode, refused.Faults[0].Code));
        Assert.Empty(await Stage.Deployer.ListAsync(Stage.Environment, Cancellation));
    }

    [Fact]
    public async Task What_the_engine_refuses_is_told_in_its_words()
    {
        Deployment deployment = await Stage.MakeAsync("d1", "1.0.0");
        Deployment elsewhere = deployment with { Environment = deployment.Environment with { Docker = deployment.Environment.Docker! with { Network = "nowhere" } } };

        Fault fault = await RefusedAsync(() => Stage.BringUpAsync(elsewhere, Cancellation));

        Assert.Equal("SLP4203", fault.Code);
        Assert.Contains("network nowhere not found", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_fails_stops_the_deployment_and_one_that_hangs_is_ended()
    {
        static Func<PackagedService, PackagedService> Running(MigrationStep step) => service => service with { Migrate = step };
        Deployment failing = await Stage.MakeAsync("d1", "1.0.0", Running(new MigrationStep("Storefront.dll") { Arguments = ["--urls", "no address"] }));
        Deployment hanging = await Stage.MakeAsync("d2", "1.0.1", Running(new MigrationStep("Storefront.dll") { Arguments = ["--urls", "http://127.0.0.1:0"], Deadline = TimeSpan.FromSeconds(3) }));
        await Stage.Deployer.OpenAsync(Stage.Environment, Cancellation);
        await Stage.Deployer.UnpackAsync(failing, Cancellation);
        await Stage.Deployer.UnpackAsync(hanging, Cancellation);

        Assert.Equal("SLP4051", (await RefusedAsync(() => Stage.Deployer.MigrateAsync(failing, Cancellation))).Code);
        Assert.Equal("SLP4052", (await RefusedAsync(() => Stage.Deployer.MigrateAsync(hanging, Cancellation))).Code);
        Assert.All((await Stage.Deployer.ObserveAsync(Stage.Environment, Cancellation)).Instances, instance => Assert.Equal(Health.Ended, instance.Health));
    }

    [Fact]
    public async Task A_base_without_the_runtime_cannot_hold_an_edge()
    {
        var options = Stage.Options with { EdgeProgram = () => Stage.Options.Home / "nothing" / "nothing.dll" };
        Directory.CreateDirectory(Stage.Options.Home / "nothing");

        Fault fault = await RefusedAsync(() => new DockerDeployer(options, TimeProvider.System).OpenAsync(Stage.Environment, Cancellation));

        Assert.Equal("SLP4208", fault.Code);
    }

    private static async Task<Fault> RefusedAsync(Func<Task> act) => (await Assert.ThrowsAsync<FaultException>(act)).Faults[0];
}

/// <summary>Which engine is meant.</summary>
public sealed class EngineChoiceTests : IDisposable
{
    private readonly TempFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("unix:///there/is/none.sock", null, "SLP4204", "that the build names")]
    [InlineData(null, "unix:///there/is/none.sock", "SLP4204", "that DOCKER_HOST names")]
    [InlineData("nowhere", null, "SLP4201", "Docker has no context 'nowhere'")]
    [InlineData("far", null, "SLP4202", "ssh://deploy@shop.example")]
    [InlineData("near", null, "SLP4204", "that the context near of the build names")]
    [InlineData("npipe://./pipe/docker", null, "SLP4202", "neither a unix socket nor plain tcp")]
    public async Task It_is_the_one_the_docker_command_would_take(string? given, string? host, string code, string said)
    {
        Context("far", "ssh://deploy@shop.example");
        Context("near", "unix:///there/is/none.sock");

        Fault fault = await AskAsync(given, name => name == "DOCKER_HOST" ? host : null);

        Assert.Equal(code, fault.Code);
        Assert.Contains(said, fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chosen_context_is_read_from_Dockers_own_file()
    {
        Context("near", "unix:///there/is/none.sock");
        await File.WriteAllTextAsync(_home.Path / ".docker" / "config.json", """{"currentContext":"near"}""", TestContext.Current.CancellationToken);

        Assert.Contains("the context near of", (await AskAsync(null, _ => null)).Cause, StringComparison.Ordinal);
    }

    private async Task<Fault> AskAsync(string? engine, Func<string, string?> variable)
    {
        var options = new DockerOptions("shop", () => _home.Path, _ => throw new InvalidOperationException("nothing is made"), variable, _home.Path);
        Task<Observation> Observe() => new DockerDeployer(options, TimeProvider.System).ObserveAsync(DeploymentEnvironment.OfDocker("production", 80, engine), TestContext.Current.CancellationToken);
        return (await Assert.ThrowsAsync<FaultException>(Observe)).Faults[0];
    }

    private void Context(string name, string host)
    {
        string folder = _home.Path / ".docker" / "contexts" / "meta" / Digest.Of(System.Text.Encoding.UTF8.GetBytes(name)).Hex;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "meta.json"), $$$$"""{"Name":"{{{{name}}}}","Endpoints":{"docker":{"Host":"{{{{host}}}}"}}}""");
    }
}
