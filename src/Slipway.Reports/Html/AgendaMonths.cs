using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Slipway.Releases.Agenda;
using Slipway.Releases.Calendar;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>Months as calendar sheets with everything of the agenda on its day, and the dates once more as a list. Days are those of the calendar's zone.</summary>
internal sealed class AgendaMonths
{
    private const int MostOfDay = 4;
    private const int MostDates = 250;

    private readonly AgendaFacts _facts;
    private readonly ImmutableArray<string> _environments;
    private readonly DateTimeZone _zone;
    private readonly LocalDate _today;
    private readonly ImmutableArray<YearMonth> _months;
    private readonly ImmutableArray<AgendaItem> _items;

    /// <param name="facts">What stands in the calendar.</param>
    /// <param name="environments">Names of all environments.</param>
    /// <param name="before">Months in front of the one that now is in.</param>
    /// <param name="after">Months behind it.</param>
    public AgendaMonths(AgendaFacts facts, ImmutableArray<string> environments, int before, int after)
    {
        (_facts, _environments) = (facts, environments);
        _zone = DateTimeZoneProviders.Tzdb[facts.Calendar.Zone];
        _today = Local(facts.Now).Date;
        _months = [.. Enumerable.Range(-before, before + after + 1).Select(offset => _today.ToYearMonth().PlusMonths(offset))];
        _items = ReleaseAgenda.Between(facts, StartOf(_months[0].OnDayOfMonth(1)), StartOf(_months[^1].OnDayOfMonth(1).PlusMonths(1)));
    }

    /// <summary>The day an instant lies in.</summary>
    public LocalDate DayOf(DateTimeOffset instant) => Local(instant).Date;

    /// <param name="counts">What else a day holds, in place of its deployments; null shows these.</param>
    public Part Render(Func<LocalDate, Part>? counts = null) => Both(
        Tag("p.quiet", $"Days and times are those of {_facts.Calendar.Zone}."),
        Tag("div.months", Each(_months, month => Month(month, counts))),
        Dates(counts is null));

