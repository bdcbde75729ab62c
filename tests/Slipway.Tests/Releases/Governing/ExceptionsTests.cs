using Slipway.Fakes;
using Slipway.Releases.Governing;
using Slipway.Reports.Console;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Governing;

public sealed class ExceptionsTests
{
    private static readonly ExceptionWish.Ask Night = new("mend at night", ["freeze", "soak"], "production", Facts.Id('a'), "customers wait", "low", "review", null);

    private readonly Hearing _hearing = new() { Policy = Hearing.Signed };

    public ExceptionsTests() => _hearing.Seal('a', "1.0.0");

    [Fact]
    public void What_is_done_and_what_is_refused()
    {
        (Party ada, Party ben) = (Hearing.Known("ada"), Hearing.Known("ben"));
        Golden.Match(_hearing.Hear<ExceptionWish>(
        [
            (ada, Night with { Reason = null }), (ada, Night with { Impact = null }), (ada, Night with { FollowUp = "" }), (ada, Night with { Covers = [] }), (ada, Night with { Covers = ["freez"] }),
            (ada, Night with { Hours = "0" }), (ada, Night with { Hours = "10000" }), (ada, Night with { Hours = "soon" }), (Hearing.Ghost, Night), (ada, Night with { Hours = "8" }), (ada, Night),
            (ben, new ExceptionWish.Grant("EX-9")), (Hearing.Ghost, new ExceptionWish.Grant("EX-1")), (ada, new ExceptionWish.Grant("EX-1")), (ben, new ExceptionWish.Grant("EX-1")),
            (ben, new ExceptionWish.Grant("EX-1")), (ada, new ExceptionWish.Close("EX-1", null)), (ada, new ExceptionWish.Close("EX-9", "done")), (ada, new ExceptionWish.Close("EX-1", "reviewed")),
            (ada, new ExceptionWish.Close("EX-1", "again")), (ben, new ExceptionWish.Grant("EX-1")),
        ],
        Decide));
    }

    [Fact]
    public void A_grant_says_what_was_granted()
    {
        _hearing.Who = Hearing.Known("ada");
        string[] asked = [.. ExceptionsText.Answer(_hearing.Hear(occasion => Decide(Night, occasion)), _hearing.State.Governance)];
        _hearing.Who = Hearing.Known("ben");

        string[] granted = [.. ExceptionsText.Answer(_hearing.Hear(occasion => Decide(new ExceptionWish.Grant("EX-1"), occasion)), _hearing.State.Governance)];

        Golden.Match([.. asked, .. granted]);
    }

    [Fact]
    public void Where_nothing_is_signed_anybody_may_ask()
    {
        _hearing.Policy = Hearing.Named;
        _hearing.Who = Hearing.Ghost;

        Assert.IsType<Ruling.Recorded>(_hearing.Hear(occasion => Decide(Night, occasion)));
        Assert.Equal("SLP1603", Assert.IsType<Ruling.Refused>(_hearing.Hear(occasion => Decide(new ExceptionWish.Grant("EX-1"), occasion))).Faults[0].Code);
    }

    [Fact]
    public void A_policy_caps_how_long_one_holds()
    {
        _hearing.Policy = Hearing.Named with { Approvals = Hearing.Named.Approvals with { ExceptionHours = 12 } };
        _hearing.Who = Hearing.Known("ada");

        Fault refused = Assert.Single(Assert.IsType<Ruling.Refused>(_hearing.Hear(occasion => Decide(Night with { Hours = "13" }, occasion))).Faults);
        Assert.Equal(("SLP1638", "an exception holds 12 hours at most, and 13 are asked for", "give --hours 12, or fewer"), (refused.Code, refused.Cause, refused.Mend));
        _hearing.Hear(occasion => Decide(Night, occasion));
        Assert.Equal(12, _hearing.State.Governance.Exceptions["EX-1"].Hours);
    }

    private static Ruling Decide(ExceptionWish wish, Occasion occasion) => Exceptions.Decide(wish, occasion, ["tests", "soak"]);
}
