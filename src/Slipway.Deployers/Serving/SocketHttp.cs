using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Slipway.Releases.Ports;

namespace Slipway.Deployers.Serving;

/// <summary>HTTP over a Unix socket, one connection per request: what was there a moment ago proves nothing.</summary>
internal static class SocketHttp
{
    private const int LongestBody = 64 * 1024;

    /// <summary>Asks once. No answer is status 0 with the reason as its body.</summary>
    public static async Task<ProbeAnswer> AskAsync(ISocket socket, HttpRequestMessage request, Patience patience, CancellationToken cancellation)
    {
        if (socket.Missing is { } missing)
            return new(0, missing);
        using var deadline = new CancellationTokenSource(patience.Span, patience.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            using var invoker = new HttpMessageInvoker(Connect(socket));
            using HttpResponseMessage response = await invoker.SendAsync(request, both.Token);
            return new((int)response.StatusCode, await ReadAsync(response.Content, both.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(0, $"no answer within {patience.Span.TotalSeconds:0.#} s");
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or SocketException)
        {
            return new(0, (problem.InnerException ?? problem).Message);
        }
    }

    public static Task<ProbeAnswer> GetAsync(ISocket socket, string path, Patience patience, CancellationToken cancellation) =>
        AskAsync(socket, new HttpRequestMessage(HttpMethod.Get, Address(path)), patience, cancellation);

    public static Task<ProbeAnswer> PostAsync(ISocket socket, string path, byte[] json, Patience patience, CancellationToken cancellation)
    {
        var content = new ByteArrayContent(json);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return AskAsync(socket, new HttpRequestMessage(HttpMethod.Post, Address(path)) { Content = content }, patience, cancellation);
    }

    private static Uri Address(string path) => new($"http://localhost{path}");

    private static SocketsHttpHandler Connect(ISocket socket) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectCallback = async (_, cancellation) => await socket.ConnectAsync(cancellation),
    };

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using Stream body = await content.ReadAsStreamAsync(cancellation);
        byte[] buffer = new byte[LongestBody];
        int length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}

/// <summary>How long to wait, and by which clock.</summary>
internal readonly record struct Patience(TimeSpan Span, TimeProvider Clock);
