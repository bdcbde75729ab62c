using System.Collections.Immutable;
using Slipway.Releases.Trials;
using Slipway.Releases.Rollouts;
using Slipway.Vocabulary.Routing;

namespace Slipway.Tests.Releases.Trials;

/// <summary>Two arms under load, drawn from a seed: what a front door would have counted in each look.</summary>
internal sealed class Traffic(RolloutPlan plan, int seed)
{
    private static readonly double HalfNormal = Math.Sqrt(2);

    private readonly Chance _chance = new(seed);
    private double _serving, _canary;

    /// <summary>Requests a second, of both arms.</summary>
    public double Rate { get; init; } = 100;

    /// <summary>The canary's part.</summary>
    public double Share { get; init; } = 0.05;

    /// <summary>Share of requests that fail in the serving release.</summary>
    public double Errors { get; init; } = 0.002;

    /// <summary>Share of requests that fail in the canary.</summary>
    public double CanaryErrors { get; init; } = 0.002;

    /// <summary>How many times as slow the canary is.</summary>
    public double Slowness { get; init; } = 1;

    /// <summary>Spread of the logarithm of the latencies.</summary>
    public double Sigma { get; init; } = 0.5;

    /// <summary>How much each arm's own level moves from look to look, as a share of it; and how much of that stays to the next.</summary>
    public (double Size, double Stays) Wander { get; init; }

    public Look Next()
    {
        _serving = Wandered(_serving);
        _canary = Wandered(_canary);
        double seconds = plan.Look.TotalSeconds;
        long all = _chance.Binomial((long)(Rate * seconds * 4), 0.25);
        long canaries = _chance.Binomial(all, Share), servings = all - canaries;
        return new Look(seconds, [.. plan.Metrics.Select(metric => metric == RolloutMetric.Errors ? Failed(canaries, servings) : Slow(metric, canaries, servings))]);
    }

    private double Wandered(double level) => (Wander.Stays * level) + (Math.Sqrt(1 - (Wander.Stays * Wander.Stays)) * _chance.Normal());

    private Measured Failed(long canaries, long servings)
    {
        long bad = _chance.Binomial(canaries, CanaryErrors * Math.Max(0, 1 + (Wander.Size * _canary)));
        return new(canaries, bad, bad, servings, _chance.Binomial(servings, Errors * Math.Max(0, 1 + (Wander.Size * _serving))));
    }

    // Log-normal latencies: how many are beyond a quantile of the serving release, and beyond the same further out.
    private Measured Slow(RolloutMetric metric, long canaries, long servings)
    {
        double share = Measured.ExpectedOf(metric), quantile = Quantile(share) * Sigma, slower = Math.Log(Slowness);
        double harm = Beyond(quantile + Distance(plan.HarmLatency) - slower - (Wander.Size * _canary * 0.1));
        double unsafely = Beyond(quantile + Distance(plan.SafeLatency) - slower - (Wander.Size * _canary * 0.1));
        long harmed = _chance.Binomial(canaries, harm);
        return new(canaries, harmed, _chance.Binomial(harmed, unsafely / harm), servings, _chance.Binomial(servings, Beyond(quantile - (Wander.Size * _serving * 0.1))));
    }

    private static double Distance(double factor) => LatencyScale.StepsOf(factor) * Math.Log(2) / LatencyScale.PerDoubling;

    private double Beyond(double log) => 0.5 * Complement(log / Sigma / HalfNormal);

    private static double Quantile(double share)
    {
        double low = -8, high = 8;
        for (int halving = 0; halving < 60; halving++)
        {
            double middle = (low + high) / 2;
            (low, high) = 0.5 * Complement(middle / HalfNormal) > share ? (middle, high) : (low, middle);
        }

        return low;
    }

    // The complementary error function, by Chebyshev fitting; good to seven digits.
    private static double Complement(double x)
    {
        double t = 1 / (1 + (0.5 * Math.Abs(x)));
        ImmutableArray<double> terms = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
        double sum = 0;
        for (int term = terms.Length - 1; term >= 0; term--)
            sum = terms[term] + (t * sum);
        double tail = t * Math.Exp((-x * x) + sum);
        return x >= 0 ? tail : 2 - tail;
    }
}
