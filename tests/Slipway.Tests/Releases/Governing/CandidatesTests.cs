using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Environments;
using Slipway.Releases.Governing;
using Slipway.Reports.Console;
using Slipway.Tests.Releases.Ledger;

namespace Slipway.Tests.Releases.Governing;

public sealed class CandidatesTests
{
    private readonly Hearing _hearing = new();

    private static CandidateWish Newest => new(null, Again: false, null, "/packages");

    [Fact]
    public void What_is_done_and_what_is_refused()
    {
        Party ada = Hearing.Known("ada");
        string[] before = _hearing.Hear([(ada, Newest)], Candidates.Decide);
        _hearing.Seal('a', "1.0.0");
        _hearing.Seal('b', "1.0.0");
        _hearing.Seal('c', "1.1.0");

        Golden.Match([.. before, .. _hearing.Hear(
        [
            (ada, Newest with { PackageId = Facts.Id('f') }), (ada, Newest), (ada, Newest), (ada, Newest with { PackageId = Facts.Id('a') }), (ada, Newest with { PackageId = Facts.Id('b') }),
            (ada, Newest with { PackageId = Facts.Id('b'), Again = true }), (ada, Newest with { PackageId = Facts.Id('b'), Again = true, Reason = "a better one" }),
            (ada, Newest with { PackageId = Facts.Id('a'), Again = true, Reason = "the old one after all" }),
        ],
        Candidates.Decide)]);
    }

    [Fact]
    public void What_comes_next_is_what_was_not_done_yet()
    {
        _hearing.Seal('a', "1.0.0");
        Assert.EndsWith("Next: ./build.sh Stage --package aaaaaaaaaaaa", Said(), StringComparison.Ordinal);
        foreach (Slipway.Releases.Ledger.Entry entry in Histories.Deployed('a', "staging"))
            _hearing.Append(entry);
        Assert.EndsWith("aaaaaaaaaaaa is candidate 1.0.0-rc.1 already", Said(), StringComparison.Ordinal);
        Assert.EndsWith(
            "is candidate 1.0.0-rc.2, in the place of 1.0.0-rc.1. Next: ./build.sh Stage --package bbbbbbbbbbbb", Instead('b'), StringComparison.Ordinal);
        Assert.EndsWith("Next: ./build.sh ReleasePlan --environment production --package aaaaaaaaaaaa", Instead('a'), StringComparison.Ordinal);
    }

    private string Instead(char package)
    {
        _hearing.Seal(package, "1.0.0");
        return Said(Newest with { PackageId = Facts.Id(package), Again = true, Reason = "better" });
    }

    private string Said(CandidateWish? wish = null)
    {
        Occasion occasion = _hearing.Occasion;
        ImmutableArray<DeploymentEnvironment> lane = Facts.Lane;
        return Assert.Single(CandidatesText.Answer(_hearing.Hear(now => Candidates.Decide(wish ?? Newest, now)), occasion.State, lane));
    }
}
