using System.Text;
using Slipway.Fakes;
using Slipway.Releases.Governing;
using Slipway.Releases.Schedule;
using Slipway.Reports.Console;

namespace Slipway.Tests.Releases.Governing;

public sealed class MilestonesTests
{
    private static readonly ReleaseCalendar Plan = CalendarText.Parse(Encoding.UTF8.GetBytes("""
        {
          "zone": "Europe/Stockholm",
          "releases": [{
            "version": "0.1.0", "title": "The first", "date": "2030-02-04T10:00",
            "milestones": [{ "id": "docs", "text": "the manual is written", "due": "2030-02-01T10:00" }],
            "dependsOn": [{ "id": "dns", "text": "the name is registered" }, { "id": "identity", "version": "2.1.0", "text": "sign-in" }]
          }]
        }
        """), "calendar.json");

    private readonly Hearing _hearing = new() { Policy = Hearing.Signed };

    [Fact]
    public void What_is_done_and_what_is_refused()
    {
        Party ada = Hearing.Known("ada");
        Golden.Match(_hearing.Hear(
            [
                (ada, new ReachWish("0.1.0/dogs", "x")), (ada, new ReachWish("0.1.0/identity", "x")), (ada, new ReachWish("0.1.0/docs", null)), (Hearing.Ghost, new ReachWish("0.1.0/docs", "printed")),
                (ada, new ReachWish("0.1.0/docs", "printed")), (ada, new ReachWish("0.1.0/docs", "printed")), (ada, new ReachWish("0.1.0/dns", "looked it up")),
            ],
            (wish, occasion) => Milestones.Decide(wish, occasion, Plan)));
    }

    [Fact]
    public void Where_nothing_is_planned_nothing_is_reached_and_what_was_done_is_said()
    {
        _hearing.Who = Hearing.Known("ben");
        Assert.Contains("plan releases", Assert.IsType<Ruling.Refused>(_hearing.Hear(occasion => Milestones.Decide(new ReachWish("x", "y"), occasion, new ReleaseCalendar()))).Faults[0].Mend, StringComparison.Ordinal);
        Assert.Equal(["0.1.0/dns: reached, says ben"], MilestonesText.Answer(_hearing.Hear(occasion => Milestones.Decide(new ReachWish("0.1.0/dns", "looked it up"), occasion, Plan))));
    }
}
