using System.Collections.Immutable;
using Slipway.Releases.Metrics;
using Slipway.Reports.Console;

namespace Slipway.Reports.Html;

/// <summary>One measure as a dashboard shows it: words, trend, and the entries it was counted from.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Value">The value in words: <c>3.5 a week</c>.</param>
/// <param name="Count">How many cases it was counted from.</param>
public sealed record DashboardMeasure(string Name, string Value, int Count)
{
    /// <summary>The duration that nine of ten do not exceed, in words; empty for what is no duration.</summary>
    public string Ninth { get; init; } = "";

    /// <summary>What the value means and how it is counted, in a sentence; may be empty.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>Deployments the cases come from, where one brings many; null where each stands for itself.</summary>
    public int? Deployments { get; init; }

    /// <summary>True when there are too few cases to conclude anything; shown instead of the value's weight.</summary>
    public bool IsTooFew { get; init; }

    /// <summary>How it developed, oldest first; empty for none.</summary>
    public ImmutableArray<TrendPoint> Trend { get; init; } = [];

    /// <summary>The highest value of the trend, in words; may be empty.</summary>
    public string Peak { get; init; } = "";

    /// <summary>Places of the entries it was counted from.</summary>
    public ImmutableArray<int> Entries { get; init; } = [];

    /// <summary>The measures of an environment in the words of the screen, in their order.</summary>
    public static ImmutableArray<DashboardMeasure> Of(EnvironmentMeasures measures) => [.. measures.Measures.Select(measure => new DashboardMeasure(measure.Name, MeasureText.Value(measure), measure.N)
    {
        Ninth = MeasureText.P90(measure),
        Explanation = string.Join(" ", measure.Remarks.Select(remark => $"{remark}.").Prepend(measure.Formula)),
        Deployments = measure.Deployments,
        IsTooFew = measure.IsTooFew,
        Trend = [.. measure.Trend.Select(point => new TrendPoint(Words.Day(point.To), point.Value))],
        Peak = measure.Trend.Max(point => point.Value) is { } peak ? MeasureText.Of(peak, measure.Unit) : "",
        Entries = measure.Seqs,
    })];
}

/// <summary>One point of a trend.</summary>
/// <param name="Label">What it stands for: <c>2026-W14</c>.</param>
/// <param name="Value">Its value; null where there is nothing to measure.</param>
public sealed record TrendPoint(string Label, double? Value);
