using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Slipway.Fakes;
using Slipway.Processes;
using Slipway.Releases.Ports;
using Slipway.Tests.Deployers.Local;

namespace Slipway.Tests.Edge;

/// <summary>Everything of a local environment dies in turn under load, and nobody types anything.</summary>
[Collection(nameof(Alone))]
public sealed class KillUnderLoadTests(ITestOutputHelper output) : IAsyncDisposable
{
    // Four kinds: each victim has stood by then, so that none is taken for one that cannot.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1.5);

    private readonly LocalStage _stage = new();
    private int _answered, _cut, _refused;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Keeper_edge_supervisor_and_instances_are_killed_in_turn_under_load_and_nobody_is_refused()
    {
        Soak.OrSkip("kills processes under load for half a minute");
        Deployment deployment = _stage.Make("d1", "1.0.0", service => service with { Instances = 2 });
        await _stage.BringUpAsync(deployment, Cancellation);
        await _stage.Deployer.SwitchAsync(deployment, Cancellation);
        string?[] roles = ["keep", null, "supervise", "instance"];
        int kills = Soak.IsLong ? 400 : 20;
        Dictionary<string, List<double>> away = roles.ToDictionary(role => role ?? "edge", _ => new List<double>());
        using var stop = new CancellationTokenSource();
        Task[] clients = [.. Enumerable.Range(0, 8).Select(_ => AskAsync(stop.Token))];

        for (int kill = 0; kill < kills; kill++)
        {
            string? role = roles[kill % roles.Length];
            ProcessIdentity victim = await AnyAsync(role, null, kill);
            long start = TimeProvider.System.GetTimestamp();
            Assert.True(victim.Signal(9));
            await AnyAsync(role, victim, kill);
            away[role ?? "edge"].Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            while (TimeProvider.System.GetElapsedTime(start) < Interval)
                await Task.Delay(20, Cancellation);
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        foreach ((string role, List<double> times) in away)
            output.WriteLine($"{role}: {times.Count} killed, back after {string.Join(" ", times.Select(time => time.ToString("0", CultureInfo.InvariantCulture)))} ms");
        output.WriteLine($"{_answered} answered, {_cut} cut in flight, {_refused} refused");
        Assert.Equal(0, _refused);
        Assert.True(_cut <= kills / 2 * clients.Length, $"{_cut} were cut: no more than those in flight at an edge or an instance");
        Assert.All(away.Values.SelectMany(times => times), time => Assert.InRange(time, 0, 15_000));
        Assert.Equal(3, _stage.FrontDoor().Length);
        Assert.Equal([Health.Healthy, Health.Healthy], (await ObserveAsync()).Instances.Select(instance => instance.Health));
    }

    // A front door is back when it answers, an instance when it is well, the others when they run.
    private async Task<ProcessIdentity> AnyAsync(string? role, ProcessIdentity? after, int turn)
    {
        while (true)
        {
            if (role == "instance")
            {
                ImmutableArray<InstanceObservation> instances = (await ObserveAsync()).Instances;
                if (instances.All(instance => instance.Health == Health.Healthy && instance.Pid != after?.Pid)
                    && ProcessIdentity.Read(instances[turn / 4 % instances.Length].Pid) is { } instance)
                {
                    return instance;
                }
            }
            else if (role is null)
            {
                if ((await ObserveAsync()).FrontDoor is { } pid && pid != after?.Pid && ProcessIdentity.Read(pid) is { } edge)
                    return edge;
            }
            else if (_stage.Find(role) is { } found && found != after)
            {
                return found;
            }

            await Task.Delay(5, Cancellation);
        }
    }

    private Task<Observation> ObserveAsync() => _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation);

    private async Task AskAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            await AskOnceAsync();
    }

    // A connection of its own for each. A 502 was in hand when its instance or its edge died; anything else that is no answer is a refusal.
    private async Task AskOnceAsync()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(_stage.Environment.Url, "version"), Cancellation);
            Interlocked.Increment(ref answer.IsSuccessStatusCode ? ref _answered : ref answer.StatusCode == HttpStatusCode.BadGateway ? ref _cut : ref _refused);
        }
        catch (HttpRequestException problem)
        {
            Interlocked.Increment(ref problem.HttpRequestError == HttpRequestError.ConnectionError ? ref _refused : ref _cut);
        }
    }
}
