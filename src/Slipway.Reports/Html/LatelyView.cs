using System.Globalization;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>What happened last, and how the last weeks went, small enough for the first page.</summary>
internal static class LatelyView
{
    private const int Most = 6;
    private const double Left = 24;

    public static Part Render(DashboardModel model)
    {
        (Entry Started, string Outcome, string Text)[] lately = [.. model.History.Deployments
            .Where(deployment => !deployment.IsRehearsal)
            .Select(deployment => (deployment.Started, deployment.Outcome, Text(deployment)))
            .Concat(model.History.Refusals.Select(refusal => (refusal, "refused", $"{refusal.Version} to {refusal.Environment}")))
            .OrderByDescending(happened => happened.Item1.Seq)
            .Take(Most)];
        return lately.Length == 0 ? Tag("p.quiet", "Nothing was deployed yet.") : Tag("ol.lately", Each(lately, happened => Tag(
            $"li.{Cells.OutcomeTone(happened.Outcome)}",
            Sign(Cells.OutcomeSign(happened.Outcome)), Link(Drill.Entry(happened.Started.Seq), Said(happened.Text)), " ", Tag("span.word", happened.Outcome), " ", Tag("span.quiet", $"{Words.Age(model.Now - happened.Started.Utc)} ago"))));
    }

    /// <summary>Deployments of the last quarter, a bar for each week.</summary>
    public static Part Weeks(DashboardMetrics metrics, Drill drill)
    {
        MetricWeek[] weeks = [.. metrics.Weeks.TakeLast(13)];
        int most = Math.Max(3, weeks.Max(week => week.Count));
        int all = weeks.Sum(week => week.Count);
        int back = weeks.Sum(week => week.Back.Length + week.Bad.Length);
        return Both(
            Tag(
                "svg.chart.bars.small", ("viewBox", "0 0 284 100"), ("role", "group"),
                ("aria-label", $"deployments a week in {metrics.Environment}, the last {Words.Many(weeks.Length, "week")}"),
                Axes(weeks, most),
                Each(
                    weeks.Index().Where(week => week.Item.Count > 0),
                    week => Bar(week.Item, Left + (week.Index * 20), 74.0 / most, metrics.Environment, drill))),
            ChartLegend.Outcomes,
            Tag("p.quiet", $"{Words.Many(all, "attempt")} in {Words.Many(weeks.Length, "week")}, {Words.Plain(back)} taken back or failed"));
    }

    private static Part Axes(MetricWeek[] weeks, int most) => Both(
        Each([0, most], count => Both(
            Tag("line.grid", ("x1", Words.At(Left)), ("x2", "284"), ("y1", Words.At(Y(count, most))), ("y2", Words.At(Y(count, most)))),
            Tag("text.grid", ("x", Words.At(Left - 4)), ("y", Words.At(Y(count, most) + 4)), Words.Plain(count)))),
        Week(weeks[0], Left, "tick"),
        When(weeks.Length > 6, () => Week(weeks[^1], Left + (weeks.Length * 20), "tick.end")));

    private static Part Week(MetricWeek week, double x, string anchor) =>
        Tag($"text.{anchor}", ("x", Words.At(x)), ("y", "96"), week.Monday.ToString("d MMM", CultureInfo.InvariantCulture));

    private static double Y(int count, int most) => 80 - (74.0 * count / most);

    private static Part Bar(MetricWeek week, double x, double unit, string environment, Drill drill)
    {
        string title = $"{environment}, week of {Words.Day(week.Monday)}: {Words.Plain(week.Good.Length)} succeeded, {Words.Plain(week.Back.Length)} taken back, {Words.Plain(week.Bad.Length)} failed";
        double good = week.Good.Length * unit, back = week.Back.Length * unit, bad = week.Bad.Length * unit;
        Part Piece(string tone, double top, double height) => When(height > 0, () => Tag($"rect.{tone}", ("x", Words.At(x + 2)), ("y", Words.At(top)), ("width", "16"), ("height", Words.At(height - 0.8))));
        return Link(
            drill.To(title, [.. week.Good, .. week.Back, .. week.Bad]), Tag("title", title),
            Piece("ok", 80 - good, good), Piece("warn", 80 - good - back, back), Piece("bad", 80 - good - back - bad, bad));
    }

    private static string Text(PastDeployment deployment) => deployment.Kind == DeploymentKind.Rollback
        ? $"{deployment.Environment} back to {deployment.Version}"
        : $"{deployment.Version} to {deployment.Environment}";
}
