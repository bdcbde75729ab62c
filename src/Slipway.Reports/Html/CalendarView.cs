using NodaTime;
using Slipway.Releases.Agenda;
using Slipway.Releases.History;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>The calendar of a dashboard: what is planned, frozen and allowed, and how many deployments of any environment ended how.</summary>
internal static class CalendarView
{
    public static Part Render(DashboardModel model, Drill drill)
    {
        AgendaFacts facts = model.Agenda;
        var months = new AgendaMonths(facts, model.Environments, before: 1, after: 1);
        ILookup<LocalDate, PastDeployment> byDay = model.History.Deployments.Where(deployment => !deployment.IsRehearsal).ToLookup(deployment => months.DayOf(deployment.Started.Utc));
        return Both(
            months.Render(day => Each(["succeeded", "rolled back", "failed"], outcome => Count(day, outcome, [.. byDay[day].Where(deployment => deployment.Outcome == outcome)], drill))),
            WindowsTable.Render(facts, isLinked: true));
    }

    private static Part Count(LocalDate day, string outcome, PastDeployment[] deployments, Drill drill) => When(deployments.Length > 0, () => Link(
        drill.To($"deployments that {(outcome == "succeeded" ? "succeeded" : outcome == "failed" ? "failed" : "were rolled back")} on {Words.Day(day.ToDateOnly())}", deployments.Select(deployment => deployment.Started.Seq)),
        ("class", $"count {Cells.OutcomeTone(outcome)}"), Sign(Cells.OutcomeSign(outcome)), Words.Plain(deployments.Length), Tag("span.unseen", $" {outcome}")));
}
