using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;
using Slipway.Reports.Html;

namespace Slipway.Tests.Reports.Html;

public sealed class DashboardMetricsTests
{
    // A Saturday; the week is that of 9 March.
    private static readonly DateTimeOffset Now = Facts.Noon;

    [Fact]
    public void Weeks_count_what_stayed_what_was_taken_back_and_what_failed()
    {
        ImmutableArray<Entry> entries = Facts.Ledger(
            At(-7, EntryType.DeployStarted, 'a'), At(-7, EntryType.DeployCompleted, 'a'), // stayed; entry 1
            At(-1, EntryType.DeployStarted, 'b'), At(-1, EntryType.DeployCompleted, 'b'), // taken back by the next; entry 3
            At(-1, EntryType.RollbackStarted, 'a'), At(-1, EntryType.RollbackCompleted, 'a'), // entry 5
            At(-1, EntryType.DeployStarted, 'c'), At(-1, EntryType.DeployFailed, 'c')); // failed; entry 7

        ImmutableArray<MetricWeek> weeks = DashboardMetrics.Of(ReleaseHistory.Of(entries), "staging", Now).Weeks;

        Assert.Equal([new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 9)], weeks.Select(week => week.Monday));
        Assert.Equal([1], weeks[0].Good);
        Assert.Equal(TimeSpan.FromMinutes(1), weeks[0].Median); // the fakes put a minute between entries
        Assert.Empty(weeks[1].Good);
        Assert.Equal([3], weeks[1].Back);
        Assert.Equal([7], weeks[1].Bad);
        Assert.Equal(2, weeks[1].Count);
    }

    [Fact]
    public void Three_deployments_and_a_rollback_are_three_attempts_here_and_in_the_measures()
    {
        ImmutableArray<Entry> entries = Facts.Ledger(
            At(-1, EntryType.DeployStarted, 'a'), At(-1, EntryType.DeployCompleted, 'a'),
            At(-1, EntryType.DeployStarted, 'b'), At(-1, EntryType.DeployCompleted, 'b'),
            At(-1, EntryType.DeployStarted, 'c'), At(-1, EntryType.DeployCompleted, 'c'),
            At(-1, EntryType.RollbackStarted, 'b'), At(-1, EntryType.RollbackCompleted, 'b'));
        var history = ReleaseHistory.Of(entries);

        EnvironmentMeasures measures = DeliveryMetrics.Of(history, ["staging"], Now).Environments[0];
        ImmutableArray<MetricWeek> weeks = DashboardMetrics.Of(history, "staging", Now).Weeks;
        string page = DashboardPage.Render(new DashboardModel
        {
            Application = "shop", History = history, Lane = Facts.Lane[..1], Now = Now, Ledger = new LedgerVerdict(entries.Length, entries[^1].Hash),
        });

        Assert.Equal(measures["deployment_frequency"].N, weeks.Sum(week => week.Count));
        Assert.Equal(measures["change_fail_rate"].Value, weeks.Sum(week => week.Back.Length) / (double)weeks.Sum(week => week.Count));
        Assert.Contains("3 attempts in 1 week, 1 taken back or failed", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"quiet\">3 attempts</span>", page, StringComparison.Ordinal); // of the timeline
    }

    [Fact]
    public void A_week_without_deployments_is_there_and_says_nothing()
    {
        ImmutableArray<Entry> entries = Facts.Ledger(At(-21, EntryType.DeployStarted, 'a'), At(-21, EntryType.DeployCompleted, 'a'));

        ImmutableArray<MetricWeek> weeks = DashboardMetrics.Of(ReleaseHistory.Of(entries), "staging", Now).Weeks;

        Assert.Equal(4, weeks.Length);
        Assert.All(weeks.Skip(1), week => Assert.Equal((0, null), (week.Count, week.Median)));
    }

    private static Entry At(int days, string type, char package) => Facts.Draft(type, "staging", package) with { Utc = Now.AddDays(days) };
}
