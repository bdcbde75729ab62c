using System.Collections.Immutable;

namespace Slipway.Releases.Metrics;

/// <summary>Cuts a window into the slices its trend is drawn of: weeks up to half a year, stretches of 30 days beyond.</summary>
internal static class TrendSlices
{
    private const double MostDaysInWeeks = 183;

    /// <summary>Slices of a window, oldest first; none that ends before the first fact on record.</summary>
    public static ImmutableArray<MetricWindow> Of(MetricWindow window, DateTimeOffset first) => [.. Cut(window, window.Days > MostDaysInWeeks ? 30 : 7).Where(slice => slice.To >= first).Reverse()];

    /// <summary>Slices of so many days, newest first; the oldest may be shorter.</summary>
    public static IEnumerable<MetricWindow> Cut(MetricWindow window, int days)
    {
        for (DateTimeOffset to = window.To; to > window.From; to = to.AddDays(-days))
            yield return new MetricWindow(to.AddDays(-days) > window.From ? to.AddDays(-days) : window.From, to);
    }
}
