using Slipway.Releases.Agenda;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Releases.Schedule;
using Slipway.Tests.Releases.Metrics;

namespace Slipway.Tests.Releases.Agenda;

public sealed class ImpactTests
{
    private static readonly ReleaseCalendar Calendar = CalendarText.Parse("""
        { "releases": [
          { "version": "1.0.0", "owner": "ada", "date": "2026-01-01T10:00", "cutOff": "2026-01-01T01:00", "success": [{ "name": "orders", "target": 120, "afterDays": 2 }, { "name": "calls", "target": 10, "afterDays": 2, "atMost": true }] },
          { "version": "1.1.0", "date": "2026-02-01T10:00", "success": [{ "name": "orders", "target": 130 }] }] }
        """u8, "calendar.json");

    // a went live on the first day at ten.
    private static Chronicle Story => new Chronicle().Says(EntryType.CandidateSealed, 1, 'a', null).Deploys('a', 10);

    [Theory]
    [InlineData(57, "1.0.0/orders not yet due, 1.0.0/calls not yet due, 1.1.0/orders not live yet")]
    [InlineData(58, "1.0.0/orders overdue, 1.0.0/calls overdue, 1.1.0/orders not live yet")]
    public void A_measurement_is_due_so_many_days_after_going_live(double hour, string expected) => Assert.Equal(expected, States(Story, hour));

    [Theory]
    [InlineData("120", "10", "1.0.0/orders reached, 1.0.0/calls reached, 1.1.0/orders not live yet")]
    [InlineData("119.9", "10.1", "1.0.0/orders missed, 1.0.0/calls missed, 1.1.0/orders not live yet")]
    [InlineData("many", "9", "1.0.0/orders overdue, 1.0.0/calls reached, 1.1.0/orders not live yet")]
    public void What_was_measured_is_compared_with_what_was_hoped_for_and_the_newest_value_counts(string orders, string calls, string expected) =>
        Assert.Equal(expected, States(Measured(Measured(Measured(Story, "orders", "1", 50), "orders", orders, 60), "calls", calls, 60), 70));

    [Fact]
    public void Open_tasks_are_actions_and_overdue_measurements_by_their_day()
    {
        Chronicle story = Measured(Story, "calls", "9", 60)
            .Says(EntryType.ActionOpened, 61, null, null, ("id", "A-1"), ("title", "write it down"), ("owner", "ben"), ("due", "2026-01-04"))
            .Says(EntryType.ActionOpened, 62, null, null, ("id", "A-2"), ("title", "soak"), ("owner", "mei"), ("due", "2026-01-02"))
            .Says(EntryType.ActionOpened, 63, null, null, ("id", "A-3"), ("title", "done"), ("owner", "mei"), ("due", "2026-01-02")).Says(EntryType.ActionClosed, 64, null, null, ("id", "A-3"));

        Assert.Equal(
            [
                "A-2 soak (mei) 2026-01-02 overdue #6",
                "1.0.0/orders measure orders of 1.0.0, hoped for at least 120 (ada) 2026-01-03 overdue #",
                "A-1 write it down (ben) 2026-01-04 #5",
            ],
            OpenTask.All(Calendar, ReleaseState.Fold(story.Entries), "production", Chronicle.At(70)).Select(task => $"{task.Id} {task.Title} ({task.Owner}) {task.Due:yyyy-MM-dd}{(task.IsOverdue ? " overdue" : "")} #{task.Seq}"));
    }

    [Fact]
    public void A_plan_is_compared_with_the_ledger()
    {
        var facts = AgendaFacts.Of(Calendar, new ReleasePolicy(), ReleaseHistory.Of(Story.Entries), "production", Chronicle.At(24 * 40));

        Assert.Equal(["scope closes 01-01 01:00 - open", "goes live 01-01 10:00 01-01 10:00 in time"], PlanReview.Of(facts, "1.0.0").Select(Text));
        Assert.Equal(["goes live 02-01 10:00 - late"], PlanReview.Of(facts, "1.1.0").Select(Text));
        Assert.Empty(PlanReview.Of(facts, "9.9.9"));
    }

    private static Chronicle Measured(Chronicle story, string name, string value, double hour) =>
        story.Says(EntryType.ImpactMeasured, hour, 'a', "production", ("version", "1.0.0"), ("name", name), ("value", value));

    private static string States(Chronicle story, double hour) =>
        string.Join(", ", Impact.All(Calendar, ReleaseState.Fold(story.Entries), "production", Chronicle.At(hour)).Select(impact => $"{impact.Id} {impact.State}"));

    private static string Text(PlannedDate date) => $"{date.What} {date.Due:MM-dd HH:mm} {(date.Happened is { } happened ? $"{happened:MM-dd HH:mm}" : "-")} {date.State}";
}
