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
            if (await SendAsync(context, slot, upstream) is not { } error)
            {
                await AnswerNobodyAsync(context, slot, upstream);
                return;
            }

            Count(context, slot, error, start);
            if (error != ForwarderError.None && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
                await AnswerAsync(context, context.Response.StatusCode, $"The service {upstream.Service} did not answer ({error}).\n");
        }
        finally
        {
            slot.Leave();
        }
    }

    // Once, but where nobody listens: then nothing was sent, whatever the method, and the next instance is asked, or the same one when it is back.
    private async Task<ForwarderError?> SendAsync(HttpContext context, Slot slot, Upstream upstream)
    {
        while (true)
        {
            if (upstream.Enter() is not { } backend)
            {
                if (await upstream.ReturnsAsync(context.RequestAborted))
                    continue;
                return null;
            }

            ForwarderError error;
            try
            {
                error = await forwarder.SendAsync(context, backend.Address, slot.Invoker, Config, _transform, slot.Cut);
            }
            finally
            {
                backend.Leave();
            }

            if (error != ForwarderError.Request || context.Response.HasStarted || !IsNobodyThere(context))
                return error;
            upstream.Lose(backend);
            context.Response.StatusCode = StatusCodes.Status200OK;
        }
    }

    private static bool IsNobodyThere(HttpContext context) =>
        context.GetForwarderErrorFeature()?.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };

    private static Task AnswerNobodyAsync(HttpContext context, Slot slot, Upstream upstream)
    {
        bool hasLeft = context.RequestAborted.IsCancellationRequested;
        slot.Tally.Add(hasLeft ? Outcome.Left : Outcome.Unreachable, null);
        if (hasLeft)
            return Task.CompletedTask;
        context.Response.Headers.RetryAfter = "1";
        string text = $"The service {upstream.Service} did not answer: no instance of it is there. Ask again in a moment.\n";
        return AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, text);
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
