using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Reports.Console;

namespace Slipway.Tests.Releases.Governing;

public sealed class RisksTests
{
    private readonly Hearing _hearing = new();

    [Fact]
    public void What_is_done_and_what_is_refused()
    {
        _hearing.Policy = Hearing.Signed;
        _hearing.Who = Hearing.Known("ben");
        var open = new RiskWish.Open("orders are lost", "High", "a second database", "ada", "2026-12-10");
        RiskWish[] wishes =
        [
            open with { Severity = null }, open with { Severity = " " }, open with { Severity = "hig" }, open with { Owner = "zoe" }, open with { Owner = "adda" },
            open with { Due = "soon" }, open with { Due = "2026-03-13" }, open, open with { Owner = null, Due = null, Mitigation = null, Severity = "low" },
            new RiskWish.Accept("R-2", null), new RiskWish.Accept("R-9", "why not"), new RiskWish.Accept("R-2", "nobody minds"), new RiskWish.Accept("R-2", "again"),
            new RiskWish.Close("R-2", "mended"), new RiskWish.Accept("R-2", "after all"), new RiskWish.Close("R-2", "again"), new RiskWish.Close("R-1", ""),
        ];

        string[] told = [.. wishes.SelectMany(wish => (string[])[$"{wish}", .. Hearing.Told(Hear(wish))])];

        Golden.Match([.. told, .. RisksText.Render(_hearing.State.Governance.Risks.Values)]);
    }

    [Fact]
    public void A_risk_of_one_release_stops_no_other()
    {
        RiskWish.Open open = new RiskWish.Open("orders are lost", "critical", null, null, null) { Likelihood = "likely", Release = "1.4.0" };
        Golden.Match(
        [
            .. Hearing.Told(Hear(open with { Likelihood = "maybe" })), .. Hearing.Told(Hear(open with { Release = "next" })), .. Hearing.Told(Hear(open)),
            .. Hearing.Told(Hear(open with { Release = null, Severity = "low" })), .. RisksText.Render(_hearing.State.Governance.Risks.Values),
            .. new[] { "1.4.0", "1.5.0" }.Select(version => $"{version}: {string.Join(", ", _hearing.State.Governance.OpenRisksOf(version).Select(risk => risk.Id))}"),
        ]);
    }

    [Fact]
    public void Anybody_opens_a_risk_and_nobody_whom_the_policy_does_not_know_ends_one()
    {
        _hearing.Policy = Hearing.Signed;
        _hearing.Who = Hearing.Ghost;
        Assert.IsType<Ruling.Recorded>(Hear(new RiskWish.Open("a ghost was seen", "critical", null, null, null)));

        var refused = Assert.IsType<Ruling.Refused>(Hear(new RiskWish.Close("R-1", "it was me")));

        Assert.Equal("SLP1604", refused.Faults[0].Code);
        Assert.Equal("/home/ghost/.ssh/id_ed25519", refused.Faults[0].Place);
        Assert.IsType<Ruling.Refused>(Hear(new RiskWish.Accept("R-1", "it was me")));
        Assert.Equal("ghost@nowhere is nobody of the policy by the keys at hand: this stands in the ledger unverified", _hearing.Occasion.Unverified);
        Assert.True(Assert.Single(_hearing.State.Governance.OpenRisks).IsHigh);
    }

    [Fact]
    public void Where_nothing_is_signed_a_risk_is_ended_by_whoever_says_so()
    {
        Hear(new RiskWish.Open("a typo", "low", null, null, null));

        Assert.Null(Assert.Single(Hear(new RiskWish.Close("R-1", "mended")).Drafts).Statement);

        RiskRecord risk = Assert.Single(_hearing.State.Governance.Risks.Values);
        Assert.Equal((RiskState.Closed, "mended", "ada@example.org"), (risk.State, risk.Reason, risk.EndedBy));
        Assert.Null(_hearing.Occasion.Unverified);
    }

    [Fact]
    public void What_was_done_is_said()
    {
        Assert.Equal(["R-1 is open: it burns (critical); approvals given before it no longer hold"], RisksText.Answer(Hear(new RiskWish.Open("it burns", "critical", null, null, null))));
        Assert.Equal(["R-2 is open: a typo (low)"], RisksText.Answer(Hear(new RiskWish.Open("a typo", "low", null, null, null))));
        Assert.Equal(["R-2 is accepted: nobody minds"], RisksText.Answer(Hear(new RiskWish.Accept("R-2", "nobody minds"))));
        Assert.Equal(["R-1 is closed: it rains"], RisksText.Answer(Hear(new RiskWish.Close("R-1", "it rains"))));
        Assert.Equal(["no risks on record"], RisksText.Render([]));
    }

    private Ruling Hear(RiskWish wish) => _hearing.Hear(occasion => Slipway.Releases.Governing.Risks.Decide(wish, occasion));
}
