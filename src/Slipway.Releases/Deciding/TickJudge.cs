using System.Collections.Immutable;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;

namespace Slipway.Releases.Deciding;

/// <summary>Leaves out ticks that were not signed by whom they name, where the policy asks for signatures: gates then see them as not done.</summary>
public static class TickJudge
{
    /// <summary>The state without ticks that do not hold.</summary>
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
        Statement.Of(entry) is { } statement && statement.About == PlanReached.Read(entry.Data).What
        && SignedStatement.IsGood(entry, "reach", request.State, request.Policy, request.Chain, request.Signatures);

    private static bool IsGood(Entry entry, DeployRequest request) =>
        Statement.Of(entry) is { } statement && statement.PackageId == entry.PackageId
        && statement.About == AboutOf(ChecklistChecked.Read(entry.Data))
        && HoldsRole(entry, statement, request)
        && SignedStatement.IsGood(entry, "check", request.State, request.Policy, request.Chain, request.Signatures);

    /// <summary>What a tick's statement is about.</summary>
    public static string AboutOf(ChecklistChecked tick) => $"{tick.Item} {Word.Of(tick.Result)}";

    private static bool HoldsRole(Entry entry, Statement statement, DeployRequest request) =>
        request.Policy.Checklist.FirstOrDefault(item => item.Id == ChecklistChecked.Read(entry.Data).Item)?.Role is not { } role
        || ((request.Chain.At(entry.Seq)?.Policy ?? request.Policy).People.TryGetValue(statement.Person, out Person? person) && ApprovalTally.Holds(person, role));
}
