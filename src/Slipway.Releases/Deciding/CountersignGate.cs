using Slipway.Releases.Approvals;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;

namespace Slipway.Releases.Deciding;

/// <summary>An emergency that nobody else signed in time stops the next release there.</summary>
internal static class CountersignGate
{
    public static GateResult Judge(DeployRequest request)
    {
        int hours = request.Policy.For(ReleaseProfile.Emergency).CountersignHours;
        Entry? late = request.State.Governance.Emergencies.Values
            .Where(entry => entry.Environment == request.Environment.Name && (request.Now - entry.Utc).TotalHours > hours)
            .FirstOrDefault(entry => !request.State.Governance.Countersigned.TryGetValue(entry.Hash, out Entry? signed) || !SignedStatement.IsGood(signed, "countersign", request.State, request.Policy, request.Chain, request.Signatures));
        return late is null
            ? new("countersigned", GateVerdict.Pass, "no emergency waits for a second signature")
            : new("countersigned", GateVerdict.Fail, $"emergency {late.DeploymentId} of {late.Utc:yyyy-MM-dd HH:mm} UTC was not countersigned within {hours} hours", $"./build.sh Approve --countersign --environment {request.Environment.Name}");
    }
}
