namespace Slipway.Releases.Trials;

/// <summary>
/// How much the requests of one look resemble each other, and one look the next: measured on the serving release, which is compared with nothing but its own past.
/// Bursts make evidence of chance; each request counts less then.
/// </summary>
public readonly record struct Resemblance
{
    private const double PriorLooks = 10, MostCorrelation = 0.9;

    private readonly int _looks;
    private readonly double _squares, _products, _last;

    private Resemblance(int looks, double squares, double products, double last) => (_looks, _squares, _products, _last) = (looks, squares, products, last);

    /// <summary>How much a request counts: 1 where they are independent, less where they are not.</summary>
    public double Weight
    {
        get
        {
            double spread = (_squares + PriorLooks) / (_looks + PriorLooks);
            double correlation = Math.Clamp(_products / (_squares + PriorLooks), 0, MostCorrelation);
            return 1 / Math.Max(1, spread * (1 + correlation) / (1 - correlation));
        }
    }

    /// <summary>With one more look.</summary>
    /// <param name="bad">Bad requests of the serving release in it.</param>
    /// <param name="all">All of them.</param>
    /// <param name="share">The share that was expected, by the looks before.</param>
    public Resemblance With(long bad, long all, double share)
    {
        double deviation = Math.Sqrt(all * share * (1 - share));
        if (deviation < 0.5)
            return this; // so few that their spread says nothing
        double off = (bad - (all * share)) / deviation;
        return new(_looks + 1, _squares + (off * off), _products + (off * _last), off);
    }
}
