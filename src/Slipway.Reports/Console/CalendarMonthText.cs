using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Calendars;
using Slipway.Releases.Agenda;

namespace Slipway.Reports.Console;

/// <summary>One month of the agenda as a table of weeks, and under it every item with its time.</summary>
public static class CalendarMonthText
{
    private const int Roomy = 120;

    private static readonly ImmutableArray<string> Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>The month's lines.</summary>
    /// <param name="items">What stands in it.</param>
    /// <param name="month">Which.</param>
    /// <param name="zone">IANA name of the zone whose days are shown.</param>
    /// <param name="now">Today is set in brackets.</param>
    /// <param name="columns">Width of the screen: from 120 on days hold words, below only letters.</param>
    /// <param name="palette">Colours.</param>
    public static IEnumerable<string> Render(ImmutableArray<AgendaItem> items, YearMonth month, string zone, DateTimeOffset now, int columns, Palette palette)
    {
        DateTimeZone clock = DateTimeZoneProviders.Tzdb[zone];
        int cell = columns >= Roomy ? Math.Min(24, (columns - 5) / 7) : 9;
        LocalDate today = Instant.FromDateTimeOffset(now).InZone(clock).Date;
        LocalDate first = month.OnDayOfMonth(1);
        LocalDate last = month.OnDayOfMonth(first.Calendar.GetDaysInMonth(first.Year, first.Month));
        yield return palette.Strong($"{month.ToString("MMMM uuuu", CultureInfo.InvariantCulture)}, {zone}");
        yield return palette.Quiet($"{"wk",-5}{string.Concat(Days.Select(day => day.PadRight(cell)))}".TrimEnd());
        for (LocalDate monday = Monday(first); monday <= last; monday = monday.PlusWeeks(1))
        {
            Day[] days = [.. Enumerable.Range(0, 7).Select(number => Of(items, monday.PlusDays(number), month, clock, today))];
            foreach (string line in Week(days, WeekYearRules.Iso.GetWeekOfWeekYear(monday), cell, columns >= Roomy, palette))
                yield return line;
        }

        foreach (string line in Legend(items, columns, palette))
            yield return line;
        foreach (AgendaItem item in items)
            yield return Line(item, clock, columns, palette);
    }

    private static IEnumerable<string> Week(Day[] days, int week, int cell, bool isRoomy, Palette palette)
    {
        yield return $"{palette.Quiet(week.ToString("00", CultureInfo.InvariantCulture))}   {string.Concat(days.Select(day => Painted(day, Head(day, isRoomy), cell, palette)))}".TrimEnd();
        if (!isRoomy)
            yield break;
        int height = days.Max(day => Math.Min(3, day.Starting.Length));
        for (int row = 0; row < height; row++)
            yield return $"{"",-5}{string.Concat(days.Select(day => row < day.Starting.Length ? Painted(day.Starting[row], Folding.Cut(day.Starting[row].Title, cell - 2), cell, palette) : new string(' ', cell)))}".TrimEnd();
    }

    private static string Head(Day day, bool isRoomy)
    {
        if (!day.IsInMonth)
            return "";
        string number = day.Date.Day.ToString(CultureInfo.InvariantCulture);
        string marks = string.Concat(day.Items.Select(item => Mark(item.Kind)).Distinct().Order().Take(4));
        return $"{(day.IsToday ? $"[{number}]" : number.PadLeft(2))}{(isRoomy && marks.Length > 0 ? "  " : marks.Length > 0 ? " " : "")}{marks}";
    }

    private static string Painted(Day day, string text, int cell, Palette palette) => Pad(
        day.Items.Any(item => item.Kind == AgendaKind.Freeze) ? palette.Bad(text) : day.Items.Any(item => item.State is "late" or "skipped") ? palette.Careful(text) : day.Items.Any(item => item.Kind == AgendaKind.Deployment) ? palette.Good(text) : day.IsToday ? palette.Strong(text) : text,
        text.Length, cell);

