using Slipway.Releases.Trials;
using Slipway.Releases.Rollouts;

namespace Slipway.Tests.Releases.Trials;

/// <summary>How a rollout of one step ended under a kind of traffic.</summary>
/// <param name="Finding">What was found first; open where nothing was.</param>
/// <param name="Looks">Looks until then.</param>
internal sealed record Course(Finding Finding, int Looks)
{
    /// <summary>A rollout that ends with what is found first, in the first step or the one of a share.</summary>
    public static Course Of(RolloutPlan plan, Traffic traffic, int looks, bool endsWhenSafe = true, double? share = null)
    {
        Trial trial = Trial.Of(plan).Enter();
        while (share is { } wanted && plan.Steps[trial.Step].Percent / 100 < wanted)
            trial = trial.Enter();
        for (int look = 1; look <= looks; look++)
        {
            trial = trial.With(traffic.Next());
            Finding found = trial.Verdict().Finding;
            if (found is Finding.Harmful or Finding.Invalid || (found == Finding.Safe && endsWhenSafe))
                return new(found, look);
        }

        return new(Finding.Open, looks);
    }
}
