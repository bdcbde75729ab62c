using System.Collections.Immutable;

namespace Slipway.Releases.Metrics;

/// <summary>What a gauge says of one window.</summary>
/// <param name="Value">The number; null where there is nothing to measure.</param>
/// <param name="N">Observations it rests on.</param>
internal sealed record Reading(double? Value, int N)
{
    public double? P90 { get; init; }

    public int? Deployments { get; init; }

    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Places of the entries behind it, in any order.</summary>
    public IEnumerable<int> Seqs { get; init; } = [];

    /// <summary>Median and ninth tenth of durations, in seconds.</summary>
    public static Reading OfDurations(IEnumerable<Lapse> lapses)
    {
        ImmutableArray<Lapse> all = [.. lapses];
        ImmutableArray<double> seconds = [.. all.Select(lapse => lapse.Length.TotalSeconds)];
        return new Reading(Percentile.Median(seconds), all.Length) { P90 = Percentile.P90(seconds), Seqs = all.SelectMany(lapse => lapse.Seqs) };
    }

    /// <summary>How many of a whole.</summary>
    public static Reading OfShare(int part, int whole) => new(whole == 0 ? null : (double)part / whole, whole);
}

/// <summary>A stretch of time between facts.</summary>
/// <param name="Length">How long; may be negative where clocks disagree.</param>
/// <param name="Seqs">The facts it was measured between.</param>
internal sealed record Lapse(TimeSpan Length, ImmutableArray<int> Seqs);
