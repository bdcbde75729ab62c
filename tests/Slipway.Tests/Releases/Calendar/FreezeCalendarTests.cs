using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using Slipway.Fakes;
using Slipway.Releases.Calendar;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Calendar;

public sealed class FreezeCalendarTests
{
    [Theory]
    [InlineData("2026-12-19T23:59:59Z", true)] // 00:59:59 in Stockholm
    [InlineData("2026-12-19T22:59:59Z", false)]
    [InlineData("2026-12-19T23:00:00Z", true)]
    [InlineData("2027-01-01T22:59:59Z", true)]
    [InlineData("2027-01-01T23:00:00Z", false)]
    public void A_window_has_its_start_and_not_its_end(string now, bool isFrozen) =>
        Assert.Equal(isFrozen, Judge(now, Deny("Europe/Stockholm", "2026-12-20T00:00", "2027-01-02T00:00")).IsFrozen);

    [Fact]
    public void A_window_is_about_the_environments_it_names()
    {
        FreezeWindow window = Deny("UTC", "2026-01-01T00:00", "2027-01-01T00:00") with { Environments = ["production"] };

        Assert.True(Judge("2026-06-01T00:00:00Z", window).IsFrozen);
        Assert.False(FreezeCalendar.Judge([window], "staging", At("2026-06-01T00:00:00Z")).IsFrozen);
    }

    [Fact]
    public void Where_something_is_allowed_all_other_times_are_not_and_denying_is_stronger()
    {
        FreezeWindow allow = Deny("UTC", "2026-06-01T09:00", "2026-06-01T17:00") with { Kind = FreezeKind.Allow };
        FreezeWindow deny = Deny("UTC", "2026-06-01T12:00", "2026-06-01T13:00");

        Assert.Equal(
            [true, false, true, false, true],
            new[] { "08:59", "09:00", "12:30", "13:00", "17:00" }.Select(time => Judge($"2026-06-01T{time}:00Z", allow, deny).IsFrozen));
        Assert.False(FreezeCalendar.Judge([], "production", At("2026-06-01T00:00:00Z")).IsFrozen);
    }

    // On 2025-04-06 the clocks of Lord Howe went from 02:00 back to 01:30, on 2025-10-05 from 02:00 to 02:30.
    [Theory]
    [InlineData("2025-04-05T14:39:00Z", false)] // 01:39, first time
    [InlineData("2025-04-05T14:40:00Z", true)] // 01:40, first time
    [InlineData("2025-04-05T15:05:00Z", true)] // 01:35, second time: the end is still to come again
    [InlineData("2025-04-05T15:19:00Z", true)] // 01:49, second time
    [InlineData("2025-04-05T15:20:00Z", false)] // 01:50, second time
    public void Half_an_hour_that_Lord_Howe_lives_twice_is_frozen_both_times(string now, bool isFrozen) =>
        Assert.Equal(isFrozen, Judge(now, Deny("Australia/Lord_Howe", "2025-04-06T01:40", "2025-04-06T01:50")).IsFrozen);

    [Theory]
    [InlineData("2025-10-04T15:29:00Z", false)] // 01:59
    [InlineData("2025-10-04T15:30:00Z", true)] // 02:30, the first moment after the gap
    [InlineData("2025-10-04T15:40:00Z", false)] // 02:40
    public void A_freeze_that_begins_in_the_half_hour_Lord_Howe_skips_begins_after_it(string now, bool isFrozen) =>
        Assert.Equal(isFrozen, Judge(now, Deny("Australia/Lord_Howe", "2025-10-05T02:10", "2025-10-05T02:40")).IsFrozen);

    [Fact]
    public void What_is_allowed_in_an_hour_that_comes_twice_is_allowed_in_neither()
    {
        FreezeWindow allow = Deny("Europe/London", "2025-10-26T01:15", "2025-10-26T01:45") with { Kind = FreezeKind.Allow };

        Assert.All(Enumerable.Range(0, 180), minute => Assert.True(FreezeCalendar.Judge([allow], "production", At("2025-10-25T23:30:00Z").AddMinutes(minute)).IsFrozen));
    }

