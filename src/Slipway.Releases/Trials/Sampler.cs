using System.Collections.Immutable;
using Slipway.Releases.Rollouts;
using Slipway.Vocabulary.Routing;

namespace Slipway.Releases.Trials;

/// <summary>Makes looks of what a front door has counted. What counts as slow is fixed by the requests before a look, never by those in it.</summary>
public static class Sampler
{
    private const long EnoughToTell = 200;

    /// <summary>What was counted between two readings; null where they cannot be compared: another front door, or other arms.</summary>
    /// <param name="plan">Says what is compared.</param>
    /// <param name="first">The reading at the beginning of the rollout.</param>
    /// <param name="before">The reading of the look before.</param>
    /// <param name="now">The reading of now.</param>
    /// <param name="seconds">Time between the two.</param>
    public static Look? Between(RolloutPlan plan, EdgeCounts first, EdgeCounts before, EdgeCounts now, double seconds)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!IsSame(first, before) || !IsSame(before, now))
            return null;
        (ArmCounts serving, ArmCounts canary) = (now.Arms[0], now.Arms[1]);
        ImmutableArray<long> known = Difference(before.Arms[0].Latency, first.Arms[0].Latency);
        if (known.Sum() < EnoughToTell)
            known = before.Arms[0].Latency; // what it answered before the rollout
        var measures = plan.Metrics.Select(metric => metric == RolloutMetric.Errors
            ? Errors(canary, before.Arms[1], serving, before.Arms[0])
            : Slow(plan, EdgeOf(known, Measured.ExpectedOf(metric)), Difference(canary.Latency, before.Arms[1].Latency), Difference(serving.Latency, before.Arms[0].Latency)));
        return new Look(seconds, [.. measures]);
    }

    private static bool IsSame(EdgeCounts one, EdgeCounts other) =>
        one.Pid == other.Pid && one.Arms.Length == 2 && other.Arms.Length == 2
        && one.Arms[0].DeploymentId == other.Arms[0].DeploymentId && one.Arms[1].DeploymentId == other.Arms[1].DeploymentId
        && one.Arms[0].Requests <= other.Arms[0].Requests && one.Arms[1].Requests <= other.Arms[1].Requests;

    private static Measured Errors(ArmCounts canary, ArmCounts canaryBefore, ArmCounts serving, ArmCounts servingBefore)
    {
        long bad = canary.Bad - canaryBefore.Bad;
        return new(canary.Answered - canaryBefore.Answered + bad, bad, bad, serving.Answered - servingBefore.Answered + serving.Bad - servingBefore.Bad, serving.Bad - servingBefore.Bad);
    }

    private static Measured Slow(RolloutPlan plan, int? edge, ImmutableArray<long> canary, ImmutableArray<long> serving) => edge is not { } bucket
        ? default
        : new(
            canary.Sum(), From(canary, bucket + LatencyScale.StepsOf(plan.HarmLatency)), From(canary, bucket + LatencyScale.StepsOf(plan.SafeLatency)),
            serving.Sum(), From(serving, bucket));

    // The first bucket above which no more than that share lies.
    private static int? EdgeOf(ImmutableArray<long> counts, double share)
    {
        long all = counts.Sum(), above = 0;
        if (all < EnoughToTell)
            return null;
        for (int bucket = counts.Length - 1; bucket >= 0; bucket--)
        {
            above += counts[bucket];
            if (above > all * share)
                return bucket + 1;
        }

        return null;
    }

    private static long From(ImmutableArray<long> counts, int bucket) => bucket >= counts.Length ? 0 : counts.AsSpan()[bucket..].ToArray().Sum();

    private static ImmutableArray<long> Difference(ImmutableArray<long> now, ImmutableArray<long> before) =>
        [.. now.Select((count, bucket) => Math.Max(0, count - (bucket < before.Length ? before[bucket] : 0)))];
}
