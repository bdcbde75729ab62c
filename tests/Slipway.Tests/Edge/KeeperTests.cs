using System.Globalization;
using Slipway.Deployers.Local;
using Slipway.Fakes;
using Slipway.Releases.Ports;
using Slipway.Tests.Deployers.Local;

namespace Slipway.Tests.Edge;

/// <summary>Front doors that die: the real processes, killed under load, and nobody types anything.</summary>
public sealed class KeeperTests(ITestOutputHelper output) : IAsyncDisposable
{
    private readonly LocalStage _stage = new();
    private int _answered, _cut, _refused;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task An_edge_that_is_killed_comes_back_by_itself_with_its_route_and_nobody_is_refused()
    {
        int first = await ServeAsync();
        int kills = Soak.IsLong ? 50 : 4;
        List<double> away = [];
        using var stop = new CancellationTokenSource();
        Task[] clients = [.. Enumerable.Range(0, 8).Select(_ => AskAsync(stop.Token))];

        for (int kill = 0; kill < kills; kill++)
        {
            int edge = (await ObserveAsync()).FrontDoor!.Value; // it was seen serving
            long start = TimeProvider.System.GetTimestamp();
            Assert.True(ProcessIdentity.Read(edge)!.Signal(kill % 2 == 0 ? 9 : 15));
            int next = await _stage.FrontDoorAfterAsync(edge, Cancellation);
            away.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            Assert.NotEqual(edge, next);
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        output.WriteLine($"{kills} edges killed: {_answered} answered, {_cut} cut in flight, {_refused} refused; back after {string.Join(" ", away.Select(time => time.ToString("0", CultureInfo.InvariantCulture)))} ms");
        Assert.Equal(0, _refused);
        Assert.True(_cut <= kills * clients.Length, $"{_cut} were cut: no more than those in flight");
        Assert.True(_answered > kills);
        Observation seen = await ObserveAsync();
        Assert.Equal("d1", seen.LiveDeployment);
        Assert.NotEqual(first, seen.FrontDoor);
    }

    [Fact]
    public async Task A_keeper_that_is_killed_leaves_its_edge_serving_and_closing_ends_both()
    {
        int edge = await ServeAsync();
        ProcessIdentity keeper = _stage.FrontDoor()[0];
        Assert.NotEqual(edge, keeper.Pid);
        Assert.True(keeper.Signal(9));

        await AskOnceAsync();
        Assert.Equal((0, 0, 1), (_refused, _cut, _answered));
        await _stage.Deployer.CloseAsync(_stage.Environment, Cancellation);
        Assert.Empty(_stage.FrontDoor());
    }

    [Fact]
    public async Task A_closed_environment_leaves_neither_keeper_nor_edge_and_its_port_is_free()
    {
        await ServeAsync();
        Assert.Equal(2, _stage.FrontDoor().Length);

        await _stage.Deployer.CloseAsync(_stage.Environment, Cancellation);

        Assert.Empty(_stage.FrontDoor());
        await ServeAsync("d2");
        Assert.Equal("d2", (await ObserveAsync()).LiveDeployment);
    }

    private async Task<int> ServeAsync(string id = "d1")
    {
        Deployment deployment = _stage.Make(id, "1.0.0");
        await _stage.BringUpAsync(deployment, Cancellation);
        await _stage.Deployer.SwitchAsync(deployment, Cancellation);
        return (await ObserveAsync()).FrontDoor!.Value; // it has just switched
    }

    private Task<Observation> ObserveAsync() => _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation);

    private async Task AskAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            await AskOnceAsync();
    }

    // A connection of its own for each: what counts is whether somebody who knocks is let in.
    private async Task AskOnceAsync()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(_stage.Environment.Url, "version"), Cancellation);
            Interlocked.Increment(ref answer.IsSuccessStatusCode ? ref _answered : ref _refused);
        }
        catch (HttpRequestException problem)
        {
            Interlocked.Increment(ref problem.HttpRequestError == HttpRequestError.ConnectionError ? ref _refused : ref _cut);
        }
    }
}
