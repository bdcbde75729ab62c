using System.Collections.Immutable;
using NodaTime;
using NodaTime.TimeZones;

namespace Slipway.Releases.Calendar;

/// <summary>
/// Says whether an environment is frozen at an instant. Where the clocks are put back or forward inside of a window's edge, it errs to frozen:
/// a denying window covers both readings of the clock, an allowing one neither.
/// </summary>
public static class FreezeCalendar
{
    // Windows that follow each other without a gap between them are frozen until further notice after so many.
    private const int MostWindows = 2000;

    /// <summary>The answer for one instant.</summary>
    public static FreezeAnswer Judge(ImmutableArray<FreezeWindow> windows, string environment, DateTimeOffset now)
    {
        Instant instant = Instant.FromDateTimeOffset(now);
        ImmutableArray<FreezeWindow> about = [.. windows.Where(window => window.IsAbout(environment))];
        ImmutableArray<FreezeSpan> denied = [.. about.Where(window => window.Kind == FreezeKind.Deny).Select(window => SpanAt(window, instant)).OfType<FreezeSpan>()];
        ImmutableArray<FreezeWindow> allowing = [.. about.Where(window => window.Kind == FreezeKind.Allow)];
        ImmutableArray<FreezeSpan> allowed = [.. allowing.Select(window => SpanAt(window, instant)).OfType<FreezeSpan>()];
        bool isFrozen = !denied.IsEmpty || (!allowing.IsEmpty && allowed.IsEmpty);
        return new FreezeAnswer(isFrozen, denied, allowed, !allowing.IsEmpty, isFrozen ? NextOpening(about, instant)?.ToDateTimeOffset() : now)
        {
            TimeZoneData = DateTimeZoneProviders.Tzdb.VersionId,
        };
    }

    /// <summary>The span of a window that an instant lies in, or null.</summary>
    public static FreezeSpan? SpanAt(FreezeWindow window, Instant instant) =>
        Near(window, instant).Where(span => span.Start <= instant && instant < span.End).Cast<FreezeSpan?>().FirstOrDefault();

    /// <summary>Every span of a window that lies in or reaches into a time, in order; at most <paramref name="most"/>.</summary>
    public static IEnumerable<FreezeSpan> Between(FreezeWindow window, DateTimeOffset from, DateTimeOffset to, int most = 400)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[window.Zone];
        (Instant start, Instant end) = (Instant.FromDateTimeOffset(from), Instant.FromDateTimeOffset(to));
        long length = Period.Between(window.Start, window.End, PeriodUnits.Days).Days + 3;
        int first = Math.Max(0, OccurrencesBefore(window, start.InZone(zone).LocalDateTime.PlusDays((int)-length)) - 1);
        int last = window.Repeats == Repetition.Never ? 0 : OccurrencesBefore(window, end.InZone(zone).LocalDateTime) + 1;
        return Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(number => Occurrence(window, zone, number)).OfType<FreezeSpan>().Where(span => span.Start < end && span.End > start).Take(most);
    }

    // Only an end of a denying span or a start of an allowing one can open.
    private static Instant? NextOpening(ImmutableArray<FreezeWindow> windows, Instant now)
    {
        Instant candidate = now;
        for (int tried = 0; tried < MostWindows; tried++)
        {
            Instant at = candidate;
            FreezeSpan? denying = windows.Where(window => window.Kind == FreezeKind.Deny).Select(window => SpanAt(window, at)).FirstOrDefault(span => span is not null);
            if (denying is not null)
            {
                candidate = denying.End;
                continue;
            }

            FreezeWindow[] allowing = [.. windows.Where(window => window.Kind == FreezeKind.Allow)];
            if (allowing.Length == 0 || allowing.Any(window => SpanAt(window, at) is not null))
                return candidate;
            Instant[] starts = [.. allowing.SelectMany(window => After(window, at)).Where(span => span.Start > at).Select(span => span.Start)];
            if (starts.Length == 0)
                return null;
            candidate = starts.Min();
        }

        return null;
    }

    // The occurrences whose span can hold the instant: from one window's length before it to a day after.
    private static IEnumerable<FreezeSpan> Near(FreezeWindow window, Instant instant)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[window.Zone];
        LocalDateTime local = instant.InZone(zone).LocalDateTime;
        long length = Period.Between(window.Start, window.End, PeriodUnits.Days).Days + 3;
        int first = Math.Max(0, OccurrencesBefore(window, local.PlusDays((int)-length)) - 1);
        int last = OccurrencesBefore(window, local.PlusDays(3)) + 1;
        for (int occurrence = first; occurrence <= last; occurrence++)
        {
            if (Occurrence(window, zone, occurrence) is { } span)
                yield return span;
        }
    }

    private static IEnumerable<FreezeSpan> After(FreezeWindow window, Instant instant)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[window.Zone];
        int first = Math.Max(0, OccurrencesBefore(window, instant.InZone(zone).LocalDateTime) - 1);
        for (int occurrence = first; occurrence <= first + 3; occurrence++)
        {
            if (Occurrence(window, zone, occurrence) is { } span)
                yield return span;
        }
    }

    // About how often the window came before a local time: exact enough for a search that looks one further on both sides.
    private static int OccurrencesBefore(FreezeWindow window, LocalDateTime local)
    {
        if (local < window.Start)
            return 0;
        return window.Repeats switch
        {
            Repetition.Daily => Period.DaysBetween(window.Start.Date, local.Date),
            Repetition.Weekly => Period.DaysBetween(window.Start.Date, local.Date) / 7,
            Repetition.Monthly => ((local.Year - window.Start.Year) * 12) + local.Month - window.Start.Month,
            Repetition.Yearly => local.Year - window.Start.Year,
            _ => 0,
        };
    }

    private static FreezeSpan? Occurrence(FreezeWindow window, DateTimeZone zone, int number)
    {
        if (number > 0 && window.Repeats == Repetition.Never)
            return null;
        LocalDateTime start = Moved(window.Start, window.Repeats, number);
        if (window.Until is { } until && start.Date > until)
            return null;
        LocalDateTime end = start + Period.Between(window.Start, window.End, PeriodUnits.Days | PeriodUnits.AllTimeUnits);
        bool denies = window.Kind == FreezeKind.Deny;
        Instant from = Resolve(zone, start, takesEarlier: denies);
        Instant to = Resolve(zone, end, takesEarlier: !denies);
        return from < to ? new FreezeSpan(window, from, to) : null;
    }

    private static LocalDateTime Moved(LocalDateTime start, Repetition repeats, int number) => repeats switch
    {
        Repetition.Daily => start.PlusDays(number),
        Repetition.Weekly => start.PlusWeeks(number),
        Repetition.Monthly => start.PlusMonths(number),
        Repetition.Yearly => start.PlusYears(number),
        _ => start,
    };

    // In a gap the first instant after it; in an overlap the reading that makes more time frozen.
    private static Instant Resolve(DateTimeZone zone, LocalDateTime local, bool takesEarlier)
    {
        ZoneLocalMapping mapping = zone.MapLocal(local);
        return mapping.Count switch
        {
            0 => mapping.LateInterval.Start,
            1 => mapping.Single().ToInstant(),
            _ => (takesEarlier ? mapping.First() : mapping.Last()).ToInstant(),
        };
    }
}