    private static string Painted(AgendaItem item, string text, int cell, Palette palette) => Pad(Coloured(item, text, palette), text.Length, cell);

    private static string Line(AgendaItem item, DateTimeZone clock, int columns, Palette palette)
    {
        string when = item.End is { } end ? $"{Moment(item.Start, clock)} – {Moment(end, clock)}" : Moment(item.Start, clock);
        string text = $"  {when,-29}  {Mark(item.Kind)} {item.Title}{(item.State.Length > 0 ? $", {item.State}" : "")}{(item.Detail.Length > 0 ? $"  {item.Detail}" : "")}{(item.Seq is { } seq ? $"  #{seq}" : "")}";
        return Coloured(item, Folding.Cut(text, columns), palette);
    }

    private static IEnumerable<string> Legend(ImmutableArray<AgendaItem> items, int columns, Palette palette)
    {
        if (items.IsEmpty)
            yield return palette.Quiet("nothing is planned, frozen or deployed in this month");
        string line = "";
        foreach (string part in items.Select(item => item.Kind).Distinct().Order().Select(kind => $"{Mark(kind)} {Words(kind)}"))
        {
            if (line.Length > 0 && line.Length + part.Length + 2 > columns)
            {
                yield return palette.Quiet(line);
                line = "";
            }

            line += line.Length == 0 ? part : $"  {part}";
        }

        if (line.Length > 0)
            yield return palette.Quiet(line);
    }

    private static string Coloured(AgendaItem item, string text, Palette palette) => item switch
    {
        { State: "late" or "skipped" } => palette.Careful(text),
        { Kind: AgendaKind.Freeze } => palette.Bad(text),
        { Kind: AgendaKind.Deployment } => palette.Good(text),
        _ => text,
    };

    private static Day Of(ImmutableArray<AgendaItem> items, LocalDate date, YearMonth month, DateTimeZone clock, LocalDate today)
    {
        DateTimeOffset from = clock.AtStartOfDay(date).ToDateTimeOffset(), to = clock.AtStartOfDay(date.PlusDays(1)).ToDateTimeOffset();
        ImmutableArray<AgendaItem> here = [.. items.Where(item => item.Start < to && (item.End is { } end ? end > from : item.Start >= from))];
        return new Day(date, date.ToYearMonth() == month, date == today, here, [.. here.Where(item => item.Start >= from || date.Day == 1)]);
    }

    private static LocalDate Monday(LocalDate date) => date.PlusDays(1 - (int)date.DayOfWeek);

    private static string Moment(DateTimeOffset instant, DateTimeZone clock) => Instant.FromDateTimeOffset(instant).InZone(clock).ToString("ddd dd HH:mm", CultureInfo.InvariantCulture);

    private static string Pad(string painted, int length, int cell) => painted + new string(' ', Math.Max(1, cell - length));

    private static char Mark(AgendaKind kind) => kind switch
    {
        AgendaKind.Release => 'R',
        AgendaKind.CutOff => 'S',
        AgendaKind.Milestone => 'M',
        AgendaKind.TestWindow => 'T',
        AgendaKind.Cadence => 'c',
        AgendaKind.Freeze => 'X',
        AgendaKind.Window => 'w',
        _ => 'D',
    };

    private static string Words(AgendaKind kind) => kind switch
    {
        AgendaKind.Release => "release planned",
        AgendaKind.CutOff => "scope closes",
        AgendaKind.Milestone => "milestone",
        AgendaKind.TestWindow => "tests",
        AgendaKind.Cadence => "date of the cadence",
        AgendaKind.Freeze => "freeze",
        AgendaKind.Window => "deployments allowed",
        _ => "went live",
    };

    private sealed record Day(LocalDate Date, bool IsInMonth, bool IsToday, ImmutableArray<AgendaItem> Items, ImmutableArray<AgendaItem> Starting);
}
