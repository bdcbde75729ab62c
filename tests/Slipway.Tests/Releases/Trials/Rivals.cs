using Slipway.Releases.Rollouts;
using Slipway.Releases.Trials;

namespace Slipway.Tests.Releases.Trials;

/// <summary>Ways to judge that others use, on the same kind of traffic: by all that was counted so far, at every look.</summary>
internal static class Rivals
{
    private const int Least = 200;

    /// <summary>A fixed threshold: more than 1 % of the canary's requests failed (and more than three), or more than 15 % are slower than nine of ten were.</summary>
    public static bool IsOverThreshold(RolloutMetric metric, Counted counted)
    {
        if (counted.Canaries < Least)
            return false;
        double share = (double)counted.CanaryBad / counted.Canaries;
        return metric switch
        {
            RolloutMetric.Errors => counted.CanaryBad > 3 && share > 0.01,
            RolloutMetric.Tail => share > 0.15,
            _ => false,
        };
    }

    /// <summary>A test of two shares at the level of one in a hundred, as if each look were the only one.</summary>
    public static bool IsSignificant(RolloutMetric metric, Counted counted)
    {
        if (counted.Canaries < Least || metric is not (RolloutMetric.Errors or RolloutMetric.Tail))
            return false;
        (double canary, double serving) = ((double)counted.CanaryBad / counted.Canaries, (double)counted.ServingBad / counted.Servings);
        double both = (double)(counted.CanaryBad + counted.ServingBad) / (counted.Canaries + counted.Servings);
        double deviation = Math.Sqrt(both * (1 - both) * ((1.0 / counted.Canaries) + (1.0 / counted.Servings)));
        return deviation > 0 && (canary - serving) / deviation > 2.326;
    }

    /// <summary>Looks until one of them alarms; null where none does.</summary>
    public static int? Alarm(RolloutPlan plan, Traffic traffic, int looks, Func<RolloutMetric, Counted, bool> isAlarm)
    {
        var totals = new Counted[plan.Metrics.Length];
        for (int look = 1; look <= looks; look++)
        {
            Look seen = traffic.Next();
            for (int metric = 0; metric < totals.Length; metric++)
            {
                totals[metric] += seen.Measures[metric].Harm;
                if (isAlarm(plan.Metrics[metric], totals[metric]))
                    return look;
            }
        }

        return null;
    }
}
