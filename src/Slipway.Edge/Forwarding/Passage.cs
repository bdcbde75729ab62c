using System.Diagnostics;
using System.Net;
using Slipway.Edge.Counting;
using Slipway.Edge.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace Slipway.Edge.Forwarding;

/// <summary>The way of one request through the edge: claim a slot, forward once, count, leave.</summary>
internal sealed class Passage(Switchboard board, IHttpForwarder forwarder)
{
    private static readonly ForwarderRequestConfig Config = new()
    {
        // How long a service may be silent is its own business: idle web sockets, event streams and long answers live. A day ends what nobody waits for any more.
        ActivityTimeout = TimeSpan.FromHours(24),
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private readonly Transform _transform = new();

    public async Task PassAsync(HttpContext context)
    {
        Slot? slot = board.Claim(context.Request.Headers);
        if (slot is null)
        {
            await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, "No release is live here.\n");
            return;
        }

        try
        {
            if (slot.Find(context.Request.Path) is not { } upstream)
            {
                await AnswerAsync(context, StatusCodes.Status404NotFound, "No service of this release takes this path.\n");
                return;
            }

            context.Features.Set(slot);
            long start = Stopwatch.GetTimestamp();
            ForwarderError error = await forwarder.SendAsync(context, upstream.Address, slot.Invoker, Config, _transform, slot.Cut);
            Count(context, slot, error, start);
            if (error != ForwarderError.None && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
                await AnswerAsync(context, context.Response.StatusCode, $"The service {upstream.Service} did not answer ({error}).\n");
        }
        finally
        {
            slot.Leave();
        }
    }

    // How long a conversation goes on says nothing about how quick a service is.
    private static void Count(HttpContext context, Slot slot, ForwarderError error, long start)
    {
        HttpResponse response = context.Response;
        bool isStream = response.StatusCode == StatusCodes.Status101SwitchingProtocols
            || response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true;
        slot.Tally.Add(Outcomes.Of(error, response.StatusCode, context.RequestAborted.IsCancellationRequested), isStream ? null : Stopwatch.GetElapsedTime(start));
    }

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
