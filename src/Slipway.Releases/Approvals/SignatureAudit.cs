using System.Collections.Immutable;
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
        foreach (Entry entry in entries)
        {
            if (chain.At(entry.Seq) is not { Policy.Approvals.Signed: true } inForce)
                continue;
            if (Signed.TryGetValue(entry.Type, out string? action))
            {
                signed++;
                if (WhyNot(entry, action, state, inForce.Policy, chain, answers) is { } reason)
                    faults.Add(Bad(new RefusedSignature(entry, reason)));
                else
                    good.Add(entry.Hash);
            }
            else if (entry.Type == EntryType.DeployStarted)
                faults.AddRange(Unfounded(entry, inForce, good));
        }

        return new SignatureAuditAnswer(faults.ToImmutable(), chain, signed);
    }

    private static string? WhyNot(Entry entry, string action, ReleaseState state, ReleasePolicy policy, PolicyChain chain, SignatureAnswers answers) => action == ExceptionAsk.Action
        ? ExceptionAsk.WhyNot(entry, state, policy, chain, answers)
        : SignedStatement.WhyNot(entry, action, state, policy, chain, answers);

    private static IEnumerable<Fault> Unfounded(Entry entry, AdoptedPolicy inForce, HashSet<string> good)
    {
        if (!entry.Data.TryGetValue("policy", out string? digest))
            yield break; // a rehearsal moves on no decision
        string[] named = entry.Data.GetValueOrDefault("approvals", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (string hash in named.Where(hash => !good.Contains(hash)))
            yield return new Fault("SLP2421", $"deployment {entry.DeploymentId} rests on approval {hash[..Math.Min(12, hash.Length)]}, which does not hold", $"ledger entry {entry.Seq}", "find out who deployed it, and whether it should still serve");
        if (named.Length > 0 && digest != inForce.Policy.Digest)
            yield return new Fault("SLP2422", $"deployment {entry.DeploymentId} was decided on policy {digest[..Math.Min(12, digest.Length)]}, in force was version {inForce.Version}", $"ledger entry {entry.Seq}", "find out which policy it was, and who used it");
    }

    private static Fault Bad(RefusedSignature refused) => new(
        "SLP2420", $"{refused.Entry.Type} by {refused.Entry.Data.GetValueOrDefault("person", refused.Entry.Actor.Id)} does not hold: {refused.Reason}", $"ledger entry {refused.Entry.Seq}", "find out who wrote it; nothing that rests on it is to be believed");
}

/// <summary>What an audit of the signatures gave.</summary>
/// <param name="Faults">What does not hold.</param>
/// <param name="Chain">The policies that were in force.</param>
/// <param name="Signed">How many signed entries there are.</param>
public sealed record SignatureAuditAnswer(ImmutableArray<Fault> Faults, PolicyChain Chain, int Signed);
