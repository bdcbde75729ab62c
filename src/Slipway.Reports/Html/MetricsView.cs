using System.Collections.Immutable;
using System.Globalization;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>Measures with their trends, and drawn charts of every environment. Each number leads to its entries.</summary>
internal static class MetricsView
{
    private const double Width = 440;
    private const double Height = 172;
    private const double Bottom = 146;
    private const double Above = 8;
    private const double Left = 42;
    private const double WidestName = 28;
    private const double WidestBar = 36;
    private const int YoungWeeks = 8;

    public static Part Render(DashboardModel model, Drill drill) => Both(
        When(!model.Measures.IsEmpty, () => Measures(model, drill)),
        When(!model.Measures.IsEmpty, () => Tag("h3", "Week by week")),
        Tag("div.charts", Each(model.Environments, environment => Environment(DashboardMetrics.Of(model.History, environment, model.Now), drill))));

    // What there is nothing of yet takes a line, not a card.
    private static Part Measures(DashboardModel model, Drill drill)
    {
        ILookup<bool, DashboardMeasure> known = model.Measures.ToLookup(measure => measure.Count > 0 || !measure.IsTooFew);
        return Both(
            When(model.MeasuredOf.Length > 0, () => Tag("p.quiet", Said(model.MeasuredOf))),
            Tag("ul.measures", Each(known[true], measure => Measure(measure, drill))),
            When(known[false].Any(), () => Tag("p.quiet.unmeasured", "Nothing to measure yet: ", Said(string.Join(", ", known[false].Select(measure => measure.Name))), ".")));
    }

    private static Part Measure(DashboardMeasure measure, Drill drill) => Tag(
        "li.measure",
        Tag("h3", Said(measure.Name)),
        Tag(measure.IsTooFew ? "p.value.few" : "p.value", measure.Entries.IsDefaultOrEmpty ? Said(measure.Value) : Link(drill.To(measure.Name, measure.Entries), Said(measure.Value))),
        Tag(measure.IsTooFew ? "p.n.warn" : "p.n", measure.IsTooFew ? Sign("alert") : Part.None, Cases(measure)),
        When(measure.Trend.Count(point => point.Value is not null) > 1, () => Spark(measure)),
        When(measure.Explanation.Length > 0, () => Tag("details", Tag("summary", "How it is counted"), Tag("p.quiet", Said(measure.Explanation)))));

    // Twelve commits of one deployment are one case, told twelve times.
    private static string Cases(DashboardMeasure measure) =>
        $"n = {Words.Number(measure.Count)}{(measure.Deployments is { } deployments ? $" of {Words.Many(deployments, "deployment")}" : "")}"
        + (measure.Ninth.Length > 0 ? $", nine of ten within {measure.Ninth}" : "")
        + (measure.IsTooFew ? ", too few to tell" : "");

    private static Part Spark(DashboardMeasure measure)
    {
        double most = measure.Trend.Max(point => point.Value ?? 0);
        double step = 200.0 / (measure.Trend.Length - 1);
        string At(int index, double value) => $"{Words.At(index * step)} {Words.At(36 - (most > 0 ? 32 * value / most : 0))}";
        var path = new System.Text.StringBuilder();
        bool isDrawing = false;
        for (int index = 0; index < measure.Trend.Length; index++)
        {
            if (measure.Trend[index].Value is { } value)
                path.Append(isDrawing ? 'L' : 'M').Append(At(index, value)).Append(isDrawing || index + 1 < measure.Trend.Length && measure.Trend[index + 1].Value is not null ? "" : "h3"); // a point of its own is a dash
            isDrawing = measure.Trend[index].Value is not null;
        }

        string first = measure.Trend[0].Label, last = measure.Trend[^1].Label;
        return Both(
            Tag(
                "svg.spark", ("viewBox", "0 0 200 40"), ("role", "img"), ("aria-label", $"trend from {first} to {last}"), ("preserveAspectRatio", "none"),
                Tag("path", ("d", path.ToString()))),
            Tag("p.axis", Range(measure)));
    }

    private static string Range(DashboardMeasure measure) =>
        $"{measure.Trend[0].Label} to {measure.Trend[^1].Label}{(measure.Peak.Length > 0 ? $", at most {measure.Peak}" : "")}";

