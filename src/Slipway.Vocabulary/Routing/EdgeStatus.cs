using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Slipway.Vocabulary.Routing;

/// <summary>What an edge says of itself.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="Port">The loopback port it owns.</param>
/// <param name="StateFolder">The folder it keeps its routes in; tells two edges apart.</param>
/// <param name="DeploymentId">The deployment that gets new requests, or null.</param>
/// <param name="PackageId">Its package, or null.</param>
/// <param name="Slots">Deployments with requests in flight, and the live one.</param>
/// <param name="Warning">What went wrong when the routes were read at start, or null.</param>
public sealed record EdgeStatus(
    int Pid, int Port, string StateFolder, string? DeploymentId, string? PackageId, ImmutableArray<SlotStatus> Slots, string? Warning)
{
    /// <summary>The second arm; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CanaryStatus? Canary { get; init; }
}

/// <summary>A deployment that gets a part of the requests.</summary>
/// <param name="DeploymentId">The deployment.</param>
/// <param name="Weight">Its part, of <see cref="CanaryRoute.Whole"/>.</param>
public sealed record CanaryStatus(string DeploymentId, int Weight);

/// <summary>One deployment as the edge sees it.</summary>
/// <param name="DeploymentId">The deployment.</param>
/// <param name="IsLive">True for one that gets new requests.</param>
/// <param name="InFlight">Requests that are being answered now.</param>
public sealed record SlotStatus(string DeploymentId, bool IsLive, int InFlight);
