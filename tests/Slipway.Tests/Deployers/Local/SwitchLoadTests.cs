using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Slipway.Releases.Ports;

namespace Slipway.Tests.Deployers.Local;

/// <summary>Figures are measured alone: two cores are few.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Twenty switches under load: nothing fails, nothing is done twice, nothing answers late.</summary>
[Collection(nameof(Alone))]
public sealed class SwitchLoadTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Clients = 36;
    private const int Rounds = 10;

    private readonly LocalStage _stage = new();
    private readonly ConcurrentQueue<string> _failures = [];
    private readonly ConcurrentQueue<(string Package, DateTime Sent)> _answers = [];
    private readonly ConcurrentDictionary<string, string> _takenBy = new();
    private int _inFlight;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task No_request_fails_is_done_twice_or_is_answered_by_a_drained_deployment()
    {
        Deployment first = _stage.Make("d1", "1.0.0"), second = _stage.Make("d2", "2.0.0");
        await _stage.BringUpAsync(first, Cancellation);
        await _stage.BringUpAsync(second, Cancellation);
        await _stage.Deployer.SwitchAsync(first, Cancellation);

        using var stop = new CancellationTokenSource();
        Task[] clients = [.. Enumerable.Range(0, Clients).Select(number => RunClientAsync(number, stop.Token))];
        List<double> switches = [], drains = [];
        int idleSwitches = 0;
        for (int round = 0; round < Rounds; round++)
        {
            foreach ((Deployment from, Deployment to) in new[] { (first, second), (second, first) })
            {
                await AwaitAnswersAsync(40);
                idleSwitches += Volatile.Read(ref _inFlight) == 0 ? 1 : 0;
                switches.Add((await _stage.Deployer.SwitchAsync(to, Cancellation)).Duration.TotalMilliseconds);
                DrainReceipt drain = await _stage.Deployer.DrainAsync(_stage.Environment, from.Id, TimeSpan.FromSeconds(10), Cancellation);
                DateTime drained = DateTime.UtcNow;
                drains.Add(drain.Duration.TotalMilliseconds);
                Assert.Equal(0, drain.Cut);
                _answers.Clear();
                await AwaitAnswersAsync(40);
                Assert.DoesNotContain(_answers, answer => answer.Sent > drained && answer.Package == from.PackageId);
            }
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        await CheckOrdersAsync(first, second);
        output.WriteLine($"{_total} requests, {_takenBy.Count} orders, {_failures.Count} failed; switch max {switches.Max():0.0} ms (number {switches.IndexOf(switches.Max()) + 1}), median {switches.Order().ElementAt(10):0.0} ms; drain max {drains.Max():0} ms");
        Assert.Empty(_failures);
        Assert.Equal(0, idleSwitches);
        Assert.All(switches, took => Assert.InRange(took, 0, 100));
    }

    private int _total;

    private async Task RunClientAsync(int number, CancellationToken stop)
    {
        var random = new Random(number);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = _stage.Environment.Url, Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.ConnectionClose = number % 2 == 0;
        for (int turn = 0; !stop.IsCancellationRequested; turn++)
        {
            bool isOrder = number % 3 == 0;
            string order = $"{number}-{turn}";
            using var request = isOrder
                ? new HttpRequestMessage(HttpMethod.Post, "api/orders") { Content = JsonContent.Create(new { id = order, product = 1 }) }
                : new HttpRequestMessage(HttpMethod.Get, $"api/products?delay={random.Next(5, 60)}");
            await SendAsync(client, request, isOrder ? order : null);
            if (isOrder)
                await Task.Delay(random.Next(5, 60), CancellationToken.None);   // the pace of a client, not a proof
        }
    }

    private async Task SendAsync(HttpClient client, HttpRequestMessage request, string? order)
    {
        DateTime sent = DateTime.UtcNow;
        Interlocked.Increment(ref _inFlight);
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, CancellationToken.None);
            string package = response.Headers.TryGetValues("Slipway-Package", out IEnumerable<string>? values) ? values.Single() : "";
            if (!response.IsSuccessStatusCode || (order is not null && (int)response.StatusCode != 201))
                _failures.Enqueue($"{request.Method} {request.RequestUri}: {(int)response.StatusCode}");
            if (order is not null && !_takenBy.TryAdd(order, package))
                _failures.Enqueue($"order {order} was sent twice");
            _answers.Enqueue((package, sent));
            Interlocked.Increment(ref _total);
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            _failures.Enqueue($"{request.Method} {request.RequestUri}: {problem.Message}");
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    // Load goes on: waits for a number of answers, not for a time.
    private async Task AwaitAnswersAsync(int number)
    {
        int goal = Volatile.Read(ref _total) + number;
        while (Volatile.Read(ref _total) < goal)
        {
            Assert.Empty(_failures);
            await Task.Delay(2, Cancellation);
        }
    }

    // Both shops' books together hold every acknowledged order once, and neither saw one again.
    private async Task CheckOrdersAsync(params Deployment[] deployments)
    {
        int orders = 0, repeats = 0;
        foreach (Deployment deployment in deployments)
        {
            ProbeAnswer answer = await _stage.Deployer.ProbeAsync(deployment, "storefront", "/api/orders/count", Cancellation);
            JsonElement count = JsonDocument.Parse(answer.Body).RootElement;
            orders += count.GetProperty("orders").GetInt32();
            repeats += count.GetProperty("repeats").GetInt32();
        }

        Assert.Equal((_takenBy.Count, 0), (orders, repeats));
    }
}
