using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;

namespace Slipway.Releases.Approvals;

/// <summary>Judges entries that hold a signed statement by the policy in force where they stand.</summary>
public static class SignedStatement
{
    /// <summary>Why an entry's statement does not hold; null when it does.</summary>
    public static string? WhyNot(Entry entry, string action, ReleaseState state, ReleasePolicy policy, PolicyChain chain, SignatureAnswers answers)
    {
        if (Statement.Of(entry) is not { } statement || statement.Action != action)
            return $"it is no statement of the kind {action}";
        if (statement.Project != state.Project)
            return "it was signed for another project";
        if (statement.Person != Signed.PersonOf(entry.Data))
            return $"the entry names {Signed.PersonOf(entry.Data)}, the statement {statement.Person}";
        if (!policy.Approvals.Signed)
            return policy.People.IsEmpty || policy.PersonOf(entry.Actor.Id) == statement.Person ? null : $"it was written by {entry.Actor.Id}, who is not {statement.Person}";
        ReleasePolicy then = chain.At(entry.Seq)?.Policy ?? policy;
        return SignatureQuestion.Of(entry, statement, then, SshSignature.ApprovalNamespace, out string? reason) is not { } question ? reason
            : answers.IsGood(question) ? null
            : "the signature is not good";
    }

    /// <summary>True when an entry's statement is of this action, bound to what it must be bound to, and signed by a key its person had at that place.</summary>
    public static bool IsGood(Entry entry, string action, ReleaseState state, ReleasePolicy policy, PolicyChain chain, SignatureAnswers answers) =>
        WhyNot(entry, action, state, policy, chain, answers) is null;
}
