using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Slipway.Edge.Routing;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Administering;

/// <summary>Answers the deployer on the admin socket.</summary>
internal sealed class AdminDesk(EdgeOptions options, Switchboard board, IHostApplicationLifetime lifetime)
{
    /// <summary>True once the deployer asked the edge to end: then its keeper is to end too.</summary>
    public bool WasToldToEnd { get; private set; }

    public Task ServeAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("GET", "/status") => AnswerAsync(context, Status(), EdgeJson.Default.EdgeStatus),
        ("GET", "/counts") => AnswerAsync(context, board.Counts(), EdgeJson.Default.EdgeCounts),
        ("GET", "/metrics") => SayAsync(context, PrometheusText.Of(board.Counts())),
        ("POST", "/switch") => SwitchAsync(context),
        ("POST", "/expose") => ExposeAsync(context),
        ("POST", "/unroute") => MoveAsync(context, null),
        ("POST", "/drain") => DrainAsync(context),
        ("POST", "/stop") => StopAsync(context),
        _ => RefuseAsync(context, StatusCodes.Status404NotFound, $"{context.Request.Method} {context.Request.Path} is not known here"),
    };

    private EdgeStatus Status()
    {
        RouteTable? live = board.LiveTable;
        return new(Environment.ProcessId, options.Port, options.StateFolder, live?.DeploymentId, live?.PackageId, board.Slots, board.Warning)
        {
            Canary = live?.Canary is { } canary ? new CanaryStatus(canary.DeploymentId, canary.Weight) : null,
        };
    }

    private async Task SwitchAsync(HttpContext context)
    {
        if (await ReadAsync(context, EdgeJson.Default.RouteTable) is not { } table)
            return;

        // A table that cannot work must not be made durable. One without routes is a release of workers alone.
        if (IsSound(table.Routes) && (table.Canary is null || IsSound(table.Canary)))
            await MoveAsync(context, table);
        else
            await RefuseAsync(context, StatusCodes.Status400BadRequest, Unsound);
    }

    private async Task ExposeAsync(HttpContext context)
    {
        if (await ReadAsync(context, EdgeJson.Default.ExposeRequest) is not { } request)
            return;
        if (!IsSound(request.Canary))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, Unsound);
            return;
        }

        await WriteAsync(context, async () =>
        {
            SwitchAnswer? answer = await board.ExposeAsync(request, CancellationToken.None);
            if (answer is null)
            {
                await RefuseAsync(context, StatusCodes.Status409Conflict, $"{board.LiveTable?.DeploymentId ?? "nothing"} serves, not {request.Serving}");
                return;
            }

            Console.WriteLine($"canary: {request.Canary.DeploymentId} gets {request.Canary.Weight} of {CanaryRoute.Whole}, {answer.Milliseconds:0.0} ms");
            await AnswerAsync(context, answer, EdgeJson.Default.SwitchAnswer);
        });
    }

    private const string Unsound = "each route needs a prefix that starts with /, and an absolute socket path; a canary's weight is 1 to 9999";

    private static bool IsSound(CanaryRoute canary) => canary.Weight is > 0 and < CanaryRoute.Whole && canary.DeploymentId.Length > 0 && IsSound(canary.Routes);

    private static bool IsSound(ImmutableArray<Vocabulary.Routing.Route> routes) =>
        !routes.IsDefault && routes.All(route => route.Prefix.StartsWith('/') && Path.IsPathFullyQualified(route.Socket));

    // Not the request's token: once begun, a switch is finished whether or not the asker still listens.
    private Task MoveAsync(HttpContext context, RouteTable? table) => WriteAsync(context, async () =>
    {
        SwitchAnswer answer = await board.SwitchAsync(table, CancellationToken.None);
        Console.WriteLine($"live: {table?.DeploymentId ?? "nothing"}, before: {answer.Previous ?? "nothing"}, {answer.Milliseconds:0.0} ms");
        await AnswerAsync(context, answer, EdgeJson.Default.SwitchAnswer);
    });

    private async Task WriteAsync(HttpContext context, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await RefuseAsync(context, StatusCodes.Status507InsufficientStorage, $"the routes cannot be written in {options.StateFolder}: {problem.Message}");
        }
    }

    private async Task DrainAsync(HttpContext context)
    {
        if (await ReadAsync(context, EdgeJson.Default.DrainRequest) is not { } request)
            return;

        TimeSpan deadline = TimeSpan.FromMilliseconds(Math.Clamp(request.DeadlineMilliseconds, 0, TimeSpan.MillisecondsPerHour));
        DrainAnswer? answer = await board.DrainAsync(request.DeploymentId, deadline, context.RequestAborted);
        if (answer is null)
            await RefuseAsync(context, StatusCodes.Status409Conflict, $"{request.DeploymentId} is live and gets new requests");
        else
            await AnswerAsync(context, answer, EdgeJson.Default.DrainAnswer);
    }

    private async Task StopAsync(HttpContext context)
    {
        await AnswerAsync(context, Status(), EdgeJson.Default.EdgeStatus);
        await context.Response.CompleteAsync();
        WasToldToEnd = true;
        lifetime.StopApplication();
    }

    private static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            T? value = await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted);
            if (value is null)
                await RefuseAsync(context, StatusCodes.Status400BadRequest, "the body is null");
            return value;
        }
        catch (JsonException problem)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, problem.Message);
            return null;
        }
    }

    private static Task AnswerAsync<T>(HttpContext context, T answer, JsonTypeInfo<T> type) =>
        context.Response.WriteAsJsonAsync(answer, type, cancellationToken: context.RequestAborted);

    private static Task SayAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        return AnswerAsync(context, new EdgeRefusal(reason), EdgeJson.Default.EdgeRefusal);
    }
}
