using System.Collections.Immutable;

namespace Slipway.Releases.Metrics;

/// <summary>Places in a row of numbers.</summary>
internal static class Percentile
{
    /// <summary>The middle one, or the mean of the two in the middle; null of none.</summary>
    public static double? Median(ImmutableArray<double> values)
    {
        if (values.IsEmpty)
            return null;
        ImmutableArray<double> sorted = values.Sort();
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The least one that nine of ten do not exceed (nearest rank); null of none.</summary>
    public static double? P90(ImmutableArray<double> values) => values.IsEmpty ? null : values.Sort()[(((9 * values.Length) + 9) / 10) - 1];
}
