using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Rollouts;

namespace Slipway.Releases.Trials;

/// <summary>What was counted between two looks, by each measure of a plan; small enough for the ledger, so that a verdict can be made again.</summary>
/// <param name="Seconds">How long it was.</param>
/// <param name="Measures">One for each metric of the plan, in its order.</param>
public sealed record Look(double Seconds, ImmutableArray<Measured> Measures)
{
    /// <summary>Requests of the canary.</summary>
    public long Canaries => Measures.Length > 0 ? Measures[0].Canaries : 0;

    /// <summary>Requests of the serving release.</summary>
    public long Servings => Measures.Length > 0 ? Measures[0].Servings : 0;

    /// <summary>As the ledger keeps it: seconds, and behind each colon the six numbers of a measure.</summary>
    public override string ToString() => string.Join(':', Measures
        .Select(measure => FormattableString.Invariant($"{measure.Canaries} {measure.Harmed} {measure.Unsafe} {measure.Servings} {measure.ServingBad}"))
        .Prepend(Seconds.ToString("0.###", CultureInfo.InvariantCulture)));

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static Look? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(':');
        if (!double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds))
            return null;
        var measures = ImmutableArray.CreateBuilder<Measured>(parts.Length - 1);
        foreach (string part in parts.AsSpan(1))
        {
            string[] numbers = part.Split(' ');
            long[] read = [.. numbers.Select(number => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : -1)];
            if (read.Length != 5 || read.Contains(-1))
                return null;
            measures.Add(new(read[0], read[1], read[2], read[3], read[4]));
        }

        return new Look(seconds, measures.MoveToImmutable());
    }

    /// <inheritdoc />
    public bool Equals(Look? other) => other is not null && Seconds == other.Seconds && Measures.AsSpan().SequenceEqual(other.Measures.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Seconds, Measures.Length);
}

/// <summary>One measure of both arms.</summary>
/// <param name="Canaries">Requests of the canary.</param>
/// <param name="Harmed">Those that count as bad where harm is looked for: failed, or slower than what still is no harm.</param>
/// <param name="Unsafe">Those that count as bad where safety is looked for.</param>
/// <param name="Servings">Requests of the serving release.</param>
/// <param name="ServingBad">Those that are bad.</param>
public readonly record struct Measured(long Canaries, long Harmed, long Unsafe, long Servings, long ServingBad)
{
    /// <summary>As harm is looked for.</summary>
    public Counted Harm => new(Canaries, Harmed, Servings, ServingBad);

    /// <summary>As safety is looked for.</summary>
    public Counted Safety => new(Canaries, Unsafe, Servings, ServingBad);

    /// <summary>The share of bad requests a metric is about, before anything was seen.</summary>
    /// <param name="metric">The metric.</param>
    public static double ExpectedOf(RolloutMetric metric) => metric switch
    {
        RolloutMetric.Median => 0.5,
        RolloutMetric.Tail => 0.1,
        RolloutMetric.Extreme => 0.01,
        _ => 0.002,
    };
}