    private static Part Environment(DashboardMetrics metrics, Drill drill)
    {
        int all = metrics.Weeks.Sum(week => week.Count);
        return Tag(
            "section.chart-card",
            Tag("h3", Said(metrics.Environment)),
            Tag(
                "p.counts",
                Count("succeeded", "ok", metrics, week => week.Good, drill), Count("taken back", "warn", metrics, week => week.Back, drill), Count("failed", "bad", metrics, week => week.Bad, drill),
                all < 5 ? Tag("span.warn", Sign("alert"), "too few to tell") : Part.None),
            Figure("Deployments a week", Bars(metrics, drill), ChartLegend.Outcomes),
            Figure("Median time to deploy, by week", Durations(metrics, drill), ChartLegend.Of(("line", "from start to end, where it succeeded"))),
            Numbers(metrics, drill));
    }

    private static Part Count(string word, string tone, DashboardMetrics metrics, Func<MetricWeek, ImmutableArray<int>> entries, Drill drill)
    {
        int[] seqs = [.. metrics.Weeks.SelectMany(week => entries(week))];
        string sign = tone switch { "ok" => "ok", "warn" => "back", _ => "bad" };
        Part number = Both(Tag("b", Words.Number(seqs.Length)), " ", word);
        return Tag(seqs.Length == 0 ? "span.quiet" : $"span.{tone}", Sign(sign), seqs.Length == 0 ? number : Link(drill.To($"deployments in {metrics.Environment}: {word}", seqs), number));
    }

    private static Part Figure(string caption, Part chart, Part legend) => Tag(
        "figure", Tag("figcaption", caption), Tag("div.scroll", ("tabindex", "0"), ("role", "region"), ("aria-label", caption), chart), legend);

    private static Part Unit(string unit) => Tag("text.tick", ("x", Words.At(Left + 2)), ("y", "7"), unit);

    private static Part Bars(DashboardMetrics metrics, Drill drill)
    {
        int most = Math.Max(4, metrics.Weeks.Max(week => week.Count));
        double step = (Width - Left) / metrics.Weeks.Length;
        return Tag(
            "svg.chart.bars", ("viewBox", $"0 -{Words.At(Above)} {Words.At(Width)} {Words.At(Height + Above)}"), ("role", "group"), ("aria-label", $"deployments a week in {metrics.Environment}"),
            Unit("deployments"), Grid(most, value => Words.Plain((int)Math.Round(value))), WeekNames(metrics, step),
            Each(metrics.Weeks.Index().Where(week => week.Item.Count > 0), week => Bar(week.Item, Left + (week.Index * step), step, most, metrics.Environment, drill)));
    }

    private static Part Bar(MetricWeek week, double x, double step, int most, string environment, Drill drill)
    {
        double unit = (Bottom - 10) / most;
        double top = Bottom;
        double width = Math.Clamp(step * 0.76, 1, WidestBar);
        Part Piece(string tone, int count)
        {
            if (count == 0)
                return Part.None;
            top -= count * unit;
            (string left, string height) = (Words.At(x + ((step - width) / 2)), Words.At((count * unit) - 0.6));
            return Tag($"rect.{tone}", ("x", left), ("y", Words.At(top)), ("width", Words.At(width)), ("height", height));
        }

        string title = $"week of {Words.Day(week.Monday)}: {Words.Plain(week.Good.Length)} succeeded, {Words.Plain(week.Back.Length)} taken back, {Words.Plain(week.Bad.Length)} failed";
        return Link(
            drill.To($"{environment}, {title}", [.. week.Good, .. week.Back, .. week.Bad]), Tag("title", title),
            Piece("ok", week.Good.Length), Piece("warn", week.Back.Length), Piece("bad", week.Bad.Length));
    }

