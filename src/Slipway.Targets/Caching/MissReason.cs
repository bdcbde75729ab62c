using System.Collections.Immutable;

namespace Slipway.Targets.Caching;

/// <summary>What a run would do with a cached target, and why.</summary>
/// <param name="Target">Which.</param>
/// <param name="Utc">When its last success was; null where none is known.</param>
/// <param name="Differences">What is not as it was then.</param>
/// <param name="IsKnown">True where the cache has what it would make.</param>
/// <param name="Outputs">What would be put back; null where the cache does not have it.</param>
/// <param name="Refusal">Why it can never be kept; null where it can.</param>
public sealed record MissReason(
    string Target, DateTimeOffset? Utc, ImmutableArray<Difference> Differences, bool IsKnown, OutputChanges? Outputs, string? Refusal);
