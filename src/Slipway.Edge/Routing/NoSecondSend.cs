namespace Slipway.Edge.Routing;

/// <summary>
/// Keeps .NET from sending a request twice when a pooled connection dies under it. It does so only for requests without content,
/// so a POST without a body gets an empty one; GET, HEAD and OPTIONS may meet a connection that idled out and are safe to send again.
/// </summary>
internal sealed class NoSecondSend(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        bool isSafe = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options;
        if (!isSafe)
            request.Content ??= new ByteArrayContent([]);
        return base.SendAsync(request, cancellationToken);
    }
}
