namespace Slipway.Edge.Routing;

/// <summary>
/// Keeps .NET from sending a request twice when a pooled connection dies under it: a service may have acted on the first, whatever its method.
/// It does so only for requests without content, so those get an empty one, which the service sees as <c>Content-Length: 0</c>.
/// </summary>
internal sealed class NoSecondSend(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Content ??= new ByteArrayContent([]);
        return base.SendAsync(request, cancellationToken);
    }
}
