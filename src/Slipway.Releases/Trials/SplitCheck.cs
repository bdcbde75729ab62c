namespace Slipway.Releases.Trials;

/// <summary>Whether the arms get the requests they were given: a split that is not kept compares apples with pears.</summary>
public readonly record struct SplitCheck
{
    private const double Doubt = 200; // how sure the alternative is of being near: of the order of a look

    private readonly double _share;

    private SplitCheck(double share, long canaries, long all) => (_share, Canaries, All) = (share, canaries, all);

    /// <summary>Requests of the canary.</summary>
    public long Canaries { get; }

    /// <summary>Requests of both.</summary>
    public long All { get; }

    /// <summary>Natural logarithm of the evidence that the split is not kept: a likelihood ratio mixed over other splits, valid at every look.</summary>
    public double Log
    {
        get
        {
            double a = _share * Doubt, b = (1 - _share) * Doubt;
            return LogBeta(Canaries + a, All - Canaries + b) - LogBeta(a, b) - (Canaries * Math.Log(_share)) - ((All - Canaries) * Math.Log(1 - _share));
        }
    }

    /// <summary>The check of a share, before any request.</summary>
    public static SplitCheck Of(double share) => new(share, 0, 0);

    /// <summary>With one more look.</summary>
    public SplitCheck With(long canaries, long servings) => new(_share, Canaries + canaries, All + canaries + servings);

    private static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    // Stirling's series, shifted to where it is good to twelve digits.
    private static double LogGamma(double x)
    {
        double shift = 0;
        for (; x < 12; x++)
            shift -= Math.Log(x);
        double square = 1 / (x * x);
        return shift + ((x - 0.5) * Math.Log(x)) - x + 0.91893853320467274 + ((1 - (square * ((1 / 30.0) - (square / 105.0)))) / (12 * x));
    }
}
