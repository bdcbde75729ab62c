using System.Collections.Immutable;
using Slipway.Releases.History;

namespace Slipway.Releases.Metrics;

/// <summary>The measures of one application as of an instant, environment by environment; never blended across them.</summary>
/// <param name="AsOf">The instant they were taken.</param>
/// <param name="Window">What they look at.</param>
/// <param name="Environments">One set for each environment, in the order of the lane.</param>
public sealed record DeliveryMetrics(DateTimeOffset AsOf, MetricWindow Window, ImmutableArray<EnvironmentMeasures> Environments)
{
    /// <summary>Measures a history; the same history, lane and instant give the same numbers for ever.</summary>
    /// <param name="history">What happened.</param>
    /// <param name="lane">Names of the environments, in the order a package visits them.</param>
    /// <param name="now">The end of the window.</param>
    /// <param name="days">Its length, at least 1.</param>
    public static DeliveryMetrics Of(ReleaseHistory history, ImmutableArray<string> lane, DateTimeOffset now, int days = MetricWindow.DefaultDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var window = MetricWindow.Before(now, days);
        ImmutableArray<MetricWindow> slices = TrendSlices.Of(window, history.Entries.IsEmpty ? now : history.Entries[0].Utc);
        return new DeliveryMetrics(now, window, [.. lane.Select((name, position) => new EnvironmentMeasures(name, [.. Gauges(history, lane, position).Select(gauge => gauge.Over(window, slices))]))]);
    }

    private static IEnumerable<Gauge> Gauges(ReleaseHistory history, ImmutableArray<string> lane, int position)
    {
        var past = EnvironmentPast.Of(history, lane, position);
        return [.. DoraGauges.Of(past), .. CareGauges.Of(past, history, lane), .. FlowGauges.Of(past, history)];
    }
}

/// <summary>The measures of one environment.</summary>
/// <param name="Environment">Its name.</param>
/// <param name="Measures">All of them, always in the same order; the first environment has none of what happens in front.</param>
public sealed record EnvironmentMeasures(string Environment, ImmutableArray<Measure> Measures)
{
    /// <summary>The measure of a key.</summary>
    /// <exception cref="KeyNotFoundException">There is no such measure.</exception>
    public Measure this[string key] => Measures.FirstOrDefault(measure => measure.Key == key) ?? throw new KeyNotFoundException(key);
}
