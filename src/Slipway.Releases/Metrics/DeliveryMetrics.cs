using System.Collections.Immutable;

namespace Slipway.Releases.Metrics;

/// <summary>The measures of one application as of an instant, environment by environment; never blended across them.</summary>
/// <param name="AsOf">The instant they were taken.</param>
/// <param name="Window">What they look at.</param>
/// <param name="Environments">One set for each environment, in the order of the lane.</param>
public sealed record DeliveryMetrics(DateTimeOffset AsOf, MetricWindow Window, ImmutableArray<EnvironmentMeasures> Environments);

/// <summary>The measures of one environment.</summary>
/// <param name="Environment">Its name.</param>
/// <param name="Measures">All of them, always the same and in the same order.</param>
public sealed record EnvironmentMeasures(string Environment, ImmutableArray<Measure> Measures)
{
    /// <summary>The measure of a key.</summary>
    /// <exception cref="KeyNotFoundException">There is no such measure.</exception>
    public Measure this[string key] => Measures.FirstOrDefault(measure => measure.Key == key) ?? throw new KeyNotFoundException(key);
}
