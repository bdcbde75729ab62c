using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>What served when, one strip for each environment, with every attempt as a mark on it.</summary>
internal static class TimelineView
{
    private const double Width = 1200;
    private const double Left = 4;
    private const double Strip = 40;
    private const double LaneHeight = 104;
    private const int MostMarks = 90;
    private const int ShortestDays = 4;

    private static readonly ImmutableArray<int> Windows = [90, 42, 14, 5];

    public static Part Render(DashboardModel model)
    {
        ImmutableArray<PastDeployment> all = [.. model.History.Deployments.Where(deployment => !deployment.IsRehearsal)];
        int days = Windows.FirstOrDefault(days => model.Environments.All(environment => all.Count(deployment => deployment.Environment == environment && deployment.Started.Utc > model.Now.AddDays(-days)) <= MostMarks), Windows[^1]);
        TimeAxis axis = Axis(all, model.Now, days);
        return Both(
            Tag("p.quiet", $"{Covered(axis, days)}. A strip is what served; a mark is an attempt."),
            Each(model.Environments, environment => Lane(environment, [.. all.Where(deployment => deployment.Environment == environment)], [.. model.History.State.Governance.Incidents.Values.Where(incident => incident.Environment == environment)], axis)),
            Legend());
    }

    // A young project begins at the left: in a quarter its two days would be a dash at the right.
    private static TimeAxis Axis(ImmutableArray<PastDeployment> all, DateTimeOffset now, int days)
    {
        DateTimeOffset start = now.AddDays(-days);
        if (!all.IsEmpty && all[0].Started.Utc.AddDays(-1) > start)
            start = all[0].Started.Utc.AddDays(-1) < now.AddDays(-ShortestDays) ? all[0].Started.Utc.AddDays(-1) : now.AddDays(-ShortestDays);
        return new TimeAxis(start, now, Left, Width - Left);
    }

    private static string Covered(TimeAxis axis, int days) =>
        axis.Start > axis.End.AddDays(-days) ? $"Since {Words.Day(axis.Start)}" : $"The last {Words.Plain(days)} days";

    private static Part Lane(string environment, ImmutableArray<PastDeployment> deployments, ImmutableArray<IncidentRecord> incidents, TimeAxis axis) => Tag(
        "figure.timeline",
        Tag("figcaption", Said(environment), " ", Tag("span.quiet", Attempts(deployments.Where(deployment => axis.Holds(deployment.Started.Utc))))),
        Tag(
            "div.scroll", ("tabindex", "0"), ("role", "region"), ("aria-label", $"Timeline of {environment}"),
            Tag(
                "svg.chart", ("viewBox", $"0 0 {Words.At(Width)} {Words.At(LaneHeight)}"), ("role", "group"), ("aria-label", $"{environment}: what served when"),
                Ticks(axis),
                Each(Served(deployments, axis.Start), span => Span(span, axis)),
                Each(deployments.Where(deployment => axis.Holds(deployment.Started.Utc)).TakeLast(MostMarks), deployment => Mark(deployment, axis)),
                Each(incidents.Where(incident => incident.Since <= axis.End && (incident.Resolved?.Utc ?? axis.End) >= axis.Start), incident => Incident(incident, axis)))));

    private static string Attempts(IEnumerable<PastDeployment> deployments) => Words.Many(deployments.Count(DashboardMetrics.IsAttempt), "attempt");

    private static Part Ticks(TimeAxis axis) => Each(axis.Weeks(8), week => Both(
        Tag("line.tick", ("x1", Words.At(axis.At(week))), ("x2", Words.At(axis.At(week))), ("y1", "0"), ("y2", Words.At(LaneHeight - 16))),
        Tag("text.tick", ("x", Words.At(axis.At(week) + 3)), ("y", Words.At(LaneHeight - 3)), week.ToString("d MMM", CultureInfo.InvariantCulture))));

    // What served, from one arrival to the next one or to now.
    private static IEnumerable<(PastDeployment Deployment, DateTimeOffset From, DateTimeOffset? To)> Served(ImmutableArray<PastDeployment> deployments, DateTimeOffset start)
    {
        PastDeployment[] arrived = [.. deployments.Where(deployment => deployment.IsSuccessful)];
        for (int index = 0; index < arrived.Length; index++)
        {
            DateTimeOffset? to = index + 1 < arrived.Length ? arrived[index + 1].Ended!.Utc : null; // successful ones have ended
            if (to is null || to > start)
                yield return (arrived[index], arrived[index].Ended!.Utc, to); // as above
        }
    }

