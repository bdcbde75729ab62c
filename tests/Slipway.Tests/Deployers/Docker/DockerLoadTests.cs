using System.Diagnostics;
using Docker.DotNet;
using Docker.DotNet.Models;
using Slipway.Releases.Ports;
using Slipway.Tests.Deployers.Local;
using Slipway.Vocabulary.Faults;
using Health = Slipway.Releases.Ports.Health;

namespace Slipway.Tests.Deployers.Docker;

/// <summary>Customers keep asking while containers take turns: nothing fails, and an engine that crashed finds everything again.</summary>
[Collection(nameof(OnDocker))]
public sealed class DockerLoadTests(DockerGround ground, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Wanted = 5_000;

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
    public async Task No_request_fails_while_containers_take_turns()
    {
        Deployment first = await Stage.MakeAsync("d1", "1.0.0"), second = await Stage.MakeAsync("d2", "2.0.0");
        await Stage.BringUpAsync(first, Cancellation);
        await Stage.Deployer.SwitchAsync(first, Cancellation);
        long began = Stopwatch.GetTimestamp();
        await Stage.BringUpAsync(second, Cancellation);
        TimeSpan ready = Stopwatch.GetElapsedTime(began);

        await using var load = new ShopLoad(Stage.Environment.Url);
        load.Start();
        List<double> switches = [], orders = [];
        while (load.Total < Wanted)
        {
            foreach ((Deployment from, Deployment to) in new[] { (first, second), (second, first) })
            {
                await load.AwaitAnswersAsync(200, Cancellation);
                long asked = Stopwatch.GetTimestamp();
                switches.Add((await Stage.Deployer.SwitchAsync(to, Cancellation)).Duration.TotalMilliseconds);
                orders.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                Assert.Equal(0, (await Stage.Deployer.DrainAsync(Stage.Environment, from.Id, TimeSpan.FromSeconds(10), Cancellation)).Cut);
                await load.NeverAnsweredByAsync(from.PackageId, DateTime.UtcNow, Cancellation);
            }
        }

        await load.StopAsync();
        output.WriteLine($"{load.Total} requests, {load.Failures.Count} failed; {switches.Count} switches, median {switches.Order().ElementAt(switches.Count / 2):0.0} ms at the edge (max {switches.Max():0.0}), {orders.Order().ElementAt(orders.Count / 2):0} ms as an order; ready {ready.TotalMilliseconds:0} ms after unpack began");
        Assert.Empty(load.Failures);
    }

    [Fact]
    public async Task What_ran_before_the_engine_crashed_runs_and_is_reached_once_it_is_back()
    {
        await using var own = new DockerGround(); // a crash is nobody else's
        await own.Engine.OrSkipAsync();
        await using var stage = new DockerStage(own);
        Deployment deployment = await stage.MakeAsync("d1", "1.0.0");
        await stage.BringUpAsync(deployment, Cancellation);
        await stage.Deployer.SwitchAsync(deployment, Cancellation);

        await own.Engine.CrashAsync();
        Assert.Equal("SLP4204", Assert.Single((await Assert.ThrowsAsync<FaultException>(
            () => stage.Deployer.ObserveAsync(stage.Environment, Cancellation))).Faults).Code);
        await own.Engine.OrSkipAsync();
        await stage.BringUpAsync(deployment, Cancellation);

        Observation seen = await stage.Deployer.ObserveAsync(stage.Environment, Cancellation);
        Assert.Equal((deployment.Id, deployment.PackageId), (seen.LiveDeployment, seen.LivePackage));
        Assert.Equal(Health.Healthy, Assert.Single(seen.Instances).Health);
        using var client = new HttpClient();
        Assert.Contains(deployment.PackageId, await client.GetStringAsync(new Uri(stage.Environment.Url, "version"), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_inspects_a_container_sees_its_image_by_digest_and_no_secret()
    {
        Deployment deployment = await Stage.MakeAsync("d1", "1.0.0");
        await Stage.BringUpAsync(deployment with { Secrets = deployment.Secrets.Add("Shop__Title", "hush-hush-4711") }, Cancellation);

        using DockerClient engine = new DockerClientConfiguration(new Uri(ground.Engine.Address)).CreateClient();
        ContainerInspectResponse seen = await engine.Containers.InspectContainerAsync($"slipway-shop-{Stage.Environment.Name}-d1-storefront", Cancellation);
        string everything = Newtonsoft.Json.JsonConvert.SerializeObject(seen);

        Assert.Equal($"sha256:{deployment.Services[0].Image!.Configuration}", seen.Image);
        Assert.DoesNotContain("hush-hush", everything, StringComparison.Ordinal);
        Assert.Equal(("1654:1654", deployment.PackageId), (seen.Config.User, seen.Config.Labels["slipway.package"]));
        ProbeAnswer home = await Stage.Deployer.ProbeAsync(deployment, "storefront", "/", Cancellation);
        Assert.Contains("hush-hush-4711", home.Body, StringComparison.Ordinal);
    }
}
