using NodaTime;
using NodaTime.Text;

namespace Slipway.Releases.Policies;

/// <summary>Local dates and times as people write them in settings.</summary>
internal static class LocalTimes
{
    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>A moment as it is written.</summary>
    public static string Text(LocalDateTime moment) => Pattern.Format(moment);

    /// <summary>A moment that must be there: <c>2026-12-20T18:00</c>.</summary>
    public static LocalDateTime Moment(SectionReader section, string name)
    {
        string text = section.Required(name);
        ParseResult<LocalDateTime> parsed = Pattern.Parse(text);
        if (!parsed.Success && text.Length > 0)
            section.Refuse(name, "give local date and time as 2026-12-20T18:00");
        return parsed.Success ? parsed.Value : default;
    }

    /// <summary>A date, or null where none is given: <c>2026-12-20</c>.</summary>
    public static LocalDate? Date(SectionReader section, string name)
    {
        if (section.Text(name) is not { } text)
            return null;
        ParseResult<LocalDate> parsed = LocalDatePattern.Iso.Parse(text);
        if (!parsed.Success)
            section.Refuse(name, "give a date as 2026-12-20");
        return parsed.Success ? parsed.Value : null;
    }

    /// <summary>A time of the day, or null where none is given: <c>10:00</c>.</summary>
    public static LocalTime? Time(SectionReader section, string name)
    {
        if (section.Text(name) is not { } text)
            return null;
        ParseResult<LocalTime> parsed = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text);
        if (!parsed.Success)
            section.Refuse(name, "give a time as 10:00");
        return parsed.Success ? parsed.Value : null;
    }
}