    // West of the date line until 2011-12-29 24:00, east of it from 2011-12-31 00:00: there was no 30th.
    [Theory]
    [InlineData("2011-12-29T12:00", "2011-12-30T12:00", "2011-12-30T09:59:00Z", true)]
    [InlineData("2011-12-29T12:00", "2011-12-30T12:00", "2011-12-30T10:00:00Z", false)]
    [InlineData("2011-12-30T12:00", "2011-12-31T12:00", "2011-12-30T09:59:00Z", false)]
    [InlineData("2011-12-30T12:00", "2011-12-31T12:00", "2011-12-30T10:00:00Z", true)]
    [InlineData("2011-12-30T12:00", "2011-12-31T12:00", "2011-12-30T21:59:00Z", true)]
    [InlineData("2011-12-30T12:00", "2011-12-31T12:00", "2011-12-30T22:00:00Z", false)]
    [InlineData("2011-12-30T00:00", "2011-12-31T00:00", "2011-12-30T10:00:00Z", false)]
    public void The_day_Apia_never_had_freezes_nothing_and_its_neighbours_do(string start, string end, string now, bool isFrozen) =>
        Assert.Equal(isFrozen, Judge(now, Deny("Pacific/Apia", start, end)).IsFrozen);

    [Fact]
    public void A_daily_window_over_the_day_Apia_never_had_goes_on()
    {
        FreezeWindow nightly = Deny("Pacific/Apia", "2011-12-01T22:00", "2011-12-02T06:00") with { Repeats = Repetition.Daily };

        // 29th 22:00 local is 30th 08:00 UTC; the clocks jump at 10:00 UTC to the 31st 00:00; what began on the 29th was to end on the 30th.
        Assert.Equal(
            [false, true, true, false, false, true],
            new[] { "2011-12-30T07:59", "2011-12-30T08:00", "2011-12-30T09:59", "2011-12-30T16:00", "2011-12-31T07:59", "2011-12-31T08:00" }.Select(time => Judge(time + ":00Z", nightly).IsFrozen));
    }

    [Fact]
    public void A_week_ends_window_that_crosses_midnight_in_UTC_keeps_its_local_hours()
    {
        FreezeWindow window = Deny("America/New_York", "2025-01-03T18:00", "2025-01-06T06:00") with { Repeats = Repetition.Weekly };

        Assert.Equal([false, true], new[] { "2025-01-17T22:59", "2025-01-17T23:00" }.Select(time => Judge(time + ":00Z", window).IsFrozen));
        Assert.Equal([false, true], new[] { "2025-07-18T21:59", "2025-07-18T22:00" }.Select(time => Judge(time + ":00Z", window).IsFrozen));
        Assert.Equal([true, false], new[] { "2025-07-21T09:59", "2025-07-21T10:00" }.Select(time => Judge(time + ":00Z", window).IsFrozen));
    }

    [Fact]
    public void The_next_opening_says_when_and_none_when_nothing_opens()
    {
        FreezeWindow gala = Deny("UTC", "2026-06-01T00:00", "2026-06-03T00:00");
        FreezeWindow after = Deny("UTC", "2026-06-03T00:00", "2026-06-03T04:00");
        FreezeWindow over = Deny("UTC", "2020-01-01T00:00", "2020-01-02T00:00") with { Kind = FreezeKind.Allow };

        Assert.Equal(At("2026-06-03T04:00:00Z"), Judge("2026-06-01T12:00:00Z", gala, after).NextOpening);
        Assert.Equal(At("2026-06-05T12:00:00Z"), Judge("2026-06-05T12:00:00Z", gala, after).NextOpening);
        Assert.Null(Judge("2026-06-01T12:00:00Z", over).NextOpening);
        Assert.Null(Judge("2026-06-01T12:00:00Z", Deny("UTC", "2020-01-01T00:00", "2020-01-02T00:00") with { Repeats = Repetition.Daily }).NextOpening);
    }

