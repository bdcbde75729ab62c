using Slipway.Fakes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Tests.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Deciding;

/// <summary>1.1.0 (b) is live in production, and somebody promotes 1.0.0 (a).</summary>
public sealed class ForwardGateTests
{
    private static DeployRequest Down { get; } = new()
    {
        State = ReleaseState.Fold(Facts.Ledger(Histories.Deployed('b', "production"))),
        Lane = Facts.Lane,
        Environment = Facts.Lane[1],
        PackageId = Facts.Id('a'),
        Manifest = Facts.Manifest() with { Version = "1.0.0" },
        Policy = new(),
        Now = Facts.Noon,
    };

    private static GateResult? Judged(DeployRequest request) => Assessor.Assess(request).Gates.FirstOrDefault(gate => gate.Gate == "forward");

    [Fact]
    public void Going_down_is_no_promotion()
    {
        GateResult? result = Judged(Down);

        Assert.Equal(("forward", GateVerdict.Fail, "1.0.0 is older than 1.1.0, which is live"), (result?.Gate, result?.Verdict, result?.Reason));
        Assert.StartsWith("./build.sh Rollback --environment production --reason", result!.Mend, StringComparison.Ordinal);
        Assert.Contains("forward", Assert.IsType<Decision.Refusal>(ReleaseDecider.Deploy(Down)).Faults.Select(fault => fault.Cause.Split(' ')[1]));
    }

    [Fact]
    public void Whoever_means_it_says_why() =>
        Assert.Equal((GateVerdict.Waived, "1.0.0 is older than 1.1.0, which is live; meant: 1.1.0 is withdrawn"), Judged(Down with { Again = true, Reason = "1.1.0 is withdrawn" }) is { } result ? (result.Verdict, result.Reason) : default);

    [Fact]
    public void Nothing_is_asked_going_up_in_the_first_environment_or_of_what_was_decided_before_the_rule()
    {
        Assert.Null(Judged(Down with { PackageId = Facts.Id('c'), Manifest = Down.Manifest with { Version = "1.1.1" } }));
        Assert.Null(Judged(Down with { Environment = Facts.Lane[0] }));
        Assert.Null(Judged(Down with { Rules = DecisionRules.NoWayDown - 1 }));
        Assert.Null(Judged(Down with { State = ReleaseState.Empty }));
    }

    [Fact]
    public void The_rules_of_a_decision_are_kept_with_its_facts_and_a_record_without_them_has_the_first()
    {
        string kept = DecisionMatter.Of(Down, new Decision.Refusal(ExitCode.GateFailed, [])).Write();

        Assert.Contains("\"rules\":2", kept, StringComparison.Ordinal);
        Assert.True(DecisionFacts.Read(kept.Replace("\"rules\":2,", "", StringComparison.Ordinal))!.Rules < DecisionRules.NoWayDown);
    }
}
