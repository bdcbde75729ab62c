using System.Collections.Immutable;
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
                Row("Live now", Each(standings, standing => LiveCell.Render(model, standing, drill))),
                Row("Comes next", Each(standings, standing => Next(model, standing)))),
            Tag("tbody.recent", ("role", "rowgroup"), Each(model.History.Releases.Reverse().Take(Newest), release => Recent(model, release, standings)))));

    private static Part Head(Standing standing) => Tag(
        "th", ("scope", "col"), ("role", "columnheader"), Tag("span.environment", Said(standing.Name)),
        When(!standing.IsInLane, () => Tag("span.quiet", " no longer in the lane")),
        When(standing.Url is not null, () => Link(standing.Url!.AbsoluteUri, ("class", "open"), ("rel", "noreferrer"), "open", Tag("span.unseen", $" {standing.Name}")))); // not null, asked in front

    private static Part Row(string title, Part cells) => Tag("tr", ("role", "row"), Tag("th", ("scope", "row"), ("role", "rowheader"), title), cells);

    private static Part Next(DashboardModel model, Standing standing) => standing.Next is not { } next
        ? Tag("td.next.quiet", ("role", "cell"), ("data-environment", standing.Name), Sign("none"), "nothing waits")
        : Tag(
            "td.next", ("role", "cell"), ("data-environment", standing.Name),
            Sign("next"), Link(Drill.Release(next.Id), Said(next.Version)), " ", Tag("span.quiet", $"sealed {Words.Age(model.Now - next.Utc)} ago"),
            standing.Coming is { } coming
                ? Both(Tag("p.why", coming.Outline), ComingView.Way(coming), Tag("p.why.typed", Tag("code", coming.Command)))
                : standing.Waits is { } waits ? Tag("p.why", Link(Drill.Entry(waits.Seq), Said(Why(waits)))) : Part.None);

    private static string Why(Entry waits) => waits.Type switch
    {
        EntryType.ApprovalGranted => "approved by " + waits.Data.GetValueOrDefault("person", waits.Actor.Id),
        EntryType.ApprovalRejected => "rejected: " + waits.Data.GetValueOrDefault("reason", ""),
        EntryType.ApprovalRequested => "waits for approval: " + waits.Data.GetValueOrDefault("missing", ""),
        _ => "refused: " + waits.Data.GetValueOrDefault("reason", ""),
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
