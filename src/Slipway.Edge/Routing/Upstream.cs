using System.Net;
using System.Net.Sockets;
using System.Text;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Routing;

/// <summary>One service of a slot: which paths are its own, and the address the slot's invoker knows it by.</summary>
internal sealed record Upstream(PathString Prefix, string Service, string Address)
{
    public bool Takes(PathString path) => !Prefix.HasValue || path.StartsWithSegments(Prefix);

    /// <summary>The upstreams of a table, longest prefix first.</summary>
    public static Upstream[] Of(RouteTable table) =>
    [
        .. table.Routes
            .Select((route, index) => new Upstream(new PathString(route.Prefix.TrimEnd('/')), route.Service, $"http://{NameOf(index)}"))
            .OrderByDescending(upstream => upstream.Prefix.Value?.Length ?? 0),
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
