using System.Globalization;
using Slipway.Releases.Metrics;

namespace Slipway.Reports.Console;

/// <summary>Values of measures as people read them: <c>2.3 d</c>, <c>12 %</c>, <c>too few</c>.</summary>
public static class MeasureText
{
    /// <summary>The value, or why there is none.</summary>
    public static string Value(Measure measure) =>
        measure.IsTooFew || measure.Value is not { } value ? measure.Least > 1 ? "too few" : "–" : Of(value, measure.Unit);

    /// <summary>The ninth tenth of durations; empty otherwise.</summary>
    public static string P90(Measure measure) => measure is { IsTooFew: false, P90: { } p90 } ? Of(p90, measure.Unit) : "";

    /// <summary>A number with its unit.</summary>
    public static string Of(double value, MeasureUnit unit) => unit switch
    {
        MeasureUnit.Seconds => Duration(TimeSpan.FromSeconds(value)),
        MeasureUnit.Share => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.#} %"),
        MeasureUnit.PerWeek => string.Create(CultureInfo.InvariantCulture, $"{value:0.0}/week"),
        MeasureUnit.Points => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} of 5"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.#}"),
    };

    private static string Duration(TimeSpan span) => Math.Abs(span.TotalMinutes) switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} min"),
        < 48 * 60 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.0} d"),
    };
}
