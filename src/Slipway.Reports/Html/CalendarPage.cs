using System.Collections.Immutable;
using Slipway.Releases.Agenda;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>The release calendar as one page that needs nothing else: from the month before to six months ahead.</summary>
public static class CalendarPage
{
    private const int MonthsBefore = 1;
    private const int MonthsAfter = 6;

    /// <summary>Renders the page; the same facts always give the same text.</summary>
    /// <param name="application">Whose calendar it is.</param>
    /// <param name="facts">What stands in it, and the instant it is told at.</param>
    /// <param name="environments">Names of all environments, in the order of the lane.</param>
    public static string Render(string application, AgendaFacts facts, ImmutableArray<string> environments) => QuietPage.Render(
        $"{application}: release calendar",
        Tag("p.quiet", $"As of {Words.Utc(facts.Now)}."),
        new AgendaMonths(facts, environments, MonthsBefore, MonthsAfter).Render(),
        WindowsTable.Render(facts, isLinked: false));
}
