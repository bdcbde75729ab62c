namespace Slipway.Releases.Rollouts;

/// <summary>What two arms of a rollout are compared by. Each is a share of requests, so that it is well defined where nothing fails.</summary>
public enum RolloutMetric
{
    /// <summary>Requests that the service failed.</summary>
    Errors,

    /// <summary>Requests slower than half of those of the serving release.</summary>
    Median,

    /// <summary>Requests slower than nine of ten of those of the serving release.</summary>
    Tail,

    /// <summary>Requests slower than 99 of 100 of those of the serving release: can take a release back, is too rare to let one pass.</summary>
    Extreme,
}
