namespace Slipway.Releases.Metrics;

/// <summary>A measure over one slice of its window.</summary>
/// <param name="To">Last instant of the slice.</param>
/// <param name="Value">As in <see cref="Measure.Value"/>; null where the slice holds nothing to measure.</param>
/// <param name="N">Observations in the slice.</param>
public sealed record TrendPoint(DateTimeOffset To, double? Value, int N);
