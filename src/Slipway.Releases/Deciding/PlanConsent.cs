using System.Collections.Immutable;
using System.Text;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Digests;

namespace Slipway.Releases.Deciding;

/// <summary>Consent to a plan before work on it starts: about a version for an environment under a policy, not yet about bytes.</summary>
public static class PlanConsent
{
    /// <summary>What such a consent names.</summary>
    public static string SubjectOf(DeployRequest request) =>
        Digest.Of(Encoding.UTF8.GetBytes($"slipway release 1\n{request.Manifest.Application}\n{request.Manifest.Version}\n{request.Environment.Name}\n{request.Policy.Digest}\n")).Hex;

    /// <summary>The people whose consent holds now.</summary>
    public static ImmutableArray<string> Of(DeployRequest request, Assessment assessment) => [.. request.State.Governance.PlanApprovals
        .Where(entry => entry.Environment == request.Environment.Name && IsGood(entry, request))
        .Select(entry => Signed.PersonOf(entry.Data) ?? "")
        .Distinct()];

    internal static bool IsGood(Entry entry, DeployRequest request) =>
        Statement.Of(entry) is { } statement && statement.About == SubjectOf(request) && request.Now < statement.NotAfter
        && SignedStatement.IsGood(entry, "plan", request.State, request.Policy, request.Chain, request.Signatures);
}
