namespace Slipway.Tests.Releases.Trials;

/// <summary>Draws that are the same for the same seed.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>How many of a number happen, each with a chance: exactly for few, by the normal curve for many.</summary>
    public long Binomial(long number, double chance)
    {
        if (number <= 0 || chance <= 0)
            return 0;
        if (chance >= 1)
            return number;
        if (chance > 0.5)
            return number - Binomial(number, 1 - chance);
        double mean = number * chance;
        if (mean > 40)
            return Math.Clamp((long)Math.Round(mean + (Normal() * Math.Sqrt(mean * (1 - chance)))), 0, number);
        double step = Math.Log(1 - chance), place = 0;
        long happened = -1;
        do
        {
            place += Math.Floor(Math.Log(1 - _random.NextDouble()) / step) + 1; // to the next one that happens
            happened++;
        }
        while (place <= number);
        return happened;
    }

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