    private Part Month(YearMonth month, Func<LocalDate, Part>? counts)
    {
        LocalDate first = month.OnDayOfMonth(1);
        LocalDate start = first.PlusDays(1 - (int)first.DayOfWeek);
        int weeks = (Period.DaysBetween(start, first.PlusMonths(1)) + 6) / 7;
        return Tag(
            "table.month",
            Tag("caption", month.ToString("MMMM uuuu", CultureInfo.InvariantCulture)),
            Tag("thead", Tag("tr", Each(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], name => Tag("th", ("scope", "col"), name)))),
            Tag("tbody", Each(Enumerable.Range(0, weeks), week => Tag("tr", Each(Enumerable.Range(0, 7), day => Day(start.PlusDays((week * 7) + day), month, counts))))));
    }

    private Part Day(LocalDate day, YearMonth month, Func<LocalDate, Part>? counts)
    {
        if (day.ToYearMonth() != month)
            return Tag("td.outside");
        (DateTimeOffset from, DateTimeOffset to) = (StartOf(day), StartOf(day.PlusDays(1)));
        AgendaItem[] here = [.. _items.Where(item => item.Start < to && (item.End is { } end ? end > from : item.Start >= from) && (counts is null || item.Kind != AgendaKind.Deployment))];
        string[] closed = Closed(here);
        bool isFrozen = closed.Length > 0 || here.Any(item => item.Kind == AgendaKind.Freeze);
        return Tag(
            (isFrozen ? "td.frozen" : "td") + (day == _today ? ".today" : ""),
            Tag("time", ("datetime", Iso(day)), day == _today ? ("aria-current", "date") : Part.None, Words.Plain(day.Day)),
            When(closed.Length > 0, () => Item("freeze", "note", "no window", $"no window is open for {string.Join(", ", closed)}", null)),
            Each(here.Take(here.Length > MostOfDay + 1 ? MostOfDay : here.Length), item => Item(AgendaLook.Sign(item.Kind), AgendaLook.Tone(item), IsNamed(item, day) ? Short(item) : "", $"{AgendaLook.Word(item.Kind)}: {item.Title}{(item.State.Length > 0 ? $", {item.State}" : "")}, {When(item)}{(item.Detail.Length > 0 ? $"; {item.Detail}" : "")}", counts is null ? null : item.Seq)),
            When(here.Length > MostOfDay + 1, () => Tag("span.quiet", $"+{Words.Plain(here.Length - MostOfDay)}")),
            counts?.Invoke(day) ?? Part.None);
    }

    // What lasts is named where it begins, and anew in every week and month it reaches into.
    private bool IsNamed(AgendaItem item, LocalDate day) => item.End is not { } end || Local(item.Start).Date == day || day.Day == 1 || (day.DayOfWeek == IsoDayOfWeek.Monday && Local(end).Date > day);

    private static Part Item(string sign, string tone, string word, string title, int? seq)
    {
        Part shown = Both(Sign(sign), When(word.Length > 0, () => Tag("span.word", Said(word))));
        return Tag($"span.item.{tone}", ("title", title), seq is { } entry ? Link(Drill.Entry(entry), shown, Tag("span.unseen", $" {title}")) : Both(shown, Tag("span.unseen", $" {title}")));
    }

    private string Short(AgendaItem item) => item.Kind switch
    {
        AgendaKind.Deployment => item.Title.Split(' ')[0],
        AgendaKind.Window => $"{Clock(item.Start)}–{Clock(item.End ?? item.Start)}",
        AgendaKind.Freeze => item.Title["freeze ".Length..],
        _ => item.State is "late" or "skipped" ? $"{item.Title}, {item.State}" : item.Title,
    };

    // Where there are allowing windows and none is open on a day, the day is as good as frozen.
    private string[] Closed(AgendaItem[] here)
    {
        HashSet<string> open = [.. here.Where(item => item.Kind == AgendaKind.Window).Select(item => item.Id[..item.Id.LastIndexOf('/')])];
        return
        [
            .. _environments.Where(environment => _facts.Windows.Where(window => window.Kind == FreezeKind.Allow && window.IsAbout(environment)).ToArray() is { Length: > 0 } allowing
                && !allowing.Any(window => open.Contains(window.Id))),
        ];
    }

    private Part Dates(bool isWithDeployments)
    {
        AgendaItem[] dates = [.. _items.Where(item => item.Kind is not (AgendaKind.Freeze or AgendaKind.Window) && (isWithDeployments || item.Kind != AgendaKind.Deployment))];
        return Markup.When(dates.Length > 0, () => Tag(
            "div.scroll", ("tabindex", "0"), ("role", "region"), ("aria-label", "Dates"),
            Tag(
                "table.list.stacks.dates", Tag("caption", dates.Length > MostDates ? $"Dates, the last {Words.Plain(MostDates)} of {Words.Number(dates.Length)}" : "Dates"),
                Tag("thead", Tag("tr", Each(["When", "What", "State", ""], head => Tag("th", ("scope", "col"), head.Length == 0 ? Tag("span.unseen", "More") : head)))),
                Tag("tbody", Each(dates.TakeLast(MostDates), date => Tag(
                    "tr",
                    Tag("th", ("scope", "row"), When(date)),
                    Tag("td.wide", Sign(AgendaLook.Sign(date.Kind)), Said(date.Title)),
                    Tag($"td.{AgendaLook.Tone(date)}", date.State),
                    Tag("td.wide", Said(date.Detail), date.Seq is { } seq ? Both(" ", isWithDeployments ? Tag("span.quiet", $"#{Words.Plain(seq)}") : Link(Drill.Entry(seq), $"#{Words.Plain(seq)}")) : Part.None)))))));
    }

    private string When(AgendaItem item) => item.End is not { } end ? Text(item.Start)
        : Local(end).Date == Local(item.Start).Date ? $"{Text(item.Start)} – {Clock(end)}"
        : $"{Text(item.Start)} – {Text(end)}";

    private string Text(DateTimeOffset instant) => Local(instant).ToString("ddd uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private string Clock(DateTimeOffset instant) => Local(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private LocalDateTime Local(DateTimeOffset instant) => Instant.FromDateTimeOffset(instant).InZone(_zone).LocalDateTime;

    private DateTimeOffset StartOf(LocalDate day) => _zone.AtStartOfDay(day).ToDateTimeOffset();

    private static Part When(bool holds, Func<Part> part) => Markup.When(holds, part);
}
