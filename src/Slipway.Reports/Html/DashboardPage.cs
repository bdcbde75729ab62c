using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.History;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>The dashboard: one file that holds everything it shows and asks nobody for anything.</summary>
public static class DashboardPage
{
    private static readonly ImmutableArray<(string Id, string Title)> Views =
    [
        ("now", "Now"), ("releases", "Releases"), ("timelines", "Timelines"), ("calendar", "Calendar"), ("decisions", "Decisions"), ("metrics", "Metrics"), ("plan", "Plan"), ("ledger", "Ledger"),
    ];

    /// <summary>Renders the page; the same model always gives the same text.</summary>
    public static string Render(DashboardModel model)
    {
        DashboardModel shown = model.IsRedacted ? Redaction.Of(model) : model;
        var drill = new Drill();
        ImmutableArray<PastRelease> releases = [.. shown.History.Releases.Where(release => shown.Since is not { } since || release.Entries[^1].Utc >= since)];
        Part main = Main(shown, releases, drill);
        return "<!doctype html>\n" + Write(Tag(
            "html", ("lang", "en"), When(shown.IsLive, () => ("data-live", "changes")),
            Head(shown),
            Tag(
                "body",
                Link("#main", ("class", "skip"), "Skip to the matrix"),
                new Part.Verbatim(Assets.Signs),
                Header(shown),
                main,
                Footer(shown),
                Tag("script#data", ("type", "text/plain"), new Part.Verbatim(PageData.Write(shown, releases, drill))),
                Tag("script", new Part.Verbatim(Assets.Script))))) + "\n";
    }

    private static Part Head(DashboardModel model) => Tag(
        "head",
        Tag("meta", ("charset", "utf-8")),
        Tag("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy(model))),
        Tag("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")),
        Tag("meta", ("name", "color-scheme"), ("content", "light dark")),
        Tag("meta", ("name", "referrer"), ("content", "no-referrer")),
        Tag("meta", ("name", "generator"), ("content", "Slipway")),
        Tag("link", ("rel", "icon"), ("href", "data:,")),
        Tag("title", $"{model.Application}: release dashboard"),
        Tag("style", new Part.Verbatim(Assets.Style)),
        Tag("script", new Part.Verbatim(Assets.Beginning)));

    private static string Policy(DashboardModel model) =>
        $"default-src 'none'; style-src {Assets.HashOf(Assets.Style)}; script-src {Assets.HashOf(Assets.Beginning)} {Assets.HashOf(Assets.Script)}; img-src data:; {(model.IsLive ? "connect-src 'self'; " : "")}base-uri 'none'; form-action 'none'";

    private static Part Header(DashboardModel model) => Tag(
        "header.top",
        Tag("div.title", Tag("h1", Said(model.Application)), Tag("p.quiet", $"Releases, as of {Words.Utc(model.Now)}")),
        BadgeView.Render(model),
        Tag(
            "div.tools",
            When(model.IsLive, () => Tag("span.following", ("role", "status"), Sign("live"), "following")),
            Tag("button#theme", ("type", "button"), ("hidden", ""), ("aria-pressed", "false"), Sign("theme"), Tag("span", "Dark")),
            Tag("button#wall", ("type", "button"), ("hidden", ""), ("aria-pressed", "false"), Sign("wall"), Tag("span", "Wall"))),
        Tag("nav", ("aria-label", "Views"), Tag("ul", Each(Views.Where(view => view.Id != "plan" || model.Graph is not null), view => Tag("li", Link("#" + view.Id, view.Id == "now" ? ("aria-current", "page") : Part.None, view.Title))))));

    private static Part Main(DashboardModel model, ImmutableArray<PastRelease> releases, Drill drill)
    {
        ImmutableArray<Standing> standings = Standing.All(model);
        ImmutableArray<OpenAction> actions = OpenAction.All(model);
        return Tag(
            "main#main", ("tabindex", "-1"),
            View(
                "now", "What runs where",
                MatrixView.Render(model, standings, drill), ComingView.Render(standings, model.Forge), Below(model, actions, drill)),
            View("releases", "Releases", ReleasesView.Render(model, releases)),
            View("timelines", "Timelines", TimelineView.Render(model)),
            View("calendar", "Calendar", CalendarView.Render(model, drill)),
            View("decisions", "Decisions", Tag("h3", "Open actions"), DecisionsView.Render(model, actions, drill)),
            View("metrics", "Metrics", MetricsView.Render(model, drill)),
            When(model.Graph is not null, () => View("plan", model.Graph!.Title, GraphView.Render(model.Graph))), // asked in front
            View("ledger", "Ledger", BadgeView.Full(model), Tag("div#entries")),
            Tag("section.view#detail", ("hidden", ""), ("aria-live", "polite")));
    }

    private static Part Below(DashboardModel model, ImmutableArray<OpenAction> actions, Drill drill) => Tag(
        "div.below",
        Tag("section.card", Tag("h3", "Needs attention"), DecisionsView.Actions(model, actions.Take(5)), When(actions.Length > 5, () => Tag("p", Link("#decisions", $"{Words.Plain(actions.Length - 5)} more")))),
        Tag("section.card", Tag("h3", "Lately"), LatelyView.Render(model)),
        When(!model.Lane.IsEmpty, () => Tag("section.card", Tag("h3", "Deployments a week, ", Said(model.Lane[^1].Name)), LatelyView.Weeks(DashboardMetrics.Of(model.History, model.Lane[^1].Name, model.Now), drill))));

    private static Part View(string id, string title, params ReadOnlySpan<Part> parts) => Tag($"section.view{(id == "now" ? ".shown" : "")}#{id}", [("aria-labelledby", id + "-title"), Tag($"h2#{id}-title", Said(title)), .. parts]);

    private static Part Footer(DashboardModel model) => Tag(
        "footer",
        Tag(
            "p", "Made by Slipway from the release ledger", model.Ledger.Damage is null ? "" : ", which is damaged", ". Times are UTC. ",
            model.Since is { } since ? string.Create(CultureInfo.InvariantCulture, $"Entries from {Words.Day(since)} on. ") : "",
            model.IsRedacted ? "People and addresses were removed; hashes are the ledger's own. " : "",
            "Keys: ", Tag("kbd", "/"), " filter, ", Tag("kbd", "t"), " theme, ", Tag("kbd", "w"), " wall."));
}
