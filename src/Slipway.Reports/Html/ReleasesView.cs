using System.Collections.Immutable;
using Slipway.Releases.History;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>The list of releases: the newest are in the page, the script finds the others.</summary>
internal static class ReleasesView
{
    private const int Newest = 25;

    public static Part Render(DashboardModel model, ImmutableArray<PastRelease> releases)
    {
        ImmutableArray<string> environments = model.Environments;
        return Both(
            Tag(
                "form.filter", ("role", "search"), ("hidden", ""),
                Tag("label", ("for", "filter"), "Filter"),
                Tag("input#filter", ("type", "search"), ("autocomplete", "off"), ("spellcheck", "false"), ("placeholder", "version, package, commit, person, live:production, failed …"), ("aria-describedby", "found")),
                Tag("kbd", ("aria-hidden", "true"), "/"),
                Tag("output#found", ("for", "filter"), Words.Many(releases.Length, "release"))),
            Tag(
                "div.scroll", ("tabindex", "0"), ("role", "region"), ("aria-label", "List of releases"),
                Tag(
                    "table.list#release-list",
                    Tag("caption", releases.Length > Newest ? $"The newest {Words.Plain(Newest)} of {Words.Many(releases.Length, "release")}" : Words.Many(releases.Length, "release")),
                    Tag("thead", Tag("tr", Column("Version"), Column("Package"), Column("Sealed"), Column("By"), Each(environments, Column))),
                    Tag("tbody", Each(releases.Reverse().Take(Newest), release => Row(model, release, environments))))),
            Tag("p", Tag("button#more", ("type", "button"), ("hidden", ""), "Show more")));
    }

    private static Part Column(string title) => Tag("th", ("scope", "col"), Said(title));

    private static Part Row(DashboardModel model, PastRelease release, ImmutableArray<string> environments) => Tag(
        "tr",
        Tag("th", ("scope", "row"), Link(Drill.Release(release.Package.Id), Said(release.Package.Version)), When(release.Package.IsDirty, () => Tag("span.warn", " uncommitted changes"))),
        Tag("td", Tag("code", Words.Short(release.Package.Id))),
        Tag("td", Link(Drill.Entry(release.Package.Seq), Tag("time", ("datetime", Words.Iso(release.Package.Utc)), Words.Day(release.Package.Utc)))),
        Tag("td", Said(release.Package.Sealer)),
        Each(environments, environment => Cell(Cells.Of(release, environment, model.History.State))));

    private static Part Cell(CellState state) => Tag($"td.{Cells.Tone(state)}", Sign(Cells.Sign(state)), Cells.Word(state));
}
