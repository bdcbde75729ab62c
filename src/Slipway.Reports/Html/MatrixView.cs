using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>What runs where, what would come next, and how far the newest releases came: the first thing on the page.</summary>
internal static class MatrixView
{
    private const int Newest = 8;

    public static Part Render(DashboardModel model, ImmutableArray<Standing> standings, Drill drill) => Tag(
        "div.matrix-frame",
        Tag(
            "table.matrix", ("role", "table"),
            Tag("caption", "What runs where"),
            Tag("thead", ("role", "rowgroup"), Tag("tr", ("role", "row"), Tag("th.corner", ("scope", "col"), ("role", "columnheader"), Said(model.Application)), Each(standings, Head))),
            Tag(
                "tbody.now", ("role", "rowgroup"),
                Row("Live now", Each(standings, standing => Live(model, standing, drill))),
                Row("Comes next", Each(standings, standing => Next(model, standing)))),
            Tag("tbody.recent", ("role", "rowgroup"), Each(model.History.Releases.Reverse().Take(Newest), release => Recent(model, release, standings)))));

    private static Part Head(Standing standing) => Tag(
        "th", ("scope", "col"), ("role", "columnheader"), Tag("span.environment", Said(standing.Name)),
        When(!standing.IsInLane, () => Tag("span.quiet", " no longer in the lane")),
        When(standing.Url is not null, () => Link(standing.Url!.AbsoluteUri, ("class", "open"), ("rel", "noreferrer"), "open", Tag("span.unseen", $" {standing.Name}")))); // not null, asked in front

    private static Part Row(string title, Part cells) => Tag("tr", ("role", "row"), Tag("th", ("scope", "row"), ("role", "rowheader"), title), cells);

    private static Part Live(DashboardModel model, Standing standing, Drill drill)
    {
        (string word, string sign, string tone) = standing.Health;
        DeploymentRecord? current = standing.State.Current;
        return Tag(
            $"td.live.{tone}", ("role", "cell"), ("data-environment", standing.Name),
            current is null
                ? Tag("span.version.none", "–")
                : Both(
                    Link(Drill.Release(current.PackageId), ("class", "version"), Said(current.Version)),
                    Tag("p.facts", Tag("code", Words.Short(current.PackageId)), " ", Link(Drill.Entry(current.Seq), ("title", Words.Utc(current.Utc)), $"for {Words.Age(model.Now - current.Utc)}"))),
            Tag($"p.state.{tone}", Sign(sign), word),
            Flags(model, standing, drill));
    }

    private static Part Flags(DashboardModel model, Standing standing, Drill drill) => Tag(
        "ul.flags",
        When(standing.Freeze.IsFrozen, () => Flag("freeze", "note", $"frozen: {standing.Freeze.Reason}", "#calendar")),
        When(!standing.Freeze.IsFrozen && standing.Ahead is not null, () => Flag("freeze", "quiet", $"freeze {standing.Ahead!.Window.Id} from {standing.Ahead.LocalStart}", "#calendar")), // asked in front
        When(standing.State.Pin is not null, () => Flag("pin", "warn", $"pinned: {standing.State.Pin}", EntriesOf(model, standing.Name, EntryType.EnvironmentPinned, drill, newest: true))),
        When(!standing.State.Barred.IsEmpty, () => Flag("bar", "quiet", $"{Words.Many(standing.State.Barred.Count, "package")} barred", EntriesOf(model, standing.Name, EntryType.ReleaseBlocked, drill, newest: false))),
        When(standing.State.Open is not null, () => Flag("open", "note", $"{standing.State.Open!.DeploymentId} stopped at {standing.State.OpenStep ?? "its start"}", Drill.Entry(standing.State.Open.Seq)))); // asked in front

    private static Part Flag(string sign, string tone, string text, string href) => Tag($"li.{tone}", Sign(sign), Link(href, Said(text)));

    private static string EntriesOf(DashboardModel model, string environment, string type, Drill drill, bool newest)
    {
        IEnumerable<int> found = model.History.Entries.Where(entry => entry.Environment == environment && entry.Type == type).Select(entry => entry.Seq);
        return drill.To($"{type} in {environment}", newest ? found.TakeLast(1) : found);
    }

    private static Part Next(DashboardModel model, Standing standing) => standing.Next is not { } next
        ? Tag("td.next.quiet", ("role", "cell"), ("data-environment", standing.Name), Sign("none"), "nothing waits")
        : Tag(
            "td.next", ("role", "cell"), ("data-environment", standing.Name),
            Sign("next"), Link(Drill.Release(next.Id), Said(next.Version)), " ", Tag("span.quiet", $"sealed {Words.Age(model.Now - next.Utc)} ago"),
            When(standing.Waits is not null, () => Tag("p.why", Link(Drill.Entry(standing.Waits!.Seq), Said(Why(standing.Waits)))))); // asked in front

    private static string Why(Entry waits) => waits.Type switch
    {
        EntryType.ApprovalGranted => "approved by " + waits.By,
        EntryType.ApprovalRejected => "rejected: " + ApprovalRejected.Read(waits.Data).Reason,
        EntryType.ApprovalRequested => "waits for approval: " + ApprovalRequested.Read(waits.Data).Missing,
        _ => "refused: " + Releases.Facts.Said.ReasonOf(waits.Data),
    };

    private static Part Recent(DashboardModel model, PastRelease release, ImmutableArray<Standing> standings) => Tag(
        "tr", ("role", "row"),
        Tag(
            "th", ("scope", "row"), ("role", "rowheader"),
            Link(Drill.Release(release.Package.Id), Said(release.Package.Version)), " ", Tag("span.quiet", $"{Words.Age(model.Now - release.Package.Utc)} ago")),
        Each(standings, standing => Cell(Cells.Of(release, standing.Name, model.History.State), standing.Name, release)));

    private static Part Cell(CellState state, string environment, PastRelease release)
    {
        Entry? last = release.Deployments.LastOrDefault(deployment => deployment.Environment == environment)?.Started
            ?? release.Entries.LastOrDefault(entry => entry.Environment == environment);
        Part shown = Both(Sign(Cells.Sign(state)), Cells.Word(state));
        return Tag($"td.{Cells.Tone(state)}", ("role", "cell"), ("data-environment", environment), state == CellState.None || last is null ? shown : Link(Drill.Entry(last.Seq), shown));
    }
}
