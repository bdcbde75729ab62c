using Slipway.Releases.Facts;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Fakes;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Reports.Html;

namespace Slipway.Tests.Reports.Html;

/// <summary>A dashboard can be read from the first release on, and what is drawn says what it is.</summary>
public sealed partial class YoungProjectTests
{
    private static readonly ImmutableArray<Entry> First = Facts.Ledger(
        Facts.Draft(EntryType.CandidateSealed) with { PackageId = Facts.Id('a'), Version = "1.0.0" },
        Facts.Draft(EntryType.DeployStarted, "staging", 'a'), Facts.Draft(EntryType.DeployCompleted, "staging", 'a'));

    [Fact]
    public void One_week_is_one_week_and_its_bar_no_wall()
    {
        string page = Page(First, Facts.Noon.AddHours(1));

        Assert.Contains("1 attempt in 1 week, 0 taken back or failed", page, StringComparison.Ordinal);
        Assert.All(Bars.Matches(page), bar => Assert.InRange(double.Parse(bar.Groups[1].Value, CultureInfo.InvariantCulture), 1, 40));
        Assert.Contains(">week of 9 Mar</text>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_timeline_begins_where_the_project_does()
    {
        Assert.Contains("Since 2026-03-10. A strip is what served", Page(First, Facts.Noon.AddHours(1)), StringComparison.Ordinal);
        Assert.Contains("Since 2026-03-13. A strip is what served", Page(First, Facts.Noon.AddDays(40)), StringComparison.Ordinal);
        Assert.Contains("The last 90 days. A strip is what served", Page(First, Facts.Noon.AddDays(400)), StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_first_deployment_it_says_that_there_was_none() =>
        Assert.Contains("Nothing was deployed yet.", Page(First[..1], Facts.Noon.AddHours(1)), StringComparison.Ordinal);

    [Fact]
    public void Drawn_series_say_what_their_colours_and_axes_are()
    {
        string page = Page(First, Facts.Noon.AddHours(1));

        Assert.Matches("deployments</text>", page);
        Assert.Matches("time</text>", page);
        foreach (string word in new[] { "succeeded", "taken back", "failed", "serves", "served, and was taken back", "from start to end, where it succeeded" })
            Assert.Matches($"</svg>{word}</li>", page);
    }

    [Fact]
    public void A_trend_says_from_when_to_when_and_how_high_it_goes()
    {
        var measure = new DashboardMeasure("Deployment frequency", "2/week", 6)
        {
            Trend = [new TrendPoint("2026-03-01", 1), new TrendPoint("2026-03-08", 3)], Peak = "3.0/week",
        };

        string page = DashboardPage.Render(Model(First, Facts.Noon.AddHours(1)) with { Measures = [measure] });

        Assert.Contains("<p class=\"axis\">2026-03-01 to 2026-03-08, at most 3.0/week</p>", page, StringComparison.Ordinal);
    }

    private static string Page(ImmutableArray<Entry> entries, DateTimeOffset now) => DashboardPage.Render(Model(entries, now));

    private static DashboardModel Model(ImmutableArray<Entry> entries, DateTimeOffset now) => new()
    {
        Application = "shop", History = ReleaseHistory.Of(entries), Lane = Facts.Lane[..1], Now = now, Ledger = new LedgerVerdict(entries.Length, entries[^1].Hash),
    };

    [GeneratedRegex("<rect class=\"(?:ok|warn|bad)\" x=\"[^\"]*\" y=\"[^\"]*\" width=\"([^\"]*)\"")]
    private static partial Regex Bars { get; }
}
