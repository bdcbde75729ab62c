using System.Net;
using System.Net.Sockets;

namespace Slipway.Edge.Routing;

/// <summary>One instance of a service: how much it has to do, and whether it is there.</summary>
/// <param name="address">What the slot's invoker knows it by.</param>
/// <param name="route">Where it listens, and how it says that it is ready.</param>
/// <param name="invoker">Sends requests of its slot.</param>
internal sealed class Backend(string address, Vocabulary.Routing.Route route, HttpMessageInvoker invoker)
{
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(1);

    private int _inFlight;
    private int _isAway;

    public string Address => address;

    public int InFlight => Volatile.Read(ref _inFlight);

    public bool IsThere => Volatile.Read(ref _isAway) == 0;

    public void Enter() => Interlocked.Increment(ref _inFlight);

    public void Leave() => Interlocked.Decrement(ref _inFlight);

    /// <summary>Takes it out of the choice; false when it was out already.</summary>
    public bool Lose() => Interlocked.Exchange(ref _isAway, 1) == 0;

    /// <summary>Puts it into the choice again.</summary>
    public void Return() => Volatile.Write(ref _isAway, 0);

    /// <summary>Whether somebody listens there now, and is ready where it says so.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        if (!File.Exists(route.Socket)) // connecting would tell, at the price of an exception
            return false;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(OneAnswer);
        try
        {
            return route.ReadyPath is { } path ? await SaysSoAsync(path, patience.Token) : await ListensAsync(patience.Token);
        }
        catch (Exception problem) when (problem is HttpRequestException or SocketException or IOException
            or OperationCanceledException or ObjectDisposedException)
        {
            return false;   // not yet, or its slot is no more
        }
    }

    private async Task<bool> SaysSoAsync(string path, CancellationToken cancellation)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, address + path)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        question.Headers.Host = "localhost";
        using HttpResponseMessage answer = await invoker.SendAsync(question, cancellation);
        return answer.IsSuccessStatusCode;
    }

    private async Task<bool> ListensAsync(CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(route.Socket), cancellation);
        return true;
    }
}