    [Property]
    public Property The_next_opening_is_open_and_no_minute_before_it_is() => Prop.ForAll(Calendars.ToArbitrary(), Gen.Choose(0, 60 * 24 * 90).ToArbitrary(), (windows, minute) =>
    {
        DateTimeOffset now = At("2025-03-01T00:00:00Z").AddMinutes(minute);
        FreezeAnswer answer = FreezeCalendar.Judge(windows, "production", now);
        DateTimeOffset until = answer.NextOpening ?? now.AddDays(3);
        for (DateTimeOffset time = now; time < until && time < now.AddDays(20); time = time.AddMinutes(20))
        {
            if (!IsFrozen(windows, time))
                return false;
        }

        return answer.NextOpening is not { } opening || (!IsFrozen(windows, opening) && (opening == now || IsFrozen(windows, opening.AddMinutes(-1))));
    });

    [Theory]
    [InlineData("2026-05-01T10:00", "2026-05-01T12:00", "Europe/Stockholm", false)]
    [InlineData("2026-05-01", "2026-05-01T12:00", "Europe/Stockholm", true)]
    [InlineData("2026-05-01T10:00", "soon", "Europe/Stockholm", true)]
    [InlineData("2026-05-01T10:00", "2026-05-01T12:00", "Europe/Atlantis", true)]
    [InlineData("2026-05-01T12:00", "2026-05-01T12:00", "Europe/Stockholm", true)]
    [InlineData("2026-05-01T12:00", "2026-05-01T10:00", "Europe/Stockholm", true)]
    public void A_declared_freeze_that_makes_no_sense_freezes_until_it_is_lifted(string start, string end, string zone, bool isFrozen)
    {
        Entry entry = Facts.Draft(EntryType.FreezeDeclared) with
        {
            Data = ImmutableSortedDictionary<string, string>.Empty.Add("id", "gala").Add("start", start).Add("end", end).Add("zone", zone),
        };

        Assert.Equal(isFrozen, Judge("2026-06-01T00:00:00Z", DeclaredFreeze.Of(entry)).IsFrozen);
    }

    private static Gen<ImmutableArray<FreezeWindow>> Calendars =>
        from windows in (
            from zone in Gen.Elements("Europe/Stockholm", "America/New_York", "Australia/Lord_Howe", "UTC")
            from kind in Gen.Elements(FreezeKind.Deny, FreezeKind.Deny, FreezeKind.Allow)
            from repeats in Gen.Elements(Enum.GetValues<Repetition>())
            from start in Gen.Choose(0, 60 * 24 * 120)
            from length in Gen.Choose(1, 60 * 40)
            select Deny(zone, "2025-02-01T00:00", "2025-02-01T00:00") with
            {
                Kind = kind, Repeats = repeats, Start = new LocalDateTime(2025, 2, 1, 0, 0).PlusMinutes(start), End = new LocalDateTime(2025, 2, 1, 0, 0).PlusMinutes(start + length),
            }).ListOf()
        select windows.Take(4).ToImmutableArray();

    // What Judge says, without the search for the next opening that it does for whoever is refused.
    private static bool IsFrozen(ImmutableArray<FreezeWindow> windows, DateTimeOffset time)
    {
        FreezeWindow[] inForce = [.. windows.Where(window => FreezeCalendar.SpanAt(window, Instant.FromDateTimeOffset(time)) is not null)];
        return inForce.Any(window => window.Kind == FreezeKind.Deny) || (windows.Any(window => window.Kind == FreezeKind.Allow) && inForce.Length == 0);
    }

    private static FreezeAnswer Judge(string now, params ImmutableArray<FreezeWindow> windows) => FreezeCalendar.Judge(windows, "production", At(now));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static FreezeWindow Deny(string zone, string start, string end) => new()
    {
        Id = "w", Zone = zone, Start = FreezeDeclared.Moment.Parse(start).Value, End = FreezeDeclared.Moment.Parse(end).Value,
    };
}
