using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>Open actions, the risk register, and deviations from the rules.</summary>
internal static class DecisionsView
{
    private const int Most = 40;

    public static Part Render(DashboardModel model, ImmutableArray<OpenAction> actions, Drill drill) => Both(
        Actions(model, actions),
        Risks(model, drill),
        Exceptions(model));

    public static Part Actions(DashboardModel model, IEnumerable<OpenAction> actions) => Tag(
        "ul.actions",
        Each(actions, action => Tag($"li.{action.Tone}", Sign(action.Sign), action.Entry is { } entry ? Link(Drill.Entry(entry), Said(action.Text)) : Link("#calendar", Said(action.Text)), " ", Tag("span.quiet", $"since {Words.Age(model.Now - action.Since)}"))),
        When(!actions.Any(), () => Tag("li.ok", Sign("ok"), "Nothing is open.")));

    private static Part Risks(DashboardModel model, Drill drill)
    {
        RiskRecord[] risks = [.. model.History.State.Governance.Risks.Values.OrderBy(risk => risk.IsOpen ? 0 : 1).ThenByDescending(risk => risk.Severity).ThenBy(risk => risk.Seq)];
        ILookup<string, int> entries = model.History.Entries.Where(entry => entry.Type is EntryType.RiskOpened or EntryType.RiskAccepted or EntryType.RiskClosed).ToLookup(entry => Releases.Facts.Said.IdOf(entry.Data), entry => entry.Seq);
        return Both(
            Tag("h3", "Risks"),
            Table("Risks", ["Risk", "State", "Severity", "What may happen", "What is done", "Owner"], risks.Length, Each(risks.Take(Most), risk => Tag(
                "tr",
                Tag("th", ("scope", "row"), Link(drill.To($"risk {risk.Id}", entries[risk.Id]), Said(risk.Id))),
                Tag(risk.IsOpen ? "td.warn" : "td.quiet", Sign(risk.IsOpen ? "open" : "ok"), Word.Of(risk.State)),
                Tag(risk is { IsHigh: true, IsOpen: true } ? "td.bad" : "td", risk.IsHigh ? Sign("alert") : Part.None, Said(Word.Of(risk.Severity))),
                Tag("td.wide", Said(risk.Title)), Tag("td.wide", Said(risk.Mitigation)), Tag("td", Said(risk.Owner))))));
    }

    private static Part Exceptions(DashboardModel model)
    {
        ExceptionRecord[] exceptions = [.. model.History.State.Governance.Exceptions.Values.OrderByDescending(exception => exception.Requested.Seq)];
        return Both(
            Tag("h3", "Exceptions"),
            Table("Exceptions", ["Exception", "State", "Lets pass", "For", "Why", "Follow-up", "Asked by", "Granted by"], exceptions.Length, Each(exceptions.Take(Most), exception => Exception(model, exception))));
    }

    private static Part Exception(DashboardModel model, ExceptionRecord exception)
    {
        ExceptionState state = exception.StateAt(model.Now);
        Entry asked = exception.Requested;
        return Tag(
            "tr",
            Tag("th", ("scope", "row"), Link(Drill.Entry(asked.Seq), Said(exception.Id))),
            Tag(state == ExceptionState.Closed ? "td.quiet" : "td.warn", Sign(state == ExceptionState.Closed ? "ok" : "except"), Word.Of(state)),
            Tag("td", Said(string.Join(", ", exception.Covers))),
            Tag("td", Said(asked.Version ?? ""), " in ", Said(asked.Environment ?? "")),
            Tag("td.wide", Said(exception.Wish.Reason)), Tag("td.wide", Said(exception.Wish.FollowUp)),
            Tag("td", Said(asked.Actor.Id)),
            Tag("td", exception.Granted is { } granted ? Link(Drill.Entry(granted.Seq), Said(granted.Actor.Id)) : "nobody yet"));
    }

    private static Part Table(string title, ImmutableArray<string> columns, int count, Part rows) => count == 0
        ? Tag("p.quiet", $"No {title.ToLowerInvariant()} on record.")
        : Both(
            Tag(
                "div.scroll", ("tabindex", "0"), ("role", "region"), ("aria-label", title),
                Tag("table.list.stacks", Tag("caption", $"{(count > Most ? $"{Words.Plain(Most)} of " : "")}{Words.Many(count, title.ToLowerInvariant()[..^1])}"), Tag("thead", Tag("tr", Each(columns, column => Tag("th", ("scope", "col"), column)))), Tag("tbody", rows))));
}
