using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Routing;

namespace Slipway.Deployers.Serving;

/// <summary>Talks to the edge of one environment over its admin socket.</summary>
internal sealed class EdgeClient(EdgeSite site, TimeProvider clock)
{
    private static readonly TimeSpan Ordinary = TimeSpan.FromSeconds(10);

    /// <summary>What the edge says of itself; null when none of this state folder answers.</summary>
    public async Task<EdgeStatus?> StatusAsync(CancellationToken cancellation) =>
        await AnswerAsync(cancellation) is { } status && status.StateFolder == site.StateFolder ? status : null;

    /// <summary>What whoever answers at this folder's socket says of itself: an edge whose folder was moved under it names the place it was.</summary>
    public async Task<EdgeStatus?> AnswerAsync(CancellationToken cancellation)
    {
        ProbeAnswer answer = await SocketHttp.GetAsync(site.Admin, "/status", new(site.Glance, clock), cancellation);
        return answer.Status == 200 ? JsonSerializer.Deserialize(answer.Body, EdgeJson.Default.EdgeStatus) : null;
    }

    public Task<SwitchAnswer> SwitchAsync(RouteTable table, CancellationToken cancellation) =>
        PostAsync("/switch", JsonSerializer.SerializeToUtf8Bytes(table, EdgeJson.Default.RouteTable), EdgeJson.Default.SwitchAnswer, Ordinary, cancellation);

    public Task<SwitchAnswer> ExposeAsync(ExposeRequest request, CancellationToken cancellation) =>
        PostAsync("/expose", JsonSerializer.SerializeToUtf8Bytes(request, EdgeJson.Default.ExposeRequest), EdgeJson.Default.SwitchAnswer, Ordinary, cancellation);

    /// <summary>What the edge has counted; null when none answers, or one that was started by an earlier version and counts nothing.</summary>
    public async Task<EdgeCounts?> CountsAsync(CancellationToken cancellation)
    {
        ProbeAnswer answer = await SocketHttp.GetAsync(site.Admin, "/counts", new(site.Glance, clock), cancellation);
        return answer.Status == 200 ? JsonSerializer.Deserialize(answer.Body, EdgeJson.Default.EdgeCounts) : null;
    }

    public Task<SwitchAnswer> UnrouteAsync(CancellationToken cancellation) =>
        PostAsync("/unroute", [], EdgeJson.Default.SwitchAnswer, Ordinary, cancellation);

    public Task<DrainAnswer> DrainAsync(string deploymentId, TimeSpan deadline, CancellationToken cancellation)
    {
        var request = new DrainRequest(deploymentId, deadline.TotalMilliseconds);
        return PostAsync("/drain", JsonSerializer.SerializeToUtf8Bytes(request, EdgeJson.Default.DrainRequest), EdgeJson.Default.DrainAnswer, deadline + Ordinary, cancellation);
    }

    public Task<EdgeStatus> StopAsync(CancellationToken cancellation) =>
        PostAsync("/stop", [], EdgeJson.Default.EdgeStatus, Ordinary, cancellation);

    private async Task<T> PostAsync<T>(string path, byte[] json, JsonTypeInfo<T> type, TimeSpan limit, CancellationToken cancellation)
    {
        ProbeAnswer answer = await SocketHttp.PostAsync(site.Admin, path, json, new(limit, clock), cancellation);
        return answer.Status == 200
            ? JsonSerializer.Deserialize(answer.Body, type)!   // an edge never answers null
            : throw new FaultException(ExitCode.Failed, answer.Status == 0 ? NoAnswer(path, answer.Body) : Refused(path, answer));
    }

    private Fault NoAnswer(string path, string reason) => new(
        "SLP4040", $"the edge of {site.Environment} does not answer {path}: {reason}", site.Admin.Place,
        $"deploy again, which starts it anew with the same route; its log is {site.Log}");

    private Fault Refused(string path, ProbeAnswer answer) => new(
        "SLP4041", $"the edge of {site.Environment} refused {path} ({answer.Status}): {Reason(answer.Body)}", site.Admin.Place,
        answer.Status switch
        {
            507 => $"free space or make {site.StateFolder} writable, then run again; the route was not changed",
            404 => $"it was started by an earlier version: ./build.sh Down --environment {site.Environment} and Up start it anew",
            _ => "switch to another deployment first, or read its log",
        });

    private static string Reason(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, EdgeJson.Default.EdgeRefusal)?.Reason ?? body;
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
