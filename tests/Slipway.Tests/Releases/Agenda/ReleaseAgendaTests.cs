using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using Slipway.Fakes;
using Slipway.Releases.Agenda;
using Slipway.Releases.Calendar;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Releases.Schedule;
using Slipway.Tests.Releases.Ledger;

namespace Slipway.Tests.Releases.Agenda;

public sealed class ReleaseAgendaTests
{
    [Fact]
    public void A_month_holds_what_was_planned_what_holds_and_what_happened()
    {
        ImmutableArray<AgendaItem> items = ReleaseAgenda.Between(Spring.Facts(), Spring.Month.AddDays(-1), Spring.Month.AddDays(31));

        Golden.Match(items.Select(item => $"{item.Start:MM-dd HH:mm} {(item.End is { } end ? $"{end:MM-dd HH:mm}" : "           ")} {item.Kind} {item.Id}: {item.Title} [{item.State}] {item.Detail} {item.Seq}"));
    }

    [Fact]
    public void Late_is_what_was_due_and_is_not_done()
    {
        Assert.Equal(
            ["cadence/20260317 skipped", "1.2.0/docs late", "1.2.0 late"],
            ReleaseAgenda.Late(Spring.Facts(Spring.Month.AddDays(27))).Select(item => $"{item.Id} {item.State}"));
    }

    [Fact]
    public void A_date_of_the_cadence_is_kept_by_anything_that_went_live_before_the_next()
    {
        ImmutableArray<AgendaItem> early = ReleaseAgenda.Between(Spring.Facts(Spring.Month.AddDays(14)), Spring.Month, Spring.Month.AddDays(31));

        Assert.Equal(["done", "open", "open"], early.Where(item => item.Kind == AgendaKind.Cadence).Select(item => item.State));
    }

    [Property]
    public Property A_longer_look_holds_everything_a_shorter_one_does() =>
        Prop.ForAll(Gen.Choose(0, 60).ToArbitrary(), Gen.Choose(1, 60).ToArbitrary(), (from, days) =>
        {
            AgendaFacts facts = Spring.Facts();
            DateTimeOffset start = Spring.Month.AddDays(from - 30);
            string[] all = [.. ReleaseAgenda.Between(facts, Spring.Month.AddDays(-60), Spring.Month.AddDays(120)).Select(item => item.Id)];
            return ReleaseAgenda.Between(facts, start, start.AddDays(days)).All(item => all.Contains(item.Id));
        });

    [Fact]
    public void Spans_of_a_window_are_those_that_touch_the_time()
    {
        var weekend = new FreezeWindow { Id = "weekend", Start = new LocalDateTime(2026, 1, 2, 18, 0), End = new LocalDateTime(2026, 1, 5, 8, 0), Zone = "Europe/Stockholm", Repeats = Repetition.Weekly };

        FreezeSpan[] spans = [.. FreezeCalendar.Between(weekend, Spring.Month.AddDays(-1).AddHours(12), Spring.Month.AddDays(14))];

        Assert.Equal(["2026-02-27 18:00 Europe/Stockholm", "2026-03-06 18:00 Europe/Stockholm", "2026-03-13 18:00 Europe/Stockholm"], spans.Select(span => span.LocalStart));
        Assert.Empty(FreezeCalendar.Between(weekend with { Repeats = Repetition.Never }, Spring.Month, Spring.Month.AddDays(14)));
    }
}

/// <summary>A month of a shop: two releases planned, one live, a freeze, a rhythm.</summary>
internal static class Spring
{
    public static DateTimeOffset Month { get; } = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static AgendaFacts Facts(DateTimeOffset? now = null)
    {
        ReleaseCalendar calendar = CalendarText.Parse("""
            { "zone": "Europe/Stockholm", "cadence": { "weeks": 1, "from": "2026-03-10", "time": "09:00" }, "releases": [
              { "version": "1.0.0", "date": "2026-03-14T15:00", "title": "the first" },
              { "version": "1.2.0", "date": "2026-03-24T10:00", "title": "gift cards", "cutOff": "2026-03-20T12:00",
                "milestones": [{ "id": "docs", "text": "docs written", "due": "2026-03-23T10:00" }, { "id": "load", "text": "load test passed", "due": "2026-03-23T10:00" }],
                "qa": [{ "start": "2026-03-20T13:00", "end": "2026-03-23T18:00" }] }] }
            """u8, "calendar.json");
        ReleasePolicy policy = PolicyText.Parse("""{ "freezes": [{ "id": "easter", "start": "2026-03-27T16:00", "end": "2026-03-30T08:00", "zone": "Europe/Stockholm", "environments": ["production"], "reason": "nobody is in" }] }"""u8, "p");
        ImmutableArray<Entry> entries = Fakes.Facts.Ledger([
            .. Histories.Deployed('a', "staging"), .. Histories.Deployed('a', "production"),
            Fakes.Facts.Draft(EntryType.PlanReached) with { Version = "1.2.0", Data = ImmutableSortedDictionary<string, string>.Empty.Add("what", "1.2.0/load") },
        ]);
        return AgendaFacts.Of(calendar, policy, ReleaseHistory.Of(entries), "production", now ?? new DateTimeOffset(2026, 3, 18, 9, 0, 0, TimeSpan.Zero));
    }
}
