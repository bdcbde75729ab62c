using System.Collections.Immutable;
using NodaTime;
using Slipway.Fakes;
using Slipway.Releases.Calendar;

namespace Slipway.Tests.Releases.Calendar;

/// <summary>The calendar against <see cref="FreezeOracle"/>, in years in which NodaTime's zone rules and any machine's of the last two years agree.</summary>
[Collection(nameof(Alone))]
public sealed class FreezeOracleTests
{
    private static readonly int Begin = FreezeOracle.MinuteOf(new DateTime(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    private static readonly int End = FreezeOracle.MinuteOf(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    private static readonly string[] Zones =
    [
        "Europe/London", "Europe/Stockholm", "Europe/Athens", "Europe/Lisbon", "Europe/Dublin", "Atlantic/Azores", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
        "America/Anchorage", "America/St_Johns", "America/Halifax", "America/Havana", "America/Sao_Paulo", "America/Santiago", "America/Phoenix", "Australia/Sydney", "Australia/Lord_Howe", "Australia/Adelaide",
        "Pacific/Apia", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati", "Asia/Tehran", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Jerusalem", "Africa/Cairo", "UTC",
    ];

    [Fact]
    public void Every_quarter_of_an_hour_of_three_years_in_thirty_zones_is_frozen_when_a_slow_oracle_says_so()
    {
        Soak.OrSkip("asks 3,000,000 times");

        (long checks, ImmutableArray<string> differences) = Compare(step: 15);

        Assert.Empty(differences);
        TestContext.Current.TestOutputHelper!.WriteLine($"{checks:N0} checks");
        Assert.InRange(checks, 3_155_000, long.MaxValue);
    }

    [Fact]
    public void The_edges_of_every_change_of_clocks_and_a_sample_of_all_other_times_are_frozen_when_a_slow_oracle_says_so()
    {
        (long checks, ImmutableArray<string> differences) = Compare(step: 15 * 37);

        Assert.Empty(differences);
        TestContext.Current.TestOutputHelper!.WriteLine($"{checks:N0} checks");
        Assert.InRange(checks, 120_000, long.MaxValue);
    }

    private static (long Checks, ImmutableArray<string> Differences) Compare(int step)
    {
        long checks = 0;
        var differences = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.ForEach(Zones, new ParallelOptions { MaxDegreeOfParallelism = 2 }, zone =>
        {
            var oracle = new FreezeOracle(zone);
            (int Minute, int Shift)[] changes = [.. oracle.Changes.Where(change => change.Minute >= Begin && change.Minute < End)];
            int[] edges = [.. changes.SelectMany(Around).Distinct()];
            int number = 0;
            long asked = 0;
            foreach ((string set, ImmutableArray<FreezeWindow> windows) in Sets(zone, oracle, changes))
            {
                bool[] expected = oracle.Frozen(windows);
                foreach (int minute in Grid(step, number++).Concat(edges))
                {
                    asked++;
                    if (FreezeCalendar.Judge(windows, "production", FreezeOracle.At(minute)).IsFrozen != expected[minute])
                        differences.Add($"{zone}, {set}: {FreezeOracle.At(minute):u} should be {(expected[minute] ? "frozen" : "open")}, the clocks show {oracle.LocalAt(minute):s}");
                }
            }

            Interlocked.Add(ref checks, asked);
        });
        return (checks, [.. differences.Order(StringComparer.Ordinal).Take(20)]);
    }

    // Each time is asked of one of the four sets; which one goes round with the hours, so that each set meets every minute of the hour.
    private static IEnumerable<int> Grid(int step, int set)
    {
        for (int minute = Begin; minute < End; minute += step)
        {
            if (((minute / 15) + (minute / 60) + (minute / 1440)) % 4 == set)
                yield return minute;
        }
    }

    // Every fifth minute through the gap or overlap and twice its length on both sides, and each minute at its edges.
    private static IEnumerable<int> Around((int Minute, int Shift) change)
    {
        int reach = 3 * Math.Abs(change.Shift);
        for (int offset = -reach; offset <= reach; offset += 5)
            yield return change.Minute + offset;
        foreach (int edge in new[] { -Math.Abs(change.Shift), 0, Math.Abs(change.Shift) })
        {
            yield return change.Minute + edge - 1;
            yield return change.Minute + edge + 1;
        }
    }

    private static IEnumerable<(string Name, ImmutableArray<FreezeWindow> Windows)> Sets(string zone, FreezeOracle oracle, (int Minute, int Shift)[] changes)
    {
        FreezeWindow Window(string start, string end, FreezeKind kind = FreezeKind.Deny, Repetition repeats = Repetition.Never) => new()
        {
            Id = $"{kind} {repeats} {start}", Kind = kind, Zone = zone, Repeats = repeats, Start = LocalDateTime.FromDateTime(DateTime.Parse(start, null)), End = LocalDateTime.FromDateTime(DateTime.Parse(end, null)),
        };
        yield return ("nights and weekends",
        [
            Window("2021-05-01T23:10", "2021-05-02T02:30", repeats: Repetition.Daily), Window("2022-01-07T16:00", "2022-01-10T01:30", repeats: Repetition.Weekly),
            Window("2023-03-26T01:30", "2023-10-29T01:30"),
            Window("2022-01-31T22:00", "2022-02-01T06:00", repeats: Repetition.Monthly), Window("2020-02-29T12:00", "2020-03-02T12:00", repeats: Repetition.Yearly),
        ]);
        yield return ("allowing",
        [
            Window("2022-02-02T00:20", "2022-02-02T02:15", FreezeKind.Allow, Repetition.Daily), Window("2022-01-02T22:00", "2022-01-03T05:00", FreezeKind.Allow, Repetition.Weekly),
            Window("2022-05-31T00:00", "2022-06-01T00:00", repeats: Repetition.Monthly), Window("2024-12-20T18:00", "2025-01-02T08:00"),
            Window("2023-06-01T02:45", "2023-06-01T03:05", FreezeKind.Allow, Repetition.Daily) with { Until = new LocalDate(2024, 11, 3) },
        ]);
        string[] middles = [.. changes.Select(change => oracle.LocalAt(change.Minute).AddMinutes(-change.Shift / 2).ToString("s"))];
        string After(string middle, double minutes) => DateTime.Parse(middle, null).AddMinutes(minutes).ToString("s");
        yield return ("from and to the middle of a change", [.. middles.Select(middle => Window(middle, After(middle, 7))), .. middles.Select(middle => Window(After(middle, -100), middle))]);
        yield return ("allowed to and from the middle of a change",
            [Window("2023-01-01T12:00", "2023-01-01T13:00", FreezeKind.Allow), .. middles.Select(middle => Window(After(middle, -100), After(middle, 4), FreezeKind.Allow)), .. middles.Select(middle => Window(middle, After(middle, 200), FreezeKind.Allow))]);
    }
}
