using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Routing;

/// <summary>
/// One service of a slot: which paths are its own, and its instances. A request goes to the one with the fewest of those that are there. One that nobody
/// listens at is out of the choice until it is ready again.
/// </summary>
internal sealed class Upstream : IDisposable
{
    // Longer than an instance that died takes to come back; whoever asks later than that learns at once that it has not.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20), Later = TimeSpan.FromMilliseconds(250);

    private readonly PathString _prefix;
    private readonly ImmutableArray<Backend> _backends;
    private readonly CancellationTokenSource _over = new();
    private TaskCompletionSource _return = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lost;
    private uint _turn;

    private Upstream(string prefix, string service, ImmutableArray<Backend> backends) =>
        (_prefix, Service, _backends) = (new PathString(prefix.TrimEnd('/')), service, backends);

    public string Service { get; }

    public bool Takes(PathString path) => !_prefix.HasValue || path.StartsWithSegments(_prefix);

    /// <summary>Takes a place at the instance that has the fewest requests; null where none is there. Every place is to be left.</summary>
    public Backend? Enter()
    {
        Backend? least = null;
        uint turn = _backends.Length == 1 ? 0 : Interlocked.Increment(ref _turn); // among equals each has its turn
        for (uint step = 0; step < _backends.Length; step++)
        {
            Backend backend = _backends[(int)((turn + step) % (uint)_backends.Length)];
            if (backend.IsThere && (least is null || backend.InFlight < least.InFlight))
                least = backend;
        }

        least?.Enter();
        return least;
    }

    /// <summary>Takes an instance that nobody listens at out of the choice, until it is ready again.</summary>
    public void Lose(Backend backend)
    {
        if (!backend.Lose())
            return;
        Volatile.Write(ref _lost, Stopwatch.GetTimestamp());
        _ = AwaitAsync(backend);
    }

    /// <summary>Waits a moment for an instance to be there; false when that was long enough, counted from when the last one was lost, or the client has left.</summary>
    public async Task<bool> ReturnsAsync(CancellationToken client)
    {
        Task back = Volatile.Read(ref _return).Task;
        if (_backends.Any(backend => backend.IsThere))
            return true;
        TimeSpan left = Patience - Stopwatch.GetElapsedTime(Volatile.Read(ref _lost));
        if (left <= TimeSpan.Zero)
            return false;
        try
        {
            await back.WaitAsync(left, client);
            return true;
        }
        catch (Exception end) when (end is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _over.Cancel();

    private async Task AwaitAsync(Backend backend)
    {
        long start = Stopwatch.GetTimestamp();
        while (!_over.IsCancellationRequested)
        {
            if (await backend.IsReadyAsync(_over.Token))
            {
                backend.Return();
                Interlocked.Exchange(ref _return, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
                return;
            }

            await Task.Delay(Stopwatch.GetElapsedTime(start) < Patience ? Soon : Later);
        }
    }

    /// <summary>The upstreams of a table, longest prefix first.</summary>
    public static Upstream[] Of(RouteTable table, HttpMessageInvoker invoker) =>
    [
        .. table.Routes
            .Select((route, index) => (Route: route, Backend: new Backend($"http://{NameOf(index)}", route, invoker)))
            .GroupBy(pair => (pair.Route.Prefix, pair.Route.Service))
            .Select(service => new Upstream(service.Key.Prefix, service.Key.Service, [.. service.Select(pair => pair.Backend)]))
            .OrderByDescending(upstream => upstream._prefix.Value?.Length ?? 0),
    ];

    // In kilobytes, as the handler counts them: the service decides how long its heads are, and a megabyte is what the edge holds.
    private static readonly int LongestHead = 1024;

    /// <summary>Sends requests of one slot over the sockets of its own instances; nothing is shared with another slot.</summary>
    public static HttpMessageInvoker Connect(RouteTable table)
    {
        var sockets = table.Routes.Select((route, index) => (NameOf(index), route.Socket)).ToDictionary(pair => pair.Item1, pair => pair.Socket);
        var connections = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            // Below the keep-alive of common servers (Node 5 s, Kestrel 130 s): the edge lets an idle connection go before the instance does.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(4),
            // A service that does not say in this time whether it wants a body gets it.
            Expect100ContinueTimeout = TimeSpan.FromSeconds(3),
            MaxResponseHeadersLength = LongestHead,
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(sockets[context.DnsEndPoint.Host]), cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        return new HttpMessageInvoker(new NoSecondSend(connections));
    }

    private static string NameOf(int index) => $"s{index}";
}
