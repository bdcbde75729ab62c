using System.Collections.Immutable;

namespace Slipway.Releases.Trials;

/// <summary>
/// Evidence that the canary is on one side of a bound, gathered look by look. It is an e-process: while the canary is on the other side, or on the bound,
/// the chance that it ever reaches 1/α is at most α, however often one looks and whenever one stops (Ville).
/// It is a mixture of likelihood ratios over several ways to be away from the bound, each fixed before the look that it is held against.
/// </summary>
public sealed record Evidence
{
    private const double Least = 1e-6, PriorRequests = 50;

    private static readonly ImmutableArray<double> Odds = [1.2, 1.5, 2, 3, 6, 12];
    private static readonly ImmutableArray<double> Differences = [0.0025, 0.005, 0.01, 0.02, 0.05, 0.15];
    private static readonly ImmutableArray<double> Ways = [0, 0.5], Lower = [1.15, 1.3, 1.6, 2.5];

    private readonly double _expected;

    private Evidence(Bound bound, bool isOfHarm, double expected)
    {
        (Bound, IsOfHarm, _expected) = (bound, isOfHarm, expected);
        Logs = [.. Enumerable.Repeat(0.0, 1 + (isOfHarm ? Odds.Length + Differences.Length : Ways.Length + Lower.Length))];
    }

    /// <summary>Evidence that the canary is above a bound.</summary>
    /// <param name="bound">The bound.</param>
    /// <param name="expected">Share of bad requests to begin with, before the serving release has shown its own.</param>
    public static Evidence OfHarm(Bound bound, double expected) => new(bound, true, expected);

    /// <summary>Evidence that the canary is below a bound.</summary>
    /// <inheritdoc cref="OfHarm"/>
    public static Evidence OfSafety(Bound bound, double expected) => new(bound, false, expected);

    /// <summary>The line it is about.</summary>
    public Bound Bound { get; }

    /// <summary>True where it says that the canary is above the bound.</summary>
    public bool IsOfHarm { get; }

    private ImmutableArray<double> Logs { get; init; }

    /// <summary>Everything counted so far.</summary>
    public Counted Total { get; private init; }

    /// <summary>Natural logarithm of the evidence; 0 before the first look.</summary>
    public double Log
    {
        get
        {
            double most = Logs.Max();
            return most + Math.Log(Logs.Sum(log => Math.Exp(log - most)) / Logs.Length);
        }
    }

    /// <summary>The evidence with one more look.</summary>
    /// <param name="look">What was counted since the last one.</param>
    /// <param name="weight">How much a request counts, above 0 and at most 1: less than one where requests of a look resemble each other. Fixed before the look.</param>
    public Evidence With(Counted look, double weight = 1)
    {
        double serving = Share(Total.ServingBad, Total.Servings, _expected), at = Bound.At(serving);
        if (at >= 1 - Least || look.Canaries == 0 || look.Servings == 0)
            return this with { Total = Total + look };
        ImmutableArray<double>.Builder logs = ImmutableArray.CreateBuilder<double>(Logs.Length);
        int way = 0;
        foreach (double canary in IsOfHarm ? Above(serving, at) : Below(serving, at))
            logs.Add(Logs[way++] + (weight * Ratio(look, canary, serving)));
        return this with { Logs = logs.MoveToImmutable(), Total = Total + look };
    }

    private IEnumerable<double> Above(double serving, double at)
    {
        yield return Math.Clamp(Share(Total.CanaryBad, Total.Canaries, at), at + Least, 1 - Least);
        foreach (double odds in Odds)
            yield return Math.Max(at + Least, odds * at / (1 - at + (odds * at)));
        foreach (double difference in Differences)
            yield return Math.Min(at + difference, 1 - Least);
    }

    private IEnumerable<double> Below(double serving, double at)
    {
        yield return Math.Clamp(Share(Total.CanaryBad, Total.Canaries, serving), Least, at - (Least / 2));
        foreach (double way in Ways)
            yield return Math.Clamp(serving + (way * (at - serving)), Least, at - (Least / 2));
        foreach (double odds in Lower)
            yield return Math.Clamp(at / (at + (odds * (1 - at))), Least, at - (Least / 2));
    }

    private double Ratio(Counted look, double canary, double serving)
    {
        double nearest = Math.Clamp(Bound.Nearest(look.Canaries, canary, look.Servings, serving), 1e-12, 1 - 1e-12);
        return LogLikelihood(look.CanaryBad, look.Canaries, canary, Math.Min(Bound.At(nearest), 1 - 1e-12)) + LogLikelihood(look.ServingBad, look.Servings, serving, nearest);
    }

    private static double LogLikelihood(long bad, long all, double share, double against) =>
        (bad * Math.Log(share / against)) + ((all - bad) * Math.Log((1 - share) / (1 - against)));

    private static double Share(long bad, long all, double expected) =>
        Math.Clamp((bad + (PriorRequests * expected)) / (all + PriorRequests), Least, 1 - (2 * Least));
}
