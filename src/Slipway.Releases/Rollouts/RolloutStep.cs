using System.Globalization;
using Slipway.Vocabulary.Routing;

namespace Slipway.Releases.Rollouts;

/// <summary>One step of a rollout: a part of the traffic, and the least time it is kept there.</summary>
/// <param name="Percent">Part of new requests, above 0 and below 100; to a hundredth.</param>
/// <param name="Soak">Least time with traffic before the next step.</param>
public sealed record RolloutStep(double Percent, TimeSpan Soak)
{
    /// <summary>The part, of <see cref="CanaryRoute.Whole"/>.</summary>
    public int Weight => (int)Math.Round(Percent * CanaryRoute.Whole / 100);

    /// <summary>As plans and people write it: <c>25 % for 2m</c>.</summary>
    public override string ToString() => $"{PercentText(Weight)} for {SpanText.Of(Soak)}";

    /// <summary>A weight as people read it.</summary>
    /// <param name="weight">Of <see cref="CanaryRoute.Whole"/>.</param>
    public static string PercentText(int weight) => (weight * 100.0 / CanaryRoute.Whole).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
