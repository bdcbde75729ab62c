using System.Collections.Concurrent;
using System.Net.Http.Json;

namespace Slipway.Tests.Deployers.Local;

/// <summary>Customers of a shop: 36 connections, half of them closed after each answer, every third client posting orders with ids of their own. Nobody tries twice.</summary>
public sealed class ShopLoad(Uri shop) : IAsyncDisposable
{
    private const int Clients = 36;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _failures = [];
    private readonly ConcurrentQueue<(string Package, DateTime Sent)> _answers = [];
    private readonly ConcurrentDictionary<string, string> _orders = new();
    private Task[] _clients = [];
    private int _inFlight;
    private int _total;

    /// <summary>Requests that were sent and not answered yet.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Requests that were answered.</summary>
    public int Total => Volatile.Read(ref _total);

    /// <summary>Ids of the orders whose taking was acknowledged.</summary>
    public IReadOnlyCollection<string> Orders => [.. _orders.Keys];

    /// <summary>Everything that went otherwise than a customer may expect.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    public void Start() => _clients = [.. Enumerable.Range(0, Clients).Select(RunClientAsync)];

    /// <summary>Load goes on: waits for a number of answers, not for a time.</summary>
    public async Task AwaitAnswersAsync(int number, CancellationToken cancellation)
    {
        int goal = Total + number;
        while (Total < goal)
        {
            Assert.Empty(_failures);
            await Task.Delay(2, cancellation);
        }
    }

    /// <summary>Forgets earlier answers, waits for new ones, and finds none of the package that was drained before.</summary>
    public async Task NeverAnsweredByAsync(string package, DateTime drained, CancellationToken cancellation)
    {
        _answers.Clear();
        await AwaitAnswersAsync(40, cancellation);
        Assert.DoesNotContain(_answers, answer => answer.Sent > drained && answer.Package == package);
    }

    /// <summary>Lets every request come to its end.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunClientAsync(int number)
    {
        var random = new Random(number);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = shop, Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.ConnectionClose = number % 2 == 0;
        for (int turn = 0; !_stop.IsCancellationRequested; turn++)
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
            if (order is not null && !_orders.TryAdd(order, package))
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
}
