using System.Globalization;
using System.Text.Json;
using Slipway.Releases.Metrics;

namespace Slipway.Reports.Exports;

/// <summary>Measures as comma-separated values (RFC 4180), one line a measure.</summary>
public static class MetricsCsv
{
    /// <summary>A line for each measure, after a line of names (RFC 4180).</summary>
    public static IEnumerable<string> Render(string application, DeliveryMetrics metrics)
    {
        yield return "application,environment,from,to,key,name,unit,value,p90,n,too_few,entries";
        foreach (EnvironmentMeasures environment in metrics.Environments)
        {
            foreach (Measure measure in environment.Measures)
            {
                yield return string.Join(',', new[]
                {
                    application, environment.Environment, Utc(metrics.Window.From), Utc(metrics.Window.To), measure.Key, measure.Name, JsonNamingPolicy.CamelCase.ConvertName(measure.Unit.ToString()),
                    Number(measure.Value), Number(measure.P90), measure.N.ToString(CultureInfo.InvariantCulture), measure.IsTooFew ? "true" : "false",
                    string.Join(' ', measure.Seqs),
                }.Select(Field));
            }
        }
    }

    private static string Field(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
