using System.Net;

namespace Slipway.Scenarios.Support;

/// <summary>People who ask an environment for a greeting all the time. Nobody tries twice.</summary>
internal sealed class Visitors : IAsyncDisposable
{
    private const int Most = 8;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _visitors;
    private int _greeted, _failed, _lost;

    public Visitors(int port) => _visitors = [.. Enumerable.Range(0, Most).Select(_ => VisitAsync(port))];

    /// <summary>Requests that were answered with a greeting.</summary>
    public int Greeted => Volatile.Read(ref _greeted);

    /// <summary>Requests that the service answered with an error of its own.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>Requests that no service answered.</summary>
    public int Lost => Volatile.Read(ref _lost);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_visitors);
        _stop.Dispose();
    }

    private async Task VisitAsync(int port)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };
        var greeting = new Uri($"http://127.0.0.1:{port}/hello/visitor");
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(greeting, CancellationToken.None);
                ref int count = ref answer.StatusCode == HttpStatusCode.OK ? ref _greeted : ref answer.StatusCode == HttpStatusCode.InternalServerError ? ref _failed : ref _lost;
                Interlocked.Increment(ref count);
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref _lost);
            }

            await Task.Delay(Pace, CancellationToken.None); // the pace of a visitor, not a proof
        }
    }
}
