using System.Collections.Immutable;
using Slipway.Releases.Approvals;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;

namespace Slipway.Releases.Deciding;

/// <summary>Leaves out ticks that were not signed by whom they name, where the policy asks for signatures: gates then see them as not done.</summary>
internal static class TickJudge
{
    public static ReleaseState Sound(DeployRequest request) => request.Policy.Approvals.Signed
        ? request.State with
        {
            Governance = request.State.Governance with
            {
                Checks = request.State.Governance.Checks.Where(check => IsGood(check.Value, request)).ToImmutableSortedDictionary(),
                Reached = request.State.Governance.Reached.Where(reached => IsReached(reached.Value, request)).ToImmutableSortedDictionary(),
            },
        }
        : request.State;

    private static bool IsReached(Entry entry, DeployRequest request) =>
        Statement.Read(entry.Data.GetValueOrDefault("statement", "")) is { } statement && statement.About == entry.Data.GetValueOrDefault("what")
        && SignedStatement.IsGood(entry, "reach", request.State, request.Policy, request.Chain, request.Signatures);

    private static bool IsGood(Entry entry, DeployRequest request) =>
        Statement.Read(entry.Data.GetValueOrDefault("statement", "")) is { } statement && statement.PackageId == entry.PackageId
        && statement.About == $"{entry.Data.GetValueOrDefault("item")} {entry.Data.GetValueOrDefault("result")}"
        && HoldsRole(entry, statement, request)
        && SignedStatement.IsGood(entry, "check", request.State, request.Policy, request.Chain, request.Signatures);

    private static bool HoldsRole(Entry entry, Statement statement, DeployRequest request) =>
        request.Policy.Checklist.FirstOrDefault(item => item.Id == entry.Data.GetValueOrDefault("item"))?.Role is not { } role
        || ((request.Chain.At(entry.Seq)?.Policy ?? request.Policy).People.TryGetValue(statement.Person, out Person? person) && ApprovalTally.Holds(person, role));
}
