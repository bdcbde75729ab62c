using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Approvals;

/// <summary>Judges every signature a ledger holds by the policy in force where it stands, and every deployment by the consents it names.</summary>
public static class SignatureAudit
{
    /// <summary>Kinds of entries whose statement somebody signs, with the statement's action.</summary>
    public static ImmutableSortedDictionary<string, string> Signed { get; } = new Dictionary<string, string>
    {
        [EntryType.ApprovalGranted] = "deploy",
        [EntryType.ApprovalRejected] = "reject",
        [EntryType.ApprovalReopened] = "reopen",
        [EntryType.PlanApproved] = "plan",
        [EntryType.ExceptionRequested] = ExceptionAsk.Action,
        [EntryType.ExceptionGranted] = "exception",
        [EntryType.EmergencyCountersigned] = "countersign",
        [EntryType.ChecklistChecked] = "check",
        [EntryType.PlanReached] = "reach",
        [EntryType.RolloutResumed] = "resume",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Kinds that are written without a signature too, by older versions or where nothing is let in, with the statement's action: judged where there is one.</summary>
    public static ImmutableSortedDictionary<string, string> SignedSince { get; } = new Dictionary<string, string>
    {
        [EntryType.RiskAccepted] = "accept-risk",
        [EntryType.RiskClosed] = "close-risk",
        [EntryType.FreezeLifted] = "lift",
        [EntryType.ReleaseUnblocked] = "unbar",
        [EntryType.FlagSet] = "flag",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Everything that does not hold; empty for a sound ledger.</summary>
    public static SignatureAuditAnswer Of(ImmutableArray<Entry> entries, SignatureAnswers answers)
    {
        ReleaseState state = ReleaseState.Fold(entries);
        PolicyChain chain = PolicyChain.Of(state, answers);
        var faults = ImmutableArray.CreateBuilder<Fault>();
        // A second signature under a version that is adopted meanwhile comes too late, which is no harm.
        faults.AddRange(chain.Refused.Where(refused => !refused.Reason.StartsWith("it is version", StringComparison.Ordinal)).Select(Bad));
        var good = new HashSet<string>(StringComparer.Ordinal);
        int signed = state.Governance.PolicySignatures.Length;
        var deployments = new DeploymentAudit(good);
        foreach (Entry entry in entries)
        {
            EnvironmentState? before = deployments.Follow(entry);
            if (chain.At(entry.Seq) is not { Policy.Approvals.Signed: true } inForce)
                continue;
            if (ActionOf(entry) is { } action)
            {
                signed++;
                if (WhyNot(entry, action, state, inForce.Policy, chain, answers) is { } reason)
                    faults.Add(Bad(new RefusedSignature(entry, reason)));
                else
                    good.Add(entry.Hash);
            }
            else if (before is not null)
                faults.AddRange(deployments.Unfounded(entry, before, inForce));
        }

        return new SignatureAuditAnswer(faults.ToImmutable(), chain, signed);
    }

    private static string? ActionOf(Entry entry) => Signed.TryGetValue(entry.Type, out string? always) ? always
        : SignedSince.TryGetValue(entry.Type, out string? since) && Facts.Signed.Read(entry.Data) is not null ? since
        : null;

    private static string? WhyNot(Entry entry, string action, ReleaseState state, ReleasePolicy policy, PolicyChain chain, SignatureAnswers answers) => action == ExceptionAsk.Action
        ? ExceptionAsk.WhyNot(entry, state, policy, chain, answers)
        : SignedStatement.WhyNot(entry, action, state, policy, chain, answers);

    private static Fault Bad(RefusedSignature refused) => new(
        "SLP2420", $"{refused.Entry.Type} by {refused.Entry.By} does not hold: {refused.Reason}", $"ledger entry {refused.Entry.Seq}", "find out who wrote it; nothing that rests on it is to be believed");
}

/// <summary>What an audit of the signatures gave.</summary>
/// <param name="Faults">What does not hold.</param>
/// <param name="Chain">The policies that were in force.</param>
/// <param name="Signed">How many signed entries there are.</param>
public sealed record SignatureAuditAnswer(ImmutableArray<Fault> Faults, PolicyChain Chain, int Signed);