    private static Part Span((PastDeployment Deployment, DateTimeOffset From, DateTimeOffset? To) span, TimeAxis axis)
    {
        double from = axis.At(span.From);
        double width = Math.Max(1.5, axis.At(span.To ?? axis.End) - from - 1.5);
        string tone = span.Deployment.TakenBack is not null ? "warn" : span.To is null ? "live" : "past";
        return Link(
            Drill.Release(span.Deployment.PackageId),
            Tag($"rect.span.{tone}", ("x", Words.At(from)), ("y", Words.At(Strip)), ("width", Words.At(width)), ("height", "30"), ("rx", "3"), Tag("title", $"{span.Deployment.Version} from {Words.Utc(span.From)}{(span.To is { } to ? $" to {Words.Utc(to)}" : ", still live")}")),
            When(width > (span.Deployment.Version.Length * 7.2) + 10, () => Tag($"text.span.{tone}", ("x", Words.At(from + 6)), ("y", Words.At(Strip + 20)), span.Deployment.Version)));
    }

    private static Part Mark(PastDeployment deployment, TimeAxis axis)
    {
        double x = axis.At(deployment.Started.Utc);
        string tone = Cells.OutcomeTone(deployment.Outcome);
        bool isRollback = deployment.Kind == DeploymentKind.Rollback;
        string shape = isRollback || deployment.Outcome == "rolled back" ? $"M{Words.At(x)} 14l7 -7v14z"
            : deployment.Outcome == "failed" ? $"M{Words.At(x - 6)} 8l12 12m-12 0l12 -12"
            : $"M{Words.At(x - 5)} 14a5 5 0 1 0 10 0a5 5 0 1 0 -10 0";
        return Link(
            Drill.Entry(deployment.Started.Seq), ("class", "mark"),
            Tag("title", $"{(isRollback ? "rollback to" : "deployment of")} {deployment.Version}: {deployment.Outcome}, {Words.Utc(deployment.Started.Utc)}"),
            Tag("line.stem", ("x1", Words.At(x)), ("x2", Words.At(x)), ("y1", "20"), ("y2", Words.At(Strip))),
            Tag($"path.mark.{(isRollback ? "warn" : tone)}", ("d", shape)));
    }

    // As long as it lasted, below what served meanwhile.
    private static Part Incident(IncidentRecord incident, TimeAxis axis)
    {
        double from = axis.At(incident.Since);
        return Link(
            Drill.Entry(incident.Opened.Seq), ("class", "mark"),
            Tag("title", $"{incident.Id} ({Word.Of(incident.Severity)}) {incident.Title}: from {Words.Utc(incident.Since)}{(incident.Resolved is { } end ? $" to {Words.Utc(end.Utc)}" : ", still open")}"),
            Tag("rect.incident", ("x", Words.At(from)), ("y", Words.At(Strip + 33)), ("width", Words.At(Math.Max(6, axis.At(incident.Resolved?.Utc ?? axis.End) - from))), ("height", "7"), ("rx", "2")));
    }

    private static Part Legend() => Both(ChartLegend.Of(("live", "serves"), ("past", "served"), ("back", "served, and was taken back")), Marks());

    private static Part Marks() => Tag(
        "ul.legend",
        Tag("li", Tag("svg.key", ("viewBox", "0 0 12 12"), ("aria-hidden", "true"), Tag("path.mark.ok", ("d", "M1 6a5 5 0 1 0 10 0a5 5 0 1 0 -10 0"))), "succeeded"),
        Tag("li", Tag("svg.key", ("viewBox", "0 0 12 12"), ("aria-hidden", "true"), Tag("path.mark.bad", ("d", "M1 1l10 10m-10 0l10 -10"))), "failed"),
        Tag("li", Tag("svg.key", ("viewBox", "0 0 12 12"), ("aria-hidden", "true"), Tag("path.mark.warn", ("d", "M2 6l8 -5v10z"))), "taken back"),
        Tag("li", Tag("svg.key", ("viewBox", "0 0 12 12"), ("aria-hidden", "true"), Tag("rect.incident", ("x", "0"), ("y", "3"), ("width", "12"), ("height", "6"), ("rx", "2"))), "incident, as long as it lasted"));
}
