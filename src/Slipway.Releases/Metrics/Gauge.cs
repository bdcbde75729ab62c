using System.Collections.Immutable;

namespace Slipway.Releases.Metrics;

/// <summary>A way to measure: what it is called, how it is computed, and the computation itself.</summary>
/// <param name="Key">Name for machines.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Unit">What its value counts.</param>
/// <param name="Formula">The computation in a sentence, with its source.</param>
/// <param name="Read">The computation over any window.</param>
internal sealed record Gauge(string Key, string Name, MeasureUnit Unit, string Formula, Func<MetricWindow, Reading> Read)
{
    /// <summary>Observations below which it says nothing.</summary>
    public int Least { get; init; } = 5;

    /// <summary>False for what has no past: an age.</summary>
    public bool HasTrend { get; init; } = true;

    /// <summary>The measure over a window and over its slices.</summary>
    public Measure Over(MetricWindow window, ImmutableArray<MetricWindow> slices)
    {
        Reading reading = Read(window);
        return new Measure
        {
            Key = Key,
            Name = Name,
            Value = reading.Value,
            P90 = reading.P90,
            Unit = Unit,
            N = reading.N,
            Deployments = reading.Deployments,
            Least = Least,
            Formula = Formula,
            Remarks = reading.Remarks,
            Trend = HasTrend ? [.. slices.Select(Point)] : [],
            Seqs = [.. reading.Seqs.Distinct().Order()],
        };
    }

    private TrendPoint Point(MetricWindow slice)
    {
        Reading part = Read(slice);
        return new TrendPoint(slice.To, part.Value, part.N);
    }
}
