namespace Slipway.Targets.Caching;

/// <summary>How much a cache keeps; what was used longest ago goes first.</summary>
public sealed record CacheLimits
{
    /// <summary>Bytes of all contents together. Default: 2 GB.</summary>
    public long Bytes { get; init; } = 2_000_000_000;

    /// <summary>How long something is kept that nobody uses. Default: 30 days.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(30);
}
