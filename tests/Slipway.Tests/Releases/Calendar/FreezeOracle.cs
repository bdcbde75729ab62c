using System.Collections.Immutable;
using Slipway.Releases.Calendar;

namespace Slipway.Tests.Releases.Calendar;

/// <summary>
/// A second answer to "is it frozen?", slow and plain: it only ever asks the machine what the clocks show at a given minute of UTC, never the other way round.
/// A window's edges are found by walking along the minutes, so nothing here knows what a gap or an overlap is.
/// </summary>
internal sealed class FreezeOracle
{
    private const int Reach = 16 * 60; // no place on earth is further from UTC
    private static readonly DateTime First = new(2022, 12, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Last = new(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly int[] _local; // for each minute of UTC what the clocks show, in minutes since First

    public FreezeOracle(string zone)
    {
        var place = TimeZoneInfo.FindSystemTimeZoneById(zone);
        _local = new int[(int)(Last - First).TotalMinutes];
        int Offset(int minute) => (int)place.GetUtcOffset(First.AddMinutes(minute)).TotalMinutes;
        int before = Offset(0);
        for (int quarter = 0; quarter < _local.Length; quarter += 15)
        {
            int after = Offset(quarter + 15); // only a quarter in which it changes is looked at minute by minute
            for (int minute = quarter; minute < quarter + 15; minute++)
                _local[minute] = minute + (before == after ? before : Offset(minute));
            before = after;
        }
    }

    /// <summary>Minutes of UTC at which the clocks are changed, and by how much.</summary>
    public IEnumerable<(int Minute, int Shift)> Changes =>
        Enumerable.Range(1, _local.Length - 1).Where(minute => _local[minute] != _local[minute - 1] + 1).Select(minute => (minute, _local[minute] - _local[minute - 1] - 1));

    public int Length => _local.Length;

    public static DateTimeOffset At(int minute) => new(First.AddMinutes(minute), TimeSpan.Zero);

    public static int MinuteOf(DateTime utc) => (int)(utc - First).TotalMinutes;

    /// <summary>What the clocks show at a minute of UTC.</summary>
    public DateTime LocalAt(int minute) => DateTime.SpecifyKind(First.AddMinutes(_local[minute]), DateTimeKind.Unspecified);

    /// <summary>For each minute of UTC whether the windows freeze it.</summary>
    public bool[] Frozen(ImmutableArray<FreezeWindow> windows)
    {
        bool[] denied = new bool[_local.Length];
        bool[] allowed = new bool[_local.Length];
        foreach (FreezeWindow window in windows)
        {
            foreach ((int from, int to) in Spans(window))
                Array.Fill(window.Kind == FreezeKind.Deny ? denied : allowed, true, from, to - from);
        }

        bool isAllowing = windows.Any(window => window.Kind == FreezeKind.Allow);
        return [.. denied.Zip(allowed, (isDenied, isAllowed) => isDenied || (isAllowing && !isAllowed))];
    }

    private IEnumerable<(int From, int To)> Spans(FreezeWindow window)
    {
        DateTime start = window.Start.ToDateTimeUnspecified();
        TimeSpan length = window.End.ToDateTimeUnspecified() - start;
        DateTime until = window.Until?.ToDateTimeUnspecified() ?? DateTime.MaxValue;
        for (int number = 0; number == 0 || window.Repeats != Repetition.Never; number++)
        {
            DateTime opens = window.Repeats switch
            {
                Repetition.Daily => start.AddDays(number),
                Repetition.Weekly => start.AddDays(7 * number),
                Repetition.Monthly => start.AddMonths(number),
                _ => start.AddYears(number),
            };
            if (opens.Date > until || opens > Last.AddDays(2))
                yield break;
            bool denies = window.Kind == FreezeKind.Deny;
            int from = Edge(opens, takesLater: !denies);
            int to = Edge(opens + length, takesLater: denies);
            if (from < to)
                yield return (from, to);
        }
    }

    // The first, or the last, minute of UTC at which the clocks show exactly this; where they never do, the first at which they show a later time.
    private int Edge(DateTime local, bool takesLater)
    {
        int wanted = (int)(local - DateTime.SpecifyKind(First, DateTimeKind.Unspecified)).TotalMinutes;
        int least = Math.Clamp(wanted - Reach, 0, _local.Length);
        int most = Math.Clamp(wanted + Reach, 0, _local.Length);
        int found = -1;
        int later = most;
        for (int minute = most - 1; minute >= least; minute--)
        {
            if (_local[minute] == wanted && (found < 0 || !takesLater))
                found = minute;
            if (_local[minute] > wanted)
                later = minute;
        }

        return found < 0 ? later : found;
    }
}
