using System.Net;

namespace Slipway.Tests.Delivery.Conducting;

/// <summary>Customers who ask for the front page at a steady pace, each with a cookie of its own. Nobody tries twice.</summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private const int Clients = 12;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(8);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _clients;
    private int _answered, _failed, _broken;

    public SteadyLoad(Uri url) => _clients = [.. Enumerable.Range(0, Clients).Select(number => RunAsync(url, number))];

    /// <summary>Requests that were answered well.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Requests that the service failed, by its own answer.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>Requests that no service answered.</summary>
    public int Broken => Volatile.Read(ref _broken);

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

    private async Task RunAsync(Uri url, int number)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Add("Cookie", $"session={number}");
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(new Uri("/", UriKind.Relative), CancellationToken.None);
                Interlocked.Increment(ref answer.StatusCode == HttpStatusCode.OK ? ref _answered : ref answer.StatusCode == HttpStatusCode.InternalServerError ? ref _failed : ref _broken);
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref _broken);
            }

            await Task.Delay(Pace, CancellationToken.None); // the pace of a customer, not a proof
        }
    }
}
