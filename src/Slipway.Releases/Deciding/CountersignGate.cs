using System.Collections.Immutable;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;

namespace Slipway.Releases.Deciding;

/// <summary>An emergency that nobody else signed in time stops the next release there.</summary>
public static class CountersignGate
{
    /// <summary>Those who deployed an emergency or consented to it; the second signature is somebody else's.</summary>
    public static ImmutableArray<string> Involved(Entry emergency, ReleaseState state, ReleasePolicy policy) =>
    [
        policy.PersonOf(emergency.Actor.Id) ?? emergency.Actor.Id,
        .. state.Governance.Approvals.Where(entry => emergency.Data.GetValueOrDefault("approvals", "").Contains(entry.Hash, StringComparison.Ordinal)).Select(entry => Signed.PersonOf(entry.Data) ?? ""),
    ];

    internal static GateResult Judge(DeployRequest request)
    {
        int hours = request.Policy.For(ReleaseProfile.Emergency).CountersignHours;
        Entry? late = request.State.Governance.Emergencies.Values
            .Where(entry => entry.Environment == request.Environment.Name && (request.Now - entry.Utc).TotalHours > hours)
            .FirstOrDefault(entry => !request.State.Governance.Countersigned.TryGetValue(entry.Hash, out Entry? signed) || !IsGood(signed, entry, request));
        return late is null
            ? new("countersigned", GateVerdict.Pass, "no emergency waits for a second signature")
            : new("countersigned", GateVerdict.Fail, $"emergency {late.DeploymentId} of {UtcText.Of(late.Utc)} was not countersigned within {hours} hours", $"./build.sh Approve --countersign --environment {request.Environment.Name}");
    }

    private static bool IsGood(Entry signed, Entry emergency, DeployRequest request) =>
        Statement.Of(signed) is { } statement && statement.About == emergency.Hash
        && !Involved(emergency, request.State, request.Policy).Contains(statement.Person)
        && SignedStatement.IsGood(signed, "countersign", request.State, request.Policy, request.Chain, request.Signatures);
}
