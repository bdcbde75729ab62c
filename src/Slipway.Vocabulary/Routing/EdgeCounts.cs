using System.Collections.Immutable;

namespace Slipway.Vocabulary.Routing;

/// <summary>Asks an edge to give a part of the requests to a second deployment.</summary>
/// <param name="Serving">The deployment that must serve for it; another one is a refusal.</param>
/// <param name="Canary">The second arm.</param>
public sealed record ExposeRequest(string Serving, CanaryRoute Canary);

/// <summary>What an edge has counted since it started.</summary>
/// <param name="Pid">Its process id: counts of another edge begin at zero.</param>
/// <param name="Arms">The deployment that serves, and behind it the canary where there is one.</param>
/// <param name="Users">Distinct users that met either arm while there were two, about; null where nothing tells them apart.</param>
public sealed record EdgeCounts(int Pid, ImmutableArray<ArmCounts> Arms, long? Users);

/// <summary>What one deployment was asked and how it answered, since it became an arm.</summary>
/// <param name="DeploymentId">The deployment.</param>
/// <param name="PackageId">Its package.</param>
/// <param name="Weight">Its part of the requests now, of <see cref="CanaryRoute.Whole"/>.</param>
/// <param name="Answered">Requests that were answered with a status below 500.</param>
/// <param name="ServerErrors">Requests that were answered with a status of 500 or above.</param>
/// <param name="Unreachable">Requests that got no answer: nobody listened, or the connection broke before one began.</param>
/// <param name="TimedOut">Requests whose answer did not come in time.</param>
/// <param name="Broken">Answers the service broke off in the middle.</param>
/// <param name="Left">Requests whose client left before their end: nobody's error.</param>
/// <param name="Latency">Answered requests by the time they took: a number for each bucket of <see cref="LatencyScale"/>, without the empty ones at the end.</param>
/// <param name="Microseconds">Sum of those times.</param>
/// <param name="Users">Distinct users that met this arm while there were two, about (2.3 %); null where nothing tells them apart.</param>
public sealed record ArmCounts(
    string DeploymentId,
    string PackageId,
    int Weight,
    long Answered,
    long ServerErrors,
    long Unreachable,
    long TimedOut,
    long Broken,
    long Left,
    ImmutableArray<long> Latency,
    long Microseconds,
    long? Users)
{
    /// <summary>Requests that came to an end, whoever ended them.</summary>
    public long Requests => Answered + Bad + Left;

    /// <summary>Requests that a service failed.</summary>
    public long Bad => ServerErrors + Unreachable + TimedOut + Broken;
}
