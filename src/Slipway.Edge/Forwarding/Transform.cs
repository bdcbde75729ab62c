using Microsoft.AspNetCore.Http.Features;
using Slipway.Edge.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace Slipway.Edge.Forwarding;

/// <summary>What the edge changes on the way: the instance learns who asked, the client learns which package answered.</summary>
internal sealed class Transform : HttpTransformer
{
    // As much as any server takes in before it answers; more may meet one that has answered already.
    private const long SmallBody = 16 * 1024;

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        if (AddressOf(destinationPrefix, httpContext.Features.Get<IHttpRequestFeature>()?.RawTarget) is { } address)
            proxyRequest.RequestUri = address;
        ForwardingClaims.Drop(httpContext.Request.Headers, proxyRequest);
        HopByHop.Drop(httpContext.Request.Headers, proxyRequest);
        proxyRequest.Headers.Host = httpContext.Request.Host.Value;
        Set(proxyRequest, "X-Forwarded-For", httpContext.Connection.RemoteIpAddress?.ToString());
        Set(proxyRequest, "X-Forwarded-Host", httpContext.Request.Host.Value);
        Set(proxyRequest, "X-Forwarded-Proto", httpContext.Request.Scheme);
        // The service is asked before a long body is sent: a refusal it gives without reading (401, 413) would be lost with the connection that breaks under the body.
        if (httpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true && httpContext.Request.ContentLength is null or > SmallBody)
            proxyRequest.Headers.ExpectContinue = true;
    }

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        bool isCopied = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (httpContext.Features.Get<Slot>() is { } slot)
            httpContext.Response.Headers["Slipway-Package"] = slot.Table.PackageId.Length > 12 ? slot.Table.PackageId[..12] : slot.Table.PackageId;
        return isCopied;
    }

    // Path and query as the client wrote them: %2F is no slash, and what is decoded once cannot be told from what never was.
    private static Uri? AddressOf(string destination, string? target)
    {
        int authority = target?.IndexOf("://", StringComparison.Ordinal) ?? -1;
        if (authority > 0 && target![0] != '/')
        {
            int path = target.AsSpan(authority + 3).IndexOfAny('/', '?');
            target = path < 0 ? "/" : target[(authority + 3 + path)..];
            if (target[0] == '?')
                target = "/" + target;
        }

        return target is ['/', ..] ? new Uri(destination.TrimEnd('/') + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }) : null;
    }

    private static void Set(HttpRequestMessage request, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            request.Headers.TryAddWithoutValidation(name, value);
    }
}
