namespace Slipway.Releases.Trials;

/// <summary>A line between two answers: the canary's share is <c>Ratio × the serving release's + Margin</c>.</summary>
/// <param name="Ratio">Above zero.</param>
/// <param name="Margin">Zero or above.</param>
public sealed record Bound(double Ratio, double Margin)
{
    private const int Halvings = 44;

    /// <summary>The canary's share at the bound.</summary>
    /// <param name="serving">The serving release's share.</param>
    public double At(double serving) => (Ratio * serving) + Margin;

    /// <summary>
    /// The serving release's share at the point of the bound that is nearest to two shares, in the sense of Kullback and Leibler for so many requests of each:
    /// the likelihood ratio against that point expects at most one at every point of the bound, which makes it evidence.
    /// </summary>
    /// <param name="canaries">Requests of the canary.</param>
    /// <param name="canary">Its share.</param>
    /// <param name="servings">Requests of the serving release.</param>
    /// <param name="serving">Its share.</param>
    public double Nearest(double canaries, double canary, double servings, double serving)
    {
        if (Margin == 0)
        {
            double sum = (canaries * (canary + Ratio)) + (servings * ((serving * Ratio) + 1));
            double product = (canaries * canary) + (servings * serving);
            return 2 * product / (sum + Math.Sqrt(Math.Max(0, (sum * sum) - (4 * Ratio * (canaries + servings) * product))));
        }

        double low = 0, high = Math.Min(1, (1 - Margin) / Ratio);
        for (int halving = 0; halving < Halvings; halving++)
        {
            double middle = (low + high) / 2, at = At(middle);
            double slope = (canaries * Ratio * (canary - at) / (at * (1 - at))) + (servings * (serving - middle) / (middle * (1 - middle)));
            if (slope > 0)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }
}
