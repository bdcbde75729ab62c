using NodaTime;

namespace Slipway.Releases.Schedule;

/// <summary>A rhythm of releases: every so many weeks on a day, at a time.</summary>
/// <param name="Weeks">Weeks between two dates, 1 to 52.</param>
/// <param name="From">The first date; its day of the week is the rhythm's.</param>
/// <param name="Time">Local time of the day.</param>
public sealed record Cadence(int Weeks, LocalDate From, LocalTime Time)
{
    /// <summary>Its dates from one local moment (inclusive) to another (exclusive).</summary>
    public IEnumerable<LocalDateTime> Between(LocalDateTime start, LocalDateTime end)
    {
        int first = Math.Max(0, (Period.DaysBetween(From, start.Date) / (7 * Weeks)) - 1);
        for (LocalDate date = From.PlusWeeks(first * Weeks); date + Time < end; date = date.PlusWeeks(Weeks))
        {
            if (date + Time >= start)
                yield return date + Time;
        }
    }
}
