using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Fakes;
using Slipway.Releases.Metrics;
using Slipway.Reports.Exports;
using Slipway.Tests.Reports.Console;

namespace Slipway.Tests.Reports.Exports;

/// <summary>Measures for other programs: read back by small parsers of the formats' own rules.</summary>
public sealed partial class MetricsExportTests
{
    [Fact]
    public void Prometheus_reads_every_line_and_finds_the_numbers()
    {
        string[] lines = [.. MetricsPrometheus.Render("shop", MetricsTextTests.Metrics)];
        (string Family, ImmutableSortedDictionary<string, string> Labels, double Value)[] samples = [.. Parse(lines)];

        Golden.Match(lines, "Golden/metrics.prometheus.txt");
        Assert.Equal(samples.Length, samples.Select(sample => $"{sample.Family} {string.Join(',', sample.Labels)}").Distinct().Count());
        foreach (EnvironmentMeasures environment in MetricsTextTests.Metrics.Environments)
        {
            Measure lead = environment["change_lead_time"];
            double[] told = [.. samples.Where(sample => sample.Family == "slipway_change_lead_time_seconds" && sample.Labels["environment"] == environment.Environment).Select(sample => sample.Value)];
            Assert.Equal(lead.IsTooFew ? [] : [lead.Value!.Value, lead.P90!.Value], told);
            Assert.All(environment.Measures, measure => Assert.Contains(samples, sample => sample.Family == "slipway_observations" && sample.Labels["environment"] == environment.Environment && sample.Labels["measure"] == measure.Key && sample.Value == measure.N));
        }
    }

    [Fact]
    public void Names_with_quotes_and_line_ends_stay_one_label()
    {
        string[] lines = [.. MetricsPrometheus.Render("a\"b\\c\nd", MetricsTextTests.Metrics)];

        Assert.All(Parse(lines), sample => Assert.Equal("a\"b\\c\nd", sample.Labels["application"]));
    }

    [Fact]
    public void A_spreadsheet_reads_every_field()
    {
        string[][] rows = [.. MetricsCsv.Render("shop, \"the\" shop", MetricsTextTests.Metrics).Select(Fields)];

        Assert.All(rows, row => Assert.Equal(12, row.Length));
        Assert.Equal(MetricsTextTests.Metrics.Environments.Sum(environment => environment.Measures.Length) + 1, rows.Length);
        Assert.All(rows[1..], row => Assert.Equal("shop, \"the\" shop", row[0]));
        Measure rework = MetricsTextTests.Metrics.Environments[1]["deployment_rework_rate"];
        string[] told = rows.Single(row => row[1] == "production" && row[4] == "deployment_rework_rate");
        Assert.Equal((rework.Value, rework.N, "share", "false"), (double.Parse(told[7], CultureInfo.InvariantCulture), int.Parse(told[9], CultureInfo.InvariantCulture), told[6], told[10]));
        Golden.Match(MetricsCsv.Render("shop", MetricsTextTests.Metrics), "Golden/metrics.csv.txt");
    }

    // The text format, version 0.0.4: HELP and TYPE once and before the samples of their family, which stand together.
    private static IEnumerable<(string Family, ImmutableSortedDictionary<string, string> Labels, double Value)> Parse(string[] lines)
    {
        var seen = new HashSet<string>();
        string family = "";
        for (int index = 0; index < lines.Length; index++)
        {
            if (lines[index].StartsWith("# HELP ", StringComparison.Ordinal))
            {
                family = lines[index].Split(' ')[2];
                Assert.True(seen.Add(family), $"{family} is there twice");
                Assert.Equal($"# TYPE {family} gauge", lines[++index]);
                continue;
            }

            Match sample = Sample.Match(lines[index]);
            Assert.True(sample.Success, lines[index]);
            Assert.Equal(family, sample.Groups["name"].Value);
            yield return (
                family,
                sample.Groups["label"].Captures.Zip(sample.Groups["text"].Captures).ToImmutableSortedDictionary(pair => pair.First.Value, pair => Unescaped(pair.Second.Value), StringComparer.Ordinal),
                double.Parse(sample.Groups["value"].Value, NumberStyles.Float, CultureInfo.InvariantCulture));
        }
    }

    private static string Unescaped(string text) => Regex.Replace(text, @"\\(.)", match => match.Groups[1].Value == "n" ? "\n" : match.Groups[1].Value);

    private static string[] Fields(string line)
    {
        string[] fields = [.. Field.Matches(line).Select(match => match.Groups["quoted"].Success ? match.Groups["quoted"].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : match.Groups["plain"].Value)];
        return fields;
    }

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<text>([^"\\\n]|\\["\\n])*)",?)*\} (?<value>[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?)$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Sample { get; }

    [GeneratedRegex("""(?<=^|,)("(?<quoted>([^"]|"")*)"|(?<plain>[^",]*))(?=,|$)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Field { get; }
}
