using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>A page of the dashboard's looks that runs no script at all.</summary>
internal static class QuietPage
{
    public static string Render(string title, params ReadOnlySpan<Part> parts) => "<!doctype html>\n" + Write(Tag(
        "html", ("lang", "en"),
        Tag(
            "head",
            Tag("meta", ("charset", "utf-8")),
            Tag("meta", ("http-equiv", "Content-Security-Policy"), ("content", $"default-src 'none'; style-src {Assets.HashOf(Assets.Style)}; img-src data:; base-uri 'none'; form-action 'none'")),
            Tag("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")),
            Tag("meta", ("name", "color-scheme"), ("content", "light dark")),
            Tag("link", ("rel", "icon"), ("href", "data:,")),
            Tag("title", title),
            Tag("style", new Part.Verbatim(Assets.Style))),
        Tag(
            "body",
            Link("#main", ("class", "skip"), "Skip to the content"),
            Tag("header.top", Tag("div.title", Tag("h1", Said(title)))),
            Tag("main#main", [("tabindex", "-1"), .. parts]),
            Tag("footer", Tag("p", "Made by Slipway"))))) + "\n";
}
