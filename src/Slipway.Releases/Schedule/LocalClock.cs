using NodaTime;

namespace Slipway.Releases.Schedule;

/// <summary>Local times of a calendar as instants.</summary>
public static class LocalClock
{
    /// <summary>The instant of a local time; one that the clocks skip is moved on by the gap, of one that comes twice the first is meant.</summary>
    public static DateTimeOffset InstantOf(this ReleaseCalendar calendar, LocalDateTime local) =>
        DateTimeZoneProviders.Tzdb[calendar.Zone].AtLeniently(local).ToDateTimeOffset();

    /// <summary>What the clocks of the calendar's zone show at an instant.</summary>
    public static LocalDateTime LocalOf(this ReleaseCalendar calendar, DateTimeOffset instant) =>
        Instant.FromDateTimeOffset(instant).InZone(DateTimeZoneProviders.Tzdb[calendar.Zone]).LocalDateTime;

    /// <summary>A local time as people read it: <c>2026-12-01 10:00 Europe/Stockholm</c>.</summary>
    public static string Text(this ReleaseCalendar calendar, LocalDateTime local) =>
        $"{local.ToString("uuuu-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)} {calendar.Zone}";
}
