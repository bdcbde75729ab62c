using System.Globalization;
using Slipway.Releases.Rollouts;

namespace Slipway.Releases.Trials;

/// <summary>One metric on trial: evidence of harm over the whole rollout, of safety within a step.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Harm">That the canary is worse.</param>
/// <param name="Safety">That it is not; null for a metric that is too rare to show it.</param>
/// <param name="Alike">How much its requests resemble each other.</param>
public sealed record MetricTrial(RolloutMetric Metric, Evidence Harm, Evidence? Safety, Resemblance Alike)
{
    /// <summary>A metric before the first look.</summary>
    public static MetricTrial Of(RolloutMetric metric, RolloutPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Bound harm = metric == RolloutMetric.Errors ? new(plan.HarmRatio, 0) : new(1, 0);
        return new(metric, Evidence.OfHarm(harm, Measured.ExpectedOf(metric)), Unproven(metric, plan), default);
    }

    /// <summary>The same at the beginning of a step: each has to show anew, at its own part of the traffic, that it is safe.</summary>
    public MetricTrial Entering(RolloutPlan plan) => this with { Safety = Unproven(Metric, plan) };

    /// <summary>With one more look.</summary>
    public MetricTrial With(Measured look)
    {
        double weight = Alike.Weight;
        double share = Harm.Total is { Servings: > 0 } total ? (double)total.ServingBad / total.Servings : Measured.ExpectedOf(Metric);
        return this with { Harm = Harm.With(look.Harm, weight), Safety = Safety?.With(look.Safety, weight), Alike = Alike.With(look.ServingBad, look.Servings, share) };
    }

    /// <summary>What was counted, and what it is worth, in words.</summary>
    public string Words(double alarm)
    {
        Counted total = Harm.Total;
        string what = Metric switch
        {
            RolloutMetric.Errors => "failed",
            RolloutMetric.Median => "slower than half",
            RolloutMetric.Tail => "slower than 9 of 10",
            _ => "slower than 99 of 100",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{what}: canary {total.CanaryBad:N0} of {total.Canaries:N0}, serving {total.ServingBad:N0} of {total.Servings:N0}, e = {Shown(Harm.Log)} of {Math.Exp(alarm):0}");
    }

    private static Evidence? Unproven(RolloutMetric metric, RolloutPlan plan) => metric switch
    {
        RolloutMetric.Extreme => null,
        RolloutMetric.Errors => Evidence.OfSafety(new Bound(1, plan.SafeErrors), Measured.ExpectedOf(metric)),
        _ => Evidence.OfSafety(new Bound(1, 0), Measured.ExpectedOf(metric)),
    };

    private static string Shown(double log) => log > 13.8 ? "more than 1,000,000" : Math.Exp(log).ToString(log < 2 ? "0.##" : "N0", CultureInfo.InvariantCulture);
}