    private static Part Durations(DashboardMetrics metrics, Drill drill)
    {
        double most = 120 * Math.Ceiling(Math.Max(60, metrics.Weeks.Max(week => week.Median?.TotalSeconds ?? 0)) / 120); // half of it is whole minutes
        double step = (Width - Left) / metrics.Weeks.Length;
        double Y(TimeSpan median) => Bottom - ((Bottom - 10) * median.TotalSeconds / most);
        (int Index, MetricWeek Item)[] known = [.. metrics.Weeks.Index().Where(week => week.Item.Median is not null)];
        string path = string.Concat(known.Select((week, at) => $"{(at == 0 ? 'M' : 'L')}{Words.At(Left + ((week.Index + 0.5) * step))} {Words.At(Y(week.Item.Median!.Value))}")); // known have one
        return Tag(
            "svg.chart.line", ("viewBox", $"0 -{Words.At(Above)} {Words.At(Width)} {Words.At(Height + Above)}"), ("role", "group"), ("aria-label", $"median time to deploy in {metrics.Environment}"),
            Unit("time"), Grid(most, value => Words.Length(TimeSpan.FromSeconds(value))), WeekNames(metrics, step), Tag("path.line", ("d", path)),
            Each(known, week => Link(
                drill.To($"{metrics.Environment}, week of {Words.Day(week.Item.Monday)}: deployments that succeeded", [.. week.Item.Good, .. week.Item.Back]),
                Tag("circle", ("cx", Words.At(Left + ((week.Index + 0.5) * step))), ("cy", Words.At(Y(week.Item.Median!.Value))), ("r", "3"), Tag("title", $"week of {Words.Day(week.Item.Monday)}: {Words.Length(week.Item.Median.Value)}"))))); // known have one
    }

    private static Part Grid(double most, Func<double, string> label) => Each([0, 0.5, 1.0], share => Both(
        Tag("line.grid", ("x1", Words.At(Left)), ("x2", Words.At(Width)), ("y1", Words.At(Bottom - ((Bottom - 10) * share))), ("y2", Words.At(Bottom - ((Bottom - 10) * share)))),
        Tag("text.grid", ("x", Words.At(Left - 4)), ("y", Words.At(Bottom + 4 - ((Bottom - 10) * share))), label(most * share))));

    private static Part WeekNames(DashboardMetrics metrics, double step)
    {
        if (metrics.Weeks.Length <= YoungWeeks)
            return Days(metrics, step);
        var named = metrics.Weeks.Index().Where(week => week.Index == 0 || week.Item.Monday.Month != metrics.Weeks[week.Index - 1].Monday.Month).ToArray();
        int every = Math.Max(1, (int)Math.Ceiling(named.Length / 6.0));
        return Each(named.Where((week, at) => at % every == 0 && Left + (week.Index * step) < Width - WidestName), week => Tag("text.tick", ("x", Words.At(Left + (week.Index * step))), ("y", Words.At(Bottom + 18)), week.Item.Monday.ToString("MMM", CultureInfo.InvariantCulture)));
    }

    // Of a young project each week is named: its months would leave most of them without.
    private static Part Days(DashboardMetrics metrics, double step)
    {
        int every = metrics.Weeks.Length > YoungWeeks / 2 ? 2 : 1;
        return Each(metrics.Weeks.Index().Where(week => week.Index % every == 0), week => Tag(
            "text.tick", ("x", Words.At(Left + (week.Index * step))), ("y", Words.At(Bottom + 18)),
            $"week of {week.Item.Monday.ToString("d MMM", CultureInfo.InvariantCulture)}"));
    }

    // The same as a table, for whoever cannot see the charts.
    private static Part Numbers(DashboardMetrics metrics, Drill drill) => Tag(
        "details",
        Tag("summary", "As a table"),
        Tag(
            "table.list", Tag("caption", $"The last 12 weeks of {metrics.Environment}"),
            Tag("thead", Tag("tr", Each(["Week of", "Succeeded", "Taken back", "Failed", "Median time"], name => Tag("th", ("scope", "col"), name)))),
            Tag("tbody", Each(metrics.Weeks.TakeLast(12), week => Tag(
                "tr", Tag("th", ("scope", "row"), Words.Day(week.Monday)),
                Each([week.Good, week.Back, week.Bad], entries => Tag("td", entries.IsEmpty ? "0" : Link(drill.To($"{metrics.Environment}, week of {Words.Day(week.Monday)}", entries), Words.Plain(entries.Length)))),
                Tag("td", week.Median is { } median ? Words.Length(median) : "–"))))));
}
