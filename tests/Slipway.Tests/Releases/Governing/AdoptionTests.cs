using Slipway.Fakes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Reports.Console;

namespace Slipway.Tests.Releases.Governing;

public sealed class AdoptionTests
{
    private static readonly ReleasePolicy Rooted = Hearing.Signed with { Digest = new string('d', 64), Roots = new RootPolicy { People = ["ada", "cyd"], Threshold = 2 } };

    private readonly Hearing _hearing = new() { Policy = Rooted };

    [Fact]
    public void What_is_done_and_what_is_refused()
    {
        _hearing.Policy = Hearing.Signed;
        string[] rootless = _hearing.Hear([(Hearing.Known("ada"), "{}")], Decide);
        _hearing.Policy = Rooted;

        Golden.Match(
        [
            .. rootless,
            .. _hearing.Hear([(Hearing.Ghost, "{}"), (Hearing.Known("ben"), "{}"), (Hearing.Known("ada"), "{}")], Decide),
            .. Hearing.Told(Decide(new string('x', LedgerLine.Longest), _hearing.Occasion with { Who = Hearing.Known("ada") })),
            .. PoliciesText.Adopted(Decide("{}", _hearing.Occasion with { Who = Hearing.Known("ada") }), Rooted, new PolicyChain([], [])),
        ]);
    }

    [Fact]
    public void What_is_in_force_is_not_signed_again()
    {
        Entry signed = _hearing.Append(Facts.Draft(Slipway.Releases.Facts.EntryType.PolicySigned));
        var chain = new PolicyChain([new AdoptedPolicy(3, signed.Seq, signed.Hash, Rooted, "{}")], []);

        var standing = Assert.IsType<Ruling.Standing>(Adoption.Decide("{}", chain, _hearing.Occasion));

        Assert.Equal(signed, standing.By);
        Assert.Equal(["policy dddddddddddd is in force already, as version 3"], PoliciesText.Adopted(standing, Rooted, chain));
    }

    [Fact]
    public void What_is_listed_and_asked_by_nobody_is_said()
    {
        ReleasePolicy policy = Rooted with { Criteria = [new AcceptanceCriterion("AC-1", "it adds", ["Adds"])], Scenarios = ["checkout"] };

        string[] lines = [.. PoliciesText.Render(policy, new PolicyChain([], []), Presets.Of("solo"))];

        Assert.Contains("  criteria: listed, and no profile asks for it; add criteria to the gates of one", lines);
        Assert.Contains("  scenarios: listed, and no profile asks for it; add scenarios to the gates of one", lines);
    }

    private static Ruling Decide(string text, Occasion occasion) => Adoption.Decide(text, new PolicyChain([], []), occasion);
}
