using System.Globalization;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;

namespace Slipway.Reports.Console;

/// <summary>Measures as a table for each environment, with a little trend; and the entries behind one of them.</summary>
public static class MetricsText
{
    private const int Wide = 120;
    private const int NameWidth = 32;
    private const int TrendWidth = 14;

    /// <summary>All measures.</summary>
    /// <param name="metrics">What was measured.</param>
    /// <param name="width">Columns of the screen; from 120 on remarks stand beside the numbers, below under them.</param>
    /// <param name="showsAll">True for measures with too few cases, too; otherwise they are counted.</param>
    /// <param name="palette">Colours; without them trends are drawn in ASCII.</param>
    public static IEnumerable<string> Render(DeliveryMetrics metrics, int width, bool showsAll, Palette palette)
    {
        if (metrics.Environments.IsEmpty)
        {
            yield return "This build names no environment: there are no deployments to measure.";
            yield break;
        }

        foreach (EnvironmentMeasures environment in metrics.Environments)
        {
            yield return palette.Strong($"{environment.Environment.PadRight(NameWidth)}{"Value",10}{"p90",10}{"n",6}  Trend");
            Measure[] shown = [.. environment.Measures.Where(measure => showsAll || !measure.IsTooFew)];
            foreach (string line in shown.SelectMany(measure => Rows(measure, width, palette)))
                yield return line;
            if (environment.Measures.Length > shown.Length)
                yield return palette.Quiet($"  {environment.Measures.Length - shown.Length} with too few cases to say anything: ./build.sh Metrics --all");
            yield return "";
        }

        foreach (string line in Notes(metrics).SelectMany(note => Folded(note, width)))
            yield return line;
    }

    /// <summary>One measure with its formula and the entries it rests on.</summary>
    public static IEnumerable<string> Behind(string environment, Measure measure, IEnumerable<Entry> entries, int columns, Palette palette)
    {
        yield return palette.Strong($"{measure.Name} in {environment}: {MeasureText.Value(measure)}{(MeasureText.P90(measure) is { Length: > 0 } p90 ? $", p90 {p90}" : "")}");
        yield return string.Create(CultureInfo.InvariantCulture, $"  {measure.Formula}");
        yield return string.Create(CultureInfo.InvariantCulture, $"  n = {measure.N}{(measure.Deployments is { } deployments ? $", of {deployments} deployments" : "")}");
        foreach (string remark in measure.Remarks)
            yield return $"  {remark}";
        foreach (string line in AuditText.Render([.. entries], columns, palette))
            yield return line;
    }

    private static IEnumerable<string> Notes(DeliveryMetrics metrics) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{metrics.Window.Days:0} days up to {metrics.Window.To.UtcDateTime:yyyy-MM-dd HH:mm} UTC; durations are medians; rehearsals do not count."),
        .. metrics.Environments.SelectMany(environment => environment.Measures).Any(measure => measure.Key == "cycle_time" && measure.N > 0) ? (string[])[] : ["Cycle time needs to know when issues were opened: ./build.sh Issues --import FILE."],
        "Next: ./build.sh Metrics --entries change_lead_time shows what is behind a number.",
    ];

    private static IEnumerable<string> Rows(Measure measure, int width, Palette palette)
    {
        string value = MeasureText.Value(measure).PadLeft(10);
        string numbers = string.Create(CultureInfo.InvariantCulture, $"{MeasureText.P90(measure),10}{measure.N,6}");
        string trend = measure.IsTooFew ? "" : Sparkline.Render([.. measure.Trend.TakeLast(TrendWidth).Select(point => point.N == 0 && measure.Unit is not (MeasureUnit.Count or MeasureUnit.PerWeek) ? null : point.Value)], !palette.IsColored);
        string row = $"{("  " + measure.Name).PadRight(NameWidth)}{(measure.IsTooFew ? palette.Quiet(value) : value)}{numbers}  {(trend.Length == 0 ? "" : palette.Quiet(trend))}";
        bool isWide = width >= Wide;
        yield return (isWide && measure.Remarks.Length > 0 ? $"{row}{new string(' ', TrendWidth - trend.Length)}  {string.Join("; ", measure.Remarks)}" : row).TrimEnd();
        foreach (string line in isWide ? [] : measure.Remarks.SelectMany(remark => Folded(remark, width - 4)))
            yield return $"    {palette.Quiet(line)}";
    }

    private static IEnumerable<string> Folded(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
