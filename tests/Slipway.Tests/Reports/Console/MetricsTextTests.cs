using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Tests.Releases.Metrics;

namespace Slipway.Tests.Reports.Console;

/// <summary>Measures on the console and as JSON, of a quarter with its ups and downs.</summary>
public sealed class MetricsTextTests
{
    internal static readonly ImmutableArray<Entry> Entries = Quarter();

    internal static readonly DeliveryMetrics Metrics = DeliveryMetrics.Of(ReleaseHistory.Of(Entries), ["staging", "production"], Chronicle.At(24 * 91));

    [Theory]
    [InlineData(80, false)]
    [InlineData(80, true)]
    [InlineData(140, false)]
    [InlineData(140, true)]
    public void The_screen(int width, bool isColored)
    {
        string[] lines = [.. MetricsText.Render(Metrics, width, showsAll: true, new Palette(isColored))];

        Assert.All(lines, line => Assert.True(Visible(line) <= width, $"{Visible(line)} columns: {line}"));
        Golden.Match(lines, $"Golden/metrics.{width}{(isColored ? ".colored" : "")}.txt");
    }

    [Fact]
    public void What_is_behind_a_number()
    {
        Measure measure = Metrics.Environments[1]["failed_deployment_recovery_time"];

        Golden.Match(MetricsText.Behind("production", measure, Entries.Where(entry => measure.Seqs.Contains(entry.Seq)), 100, new Palette(false)), "Golden/metrics.entries.txt");
    }

    [Fact]
    public void For_machines()
    {
        string json = MetricsJson.Of("shop", Metrics with { Environments = [Metrics.Environments[1] with { Measures = Metrics.Environments[1].Measures[..4] }] });

        Assert.Equal(1, JsonDocument.Parse(json).RootElement.GetProperty("schema").GetInt32());
        Golden.Match(json, "Golden/metrics.json.txt");
    }

    [Theory]
    [InlineData("1 2 3 4 5 6 7 8", "▂▃▄▅▅▆▇█", "._-=+*#@")]
    [InlineData("0 0 0", "▁▁▁", "___")]
    [InlineData("0 - 7 -3", "▁ █▁", "_ @_")]
    [InlineData("-", " ", " ")]
    [InlineData("5", "█", "@")]
    public void A_trend_is_drawn_between_nought_and_the_largest(string numbers, string blocks, string plain)
    {
        ImmutableArray<double?> values = [.. numbers.Split(' ').Select(text => text == "-" ? (double?)null : double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];

        Assert.Equal((blocks, plain.Length), (Sparkline.Render(values, isPlain: false), Sparkline.Render(values, isPlain: true).Length));
        Assert.All(Sparkline.Render(values, isPlain: true), character => Assert.True(char.IsAscii(character)));
    }

    [Theory]
    [InlineData(59, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(3599, "60 min")]
    [InlineData(3600, "1.0 h")]
    [InlineData(172_799, "48.0 h")]
    [InlineData(172_800, "2.0 d")]
    [InlineData(-7200, "-2.0 h")]
    public void A_duration(double seconds, string expected) => Assert.Equal(expected, MeasureText.Of(seconds, MeasureUnit.Seconds));

    private static int Visible(string line) => System.Text.RegularExpressions.Regex.Replace(line, "\e\\[[0-9]+m", "").Length;

    // Twelve weeks, two releases a week: every fifth is taken back after three hours, one is mended by a hotfix, one is still broken.
    private static ImmutableArray<Entry> Quarter()
    {
        var story = new Chronicle();
        for (int number = 0; number < 24; number++)
        {
            double hour = 24 + (number * 84);
            char package = (char)('A' + number);
            story.Says(EntryType.CandidateSealed, hour - 2, package, null).Deploys(package, hour, "staging", ("risk", $"{number * 4}"));
            if (number % 6 == 5)
                story.Rehearses(package, (char)(package - 1), hour + 1);
            story.Says(EntryType.ApprovalRequested, hour + 3, package).Says(EntryType.ApprovalGranted, hour + 5 + number, package);
            story.Deploys(package, hour + 30, "production", number == 13 ? [("risk", "30"), ("remediates", "INC-1")] : [("risk", $"{number * 4}")]).Brings(($"{number:00}a", hour - 40), ($"{number:00}b", hour - number));
            if (number == 12)
                story.Incident("INC-1", hour + 31, story.Last);
            if (number == 23)
                story.Incident("INC-2", hour + 40, story.Last, "critical");
            if (number % 5 == 4)
                story.RollsBack((char)(package - 1), hour + 33);
            if (number % 4 == 0)
                story.Says(EntryType.SurveyAnswered, hour + 60, package, "production", ("score", $"{3 + (number % 3)}"), ("role", "support"));
        }

        return story.Entries;
    }
}
