using System.Text.Json;
using Slipway.Fakes;
using Slipway.Releases.Ports;

namespace Slipway.Tests.Deployers.Local;

/// <summary>Twenty switches under load: nothing fails, nothing is done twice, nothing answers late.</summary>
[Collection(nameof(Alone))]
public sealed class SwitchLoadTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Rounds = 10;

    private readonly LocalStage _stage = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task No_request_fails_is_done_twice_or_is_answered_by_a_drained_deployment()
    {
        Soak.OrSkip("serves under load");
        Deployment first = _stage.Make("d1", "1.0.0"), second = _stage.Make("d2", "2.0.0");
        await _stage.BringUpAsync(first, Cancellation);
        await _stage.BringUpAsync(second, Cancellation);
        await _stage.Deployer.SwitchAsync(first, Cancellation);

        await using var load = new ShopLoad(_stage.Environment.Url);
        load.Start();
        List<double> switches = [], drains = [];
        int idleSwitches = 0;
        for (int round = 0; round < Rounds; round++)
        {
            foreach ((Deployment from, Deployment to) in new[] { (first, second), (second, first) })
            {
                await load.AwaitAnswersAsync(40, Cancellation);
                idleSwitches += load.InFlight == 0 ? 1 : 0;
                switches.Add((await _stage.Deployer.SwitchAsync(to, Cancellation)).Duration.TotalMilliseconds);
                DrainReceipt drain = await _stage.Deployer.DrainAsync(_stage.Environment, from.Id, TimeSpan.FromSeconds(10), Cancellation);
                DateTime drained = DateTime.UtcNow;
                drains.Add(drain.Duration.TotalMilliseconds);
                Assert.Equal(0, drain.Cut);
                await load.NeverAnsweredByAsync(from.PackageId, drained, Cancellation);
            }
        }

        await load.StopAsync();
        await CheckOrdersAsync(load.Orders.Count, first, second);
        output.WriteLine($"{load.Total} requests, {load.Orders.Count} orders, {load.Failures.Count} failed; switch max {switches.Max():0.0} ms (number {switches.IndexOf(switches.Max()) + 1}), median {switches.Order().ElementAt(10):0.0} ms; drain max {drains.Max():0} ms");
        Assert.Empty(load.Failures);
        Assert.Equal(0, idleSwitches);
        Assert.All(switches, took => Assert.InRange(took, 0, 100));
    }

    // Both shops' books together hold every acknowledged order once, and neither saw one again.
    private async Task CheckOrdersAsync(int acknowledged, params Deployment[] deployments)
    {
        int orders = 0, repeats = 0;
        foreach (Deployment deployment in deployments)
        {
            ProbeAnswer answer = await _stage.Deployer.ProbeAsync(deployment, "storefront", "/api/orders/count", Cancellation);
            JsonElement count = JsonDocument.Parse(answer.Body).RootElement;
            orders += count.GetProperty("orders").GetInt32();
            repeats += count.GetProperty("repeats").GetInt32();
        }

        Assert.Equal((acknowledged, 0), (orders, repeats));
    }
}
