using NodaTime;
using Slipway.Releases.Agenda;
using Slipway.Releases.Calendar;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>Freezes and windows as they were declared, with who and why.</summary>
internal static class WindowsTable
{
    /// <param name="facts">What was declared.</param>
    /// <param name="isLinked">True on a page that shows entries.</param>
    public static Part Render(AgendaFacts facts, bool isLinked)
    {
        FreezeWindow[] shown = [.. facts.Windows.Where(window => window.Repeats != Repetition.Never || window.End.ToDateTimeUnspecified() > facts.Now.UtcDateTime.AddDays(-45)).OrderByDescending(window => window.Start)];
        return shown.Length == 0 ? Tag("p.quiet", "No freezes: deployments are allowed at all times.") : Tag(
            "div.scroll", ("tabindex", "0"), ("role", "region"), ("aria-label", "Freezes and windows"),
            Tag(
                "table.list.stacks",
                Tag("caption", "Freezes and windows"),
                Tag("thead", Tag("tr", Each(["Name", "Effect", "Where", "From", "To", "Repeats", "Why"], name => Tag("th", ("scope", "col"), name)))),
                Tag("tbody", Each(shown, window => Row(window, isLinked ? facts.State.Governance.Freezes.GetValueOrDefault(window.Id) : null)))));
    }

    private static Part Row(FreezeWindow window, Entry? declared) => Tag(
        "tr",
        Tag("th", ("scope", "row"), declared is not null ? Link(Drill.Entry(declared.Seq), Said(window.Id)) : Said(window.Id)),
        Tag("td", window.Kind == FreezeKind.Deny ? "freeze" : "window"),
        Tag("td", Said(window.Environments.IsEmpty ? "everywhere" : string.Join(", ", window.Environments))),
        Tag("td", Local(window.Start), " ", Said(window.Zone)),
        Tag("td", Local(window.End)),
        Tag("td", window.Repeats == Repetition.Never ? "–" : window.Repeats.ToString().ToLowerInvariant()),
        Tag("td.wide", Said(window.Reason), window.Owner.Length > 0 ? Both(" (", Said(window.Owner), ")") : Part.None));

    private static string Local(LocalDateTime time) => FreezeDeclared.Moment.Format(time).Replace('T', ' ');
}
