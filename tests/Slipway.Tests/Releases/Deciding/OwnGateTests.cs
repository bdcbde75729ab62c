using System.Globalization;
using Slipway.Fakes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;

namespace Slipway.Tests.Releases.Deciding;

/// <summary>The gate that the README shows.</summary>
public sealed class OwnGateTests
{
    private static readonly Gate Load = new("load", input => input.State.EvidenceOf("load", input.Manifest.Source.Tree) is not { } evidence
        ? new("load", GateVerdict.Inconclusive, "no load test is on record", "./build.sh LoadTest")
        : double.Parse(evidence.Data["p99"], CultureInfo.InvariantCulture) > 250
            ? new("load", GateVerdict.Fail, $"p99 {evidence.Data["p99"]} ms > 250 ms", "make it faster", [evidence.Hash])
            : new("load", GateVerdict.Pass, $"p99 {evidence.Data["p99"]} ms", Inputs: [evidence.Hash]));

    [Theory]
    [InlineData(null, GateVerdict.Inconclusive)]
    [InlineData("120", GateVerdict.Pass)]
    [InlineData("251", GateVerdict.Fail)]
    public void A_gate_of_the_builds_own_is_asked_like_any_other(string? p99, GateVerdict verdict)
    {
        Entry[] entries = p99 is null ? [] : [Facts.Draft(EntryType.EvidenceRecorded) with { Data = Facts.Draft("").Data.Add("kind", "load").Add("tree", Facts.Manifest().Source.Tree).Add("p99", p99) }];
        Assessment assessment = Assessor.Assess(new DeployRequest
        {
            State = ReleaseState.Fold(Facts.Ledger(entries)), Lane = Facts.Lane, Environment = Facts.Lane[0], PackageId = Facts.Id('a'), Manifest = Facts.Manifest(),
            Policy = new ReleasePolicy(), Now = Facts.Noon, OwnGates = [Load],
        });

        GateResult load = Assert.Single(assessment.Gates, gate => gate.Gate == "load");
        Assert.Equal(verdict, load.Verdict);
        Assert.Equal(verdict == GateVerdict.Pass, assessment.Refusal?.Faults.Any(fault => fault.Cause.Contains("load", StringComparison.Ordinal)) != true);
    }
}
