using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Calendar;
using Slipway.Releases.History;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>Three months as calendar sheets: what was deployed, what is frozen.</summary>
internal static class CalendarView
{
    public static Part Render(DashboardModel model, Drill drill)
    {
        ILookup<DateOnly, PastDeployment> byDay = model.History.Deployments.Where(deployment => !deployment.IsRehearsal).ToLookup(deployment => DateOnly.FromDateTime(deployment.Started.Utc.UtcDateTime));
        var month = new DateOnly(model.Now.UtcDateTime.Year, model.Now.UtcDateTime.Month, 1);
        return Both(
            Tag("div.months", Each([-1, 0, 1], offset => Month(model, month.AddMonths(offset), byDay, drill))),
            Windows(model));
    }

    private static Part Month(DashboardModel model, DateOnly first, ILookup<DateOnly, PastDeployment> byDay, Drill drill)
    {
        DateOnly start = first.AddDays(-(((int)first.DayOfWeek + 6) % 7));
        int weeks = (first.AddMonths(1).DayNumber - start.DayNumber + 6) / 7;
        return Tag(
            "table.month",
            Tag("caption", first.ToString("MMMM yyyy", CultureInfo.InvariantCulture)),
            Tag("thead", Tag("tr", Each(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], name => Tag("th", ("scope", "col"), name)))),
            Tag("tbody", Each(Enumerable.Range(0, weeks), week => Tag("tr", Each(Enumerable.Range(0, 7), day => Day(model, start.AddDays((week * 7) + day), first.Month, byDay, drill))))));
    }

    private static Part Day(DashboardModel model, DateOnly day, int month, ILookup<DateOnly, PastDeployment> byDay, Drill drill)
    {
        if (day.Month != month)
            return Tag("td.outside");
        ImmutableArray<string> frozen = FrozenOn(model, day);
        PastDeployment[] deployments = [.. byDay[day]];
        bool isToday = day == DateOnly.FromDateTime(model.Now.UtcDateTime);
        return Tag(
            (frozen.IsEmpty ? "td" : "td.frozen") + (isToday ? ".today" : ""),
            Tag("time", ("datetime", Words.Day(day)), isToday ? ("aria-current", "date") : Part.None, Words.Plain(day.Day)),
            When(!frozen.IsEmpty, () => Tag("span.freeze", ("title", $"frozen: {string.Join(", ", frozen)}"), Sign("freeze"), Tag("span.word", Said(frozen.Length == model.Environments.Length ? "frozen" : string.Join(", ", frozen))), Tag("span.unseen", " frozen"))),
            Each(["succeeded", "rolled back", "failed"], outcome => Count(day, outcome, [.. deployments.Where(deployment => deployment.Outcome == outcome)], drill)));
    }

    private static Part Count(DateOnly day, string outcome, PastDeployment[] deployments, Drill drill) => When(deployments.Length > 0, () => Link(
        drill.To($"deployments that {(outcome == "succeeded" ? "succeeded" : outcome == "failed" ? "failed" : "were rolled back")} on {Words.Day(day)}", deployments.Select(deployment => deployment.Started.Seq)),
        ("class", $"count {Cells.OutcomeTone(outcome)}"), Sign(Cells.OutcomeSign(outcome)), Words.Plain(deployments.Length), Tag("span.unseen", $" {outcome}")));

    // Four looks a day find every window of six hours or more, and the edges of the others.
    private static ImmutableArray<string> FrozenOn(DashboardModel model, DateOnly day)
    {
        var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return [.. model.Environments
            .Where(environment => Enumerable.Range(0, 4).Any(quarter => FreezeCalendar.Judge(model.Freezes, environment, midnight.AddHours((quarter * 6) + 3)).IsFrozen))];
    }

    private static Part Windows(DashboardModel model)
    {
        FreezeWindow[] shown = [.. model.Freezes.Where(window => window.Repeats != Repetition.Never || window.End.ToDateTimeUnspecified() > model.Now.UtcDateTime.AddDays(-45)).OrderByDescending(window => window.Start)];
        return Tag(
            "div.scroll", ("tabindex", "0"), ("role", "region"), ("aria-label", "Freezes and windows"),
            Tag(
                "table.list",
                Tag("caption", "Freezes and windows"),
                Tag("thead", Tag("tr", Each(["Name", "Effect", "Where", "From", "To", "Repeats", "Why"], name => Tag("th", ("scope", "col"), name)))),
                Tag("tbody", Each(shown, window => Window(model, window)))),
            When(shown.Length == 0, () => Tag("p.quiet", "No freezes: deployments are allowed at all times.")));
    }

    private static Part Window(DashboardModel model, FreezeWindow window) => Tag(
        "tr",
        Tag("th", ("scope", "row"), model.History.State.Governance.Freezes.TryGetValue(window.Id, out Releases.Ledger.Entry? declared) ? Link(Drill.Entry(declared.Seq), Said(window.Id)) : Said(window.Id)),
        Tag("td", window.Kind == FreezeKind.Deny ? "freeze" : "window"),
        Tag("td", Said(window.Environments.IsEmpty ? "everywhere" : string.Join(", ", window.Environments))),
        Tag("td", Releases.Ledger.DeclaredFreeze.Pattern.Format(window.Start), " ", Said(window.Zone)),
        Tag("td", Releases.Ledger.DeclaredFreeze.Pattern.Format(window.End)),
        Tag("td", window.Repeats == Repetition.Never ? "–" : window.Repeats.ToString().ToLowerInvariant()),
        Tag("td", Said(window.Reason), window.Owner.Length > 0 ? Both(" (", Said(window.Owner), ")") : Part.None));
}
