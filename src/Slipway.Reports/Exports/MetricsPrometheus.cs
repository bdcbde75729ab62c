using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Metrics;

namespace Slipway.Reports.Exports;

/// <summary>Measures in Prometheus' text format 0.0.4, for a text-file collector. What rests on too little has no sample; how many observations there are is always told.</summary>
public static class MetricsPrometheus
{
    /// <summary>The measures in Prometheus' text format 0.0.4.</summary>
    public static IEnumerable<string> Render(string application, DeliveryMetrics metrics)
    {
        (string Environment, Measure Measure)[] all = [.. metrics.Environments.SelectMany(environment => environment.Measures.Select(measure => (environment.Environment, measure)))];
        foreach (IGrouping<string, (string Environment, Measure Measure)> family in all.GroupBy(item => item.Measure.Key))
        {
            Measure first = family.First().Measure;
            string name = $"slipway_{first.Key}{Suffix(first.Unit)}";
            yield return $"# HELP {name} {Escaped(first.Formula)}";
            yield return $"# TYPE {name} gauge";
            foreach ((string environment, Measure measure) in family.Where(item => !item.Measure.IsTooFew))
            {
                foreach ((string? statistic, double? value) in Samples(measure))
                {
                    if (value is { } number)
                        yield return $"{name}{{{Labels([("application", application), ("environment", environment), .. statistic is null ? ImmutableArray<(string, string)>.Empty : [("statistic", statistic)]])}}} {number.ToString("R", CultureInfo.InvariantCulture)}";
                }
            }
        }

        yield return "# HELP slipway_observations Observations each measure rests on.";
        yield return "# TYPE slipway_observations gauge";
        foreach ((string environment, Measure measure) in all)
            yield return $"slipway_observations{{{Labels([("application", application), ("environment", environment), ("measure", measure.Key)])}}} {measure.N.ToString(CultureInfo.InvariantCulture)}";
    }

    private static IEnumerable<(string? Statistic, double? Value)> Samples(Measure measure) => measure is { Unit: MeasureUnit.Seconds, Least: > 1 }
        ? [("median", measure.Value), ("p90", measure.P90)]
        : [(null, measure.Value)];

    private static string Suffix(MeasureUnit unit) => unit switch
    {
        MeasureUnit.Seconds => "_seconds",
        MeasureUnit.Share => "_ratio",
        MeasureUnit.PerWeek => "_per_week",
        MeasureUnit.Points => "_points",
        _ => "",
    };

    private static string Labels(ImmutableArray<(string Name, string Value)> labels) => string.Join(',', labels.Select(label => $"{label.Name}=\"{Escaped(label.Value).Replace("\"", "\\\"", StringComparison.Ordinal)}\""));

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
