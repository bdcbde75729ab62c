using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Deciding;

/// <summary>A clock that is behind what the ledger has seen decides nothing: it would pass a freeze that has begun, and count consents that are over. Asked only where it is.</summary>
internal static class ClockGate
{
    public static GateResult Judge(DeployRequest request) => (request.RecordedPlan is null || request.Rules >= DecisionRules.NoWayDown) && request.State.Latest - request.Now > BackwardTime.Tolerance
        ? new("clock", GateVerdict.Fail, $"it is {UtcText.Of(request.Now)} here, and the ledger holds an entry of {UtcText.Of(request.State.Latest)}",
            "set this machine's clock; where an entry was written by a clock that ran ahead, let somebody grant an exception: ./build.sh Exceptions --ask \"…\" --covers clock")
        : new("clock", GateVerdict.Pass, "not behind the ledger");
}
