using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Governing;

public sealed class ClockRuleTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    [InlineData(24 * 60, true)]
    public void A_clock_that_is_behind_the_ledger_by_more_than_five_minutes_records_no_act_of_anybody(int minutes, bool isRefused)
    {
        Occasion occasion = At(minutes);
        Ruling ruling = Slipway.Releases.Governing.Risks.Decide(new RiskWish.Open("a typo", "low", null, null, null), occasion);

        Assert.Equal(isRefused, ClockRule.Behind(occasion, ruling.Drafts) is not null);
    }

    [Fact]
    public void The_refusal_names_both_instants_and_what_to_do()
    {
        Occasion occasion = At(60);

        Fault fault = Assert.IsType<Fault>(ClockRule.Behind(occasion, Slipway.Releases.Governing.Risks.Decide(new RiskWish.Open("a typo", "low", null, null, null), occasion).Drafts));

        Assert.Equal(("SLP1637", "it is 2026-03-14 11:00 UTC here, and the ledger holds an entry of 2026-03-14 12:00 UTC", "the clock of this machine"), (fault.Code, fault.Cause, fault.Place));
        Assert.Equal("set this machine's clock, then repeat the command; ./build.sh Audit --verify names an entry whose clock ran ahead", fault.Mend);
    }

    [Fact]
    public void An_exception_is_asked_for_and_granted_all_the_same_and_a_refusal_tells_itself()
    {
        Occasion occasion = At(60);

        Assert.Null(ClockRule.Behind(occasion, [new Draft(new ExceptionGranted("EX-1"), new Slipway.Releases.Ledger.Subject())]));
        Assert.Null(ClockRule.Behind(occasion, []));
    }

    private static Occasion At(int minutesBehind)
    {
        Occasion occasion = new Hearing().Occasion;
        return occasion with { State = occasion.State with { Latest = Facts.Noon }, Now = Facts.Noon.AddMinutes(-minutesBehind) };
    }
}
