using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Slipway.Releases.Agenda;

namespace Slipway.Reports.Calendars;

/// <summary>The agenda as an iCalendar file (RFC 5545) that other calendars subscribe to. All times are UTC, so it needs no time zone definitions.</summary>
public static class AgendaCalendar
{
    private const int LongestLine = 75; // octets, RFC 5545 section 3.1

    /// <summary>The file's text, lines ended by CR LF.</summary>
    /// <param name="application">Whose calendar it is.</param>
    /// <param name="items">What stands in it.</param>
    /// <param name="asOf">When it was made: the stamp of every event.</param>
    public static string Render(string application, ImmutableArray<AgendaItem> items, DateTimeOffset asOf)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Slipway//Release calendar//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        Line(text, $"X-WR-CALNAME:{Escaped($"{application} releases")}");
        foreach (AgendaItem item in items)
            Event(text, application, item, asOf);
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void Event(StringBuilder text, string application, AgendaItem item, DateTimeOffset asOf)
    {
        bool holdsTime = item.Kind is AgendaKind.Freeze or AgendaKind.TestWindow;
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{Escaped(Uid(application, item))}");
        Line(text, $"DTSTAMP:{Utc(asOf)}");
        Line(text, $"DTSTART:{Utc(item.Start)}");
        if (item.End is { } end)
            Line(text, $"DTEND:{Utc(end)}");
        Line(text, $"SUMMARY:{Escaped($"{application}: {item.Title}{(item.State is "late" or "skipped" ? $" ({item.State})" : "")}")}");
        if (item.Detail.Length > 0 || item.Seq is not null)
            Line(text, $"DESCRIPTION:{Escaped(string.Join("\n", new[] { item.Detail, item.Seq is { } seq ? $"ledger entry {seq}" : "" }.Where(part => part.Length > 0)))}");
        Line(text, $"CATEGORIES:{Escaped(item.Kind.ToString())}");
        Line(text, $"TRANSP:{(holdsTime ? "OPAQUE" : "TRANSPARENT")}");
        Line(text, "END:VEVENT");
    }

    // The same item keeps its name when its date moves, so that whoever follows the calendar sees it move.
    private static string Uid(string application, AgendaItem item) =>
        string.Concat($"{item.Kind}-{item.Id}-{application}".ToLowerInvariant().Select(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.' ? sign : '-')) + "@slipway";

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => string.Concat(text.Replace("\r\n", "\n", StringComparison.Ordinal).Select(sign => sign switch
    {
        '\\' => @"\\",
        ';' => @"\;",
        ',' => @"\,",
        '\n' or '\r' => @"\n",
        _ when char.IsControl(sign) => "",
        _ => sign.ToString(),
    }));

    // Folded by octets, never inside of a character.
    private static void Line(StringBuilder text, string line)
    {
        int used = 0;
        foreach (Rune rune in line.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                used = 1;
            }

            text.Append(rune);
            used += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
