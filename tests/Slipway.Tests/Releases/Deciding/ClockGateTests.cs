using Slipway.Fakes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Ledger;
using Slipway.Tests.Releases.Ledger;

namespace Slipway.Tests.Releases.Deciding;

/// <summary>A clock that is behind the ledger, now and when the decision is made again.</summary>
public sealed class ClockGateTests
{
    private static readonly ReleaseState State = ReleaseState.Fold(Facts.Ledger(Histories.Deployed('a', "staging")));

    [Theory]
    [InlineData(4, null, DecisionRules.Current, false)]
    [InlineData(6, null, DecisionRules.Current, true)]
    [InlineData(6, "plan", DecisionRules.Current, true)]
    [InlineData(6, "plan", DecisionRules.NoWayDown - 1, false)]
    public void It_decides_nothing_and_a_replay_asks_what_the_decision_was_asked(int minutesBehind, string? recordedPlan, int rules, bool isAsked)
    {
        var request = new DeployRequest
        {
            State = State,
            Lane = Facts.Lane,
            Environment = Facts.Lane[0],
            PackageId = Facts.Id('b'),
            Manifest = Facts.Manifest(),
            Policy = new(),
            Now = State.Latest.AddMinutes(-minutesBehind),
            RecordedPlan = recordedPlan,
            Rules = rules,
        };

        Assert.Equal(isAsked, Assessor.Assess(request).Gates.Any(gate => gate.Gate == "clock"));
    }
}
