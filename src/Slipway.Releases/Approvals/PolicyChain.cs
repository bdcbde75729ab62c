using System.Collections.Immutable;
using System.Text;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Approvals;

/// <summary>
/// The policies that were signed into force, each from its place in the ledger on. The first is signed by its own roots; version n+1 by enough roots of n and of n+1,
/// and its number is n+1 and nothing else, so that nobody brings back an older one (the rule of The Update Framework).
/// </summary>
/// <param name="Adopted">Policies in force, oldest first.</param>
/// <param name="Refused">Signatures that count for nothing, with the reason.</param>
public sealed record PolicyChain(ImmutableArray<AdoptedPolicy> Adopted, ImmutableArray<RefusedSignature> Refused)
{
    /// <summary>The policy in force now, or null while none was adopted.</summary>
    public AdoptedPolicy? Newest => Adopted.IsEmpty ? null : Adopted[^1];

    /// <summary>The policy in force where an entry stands: dates decide nothing, places do.</summary>
    public AdoptedPolicy? At(int seq) => Adopted.LastOrDefault(policy => policy.Seq < seq);

    /// <summary>The policies that came into force, one signed by the roots of the other, as far as the ledger shows them.</summary>
    public static PolicyChain Of(ReleaseState state, SignatureAnswers answers)
    {
        var adopted = new List<AdoptedPolicy>();
        var refused = new List<RefusedSignature>();
        var signers = new Dictionary<string, Signers>(StringComparer.Ordinal);
        foreach (Entry entry in state.Governance.PolicySignatures)
        {
            AdoptedPolicy? before = adopted.Count == 0 ? null : adopted[^1];
            if (Judge(entry, state.Project, before, answers, out Candidate? candidate) is { } reason)
            {
                refused.Add(new RefusedSignature(entry, reason));
                continue;
            }

            Signers people = signers.TryGetValue(candidate!.Policy.Digest, out Signers? known) ? known : signers[candidate.Policy.Digest] = new Signers([], []);
            people.Count(candidate);
            if (!IsEnough(candidate.Policy, people.ByItsOwnKeys) || (before is not null && !IsEnough(before.Policy, people.ByTheKeysBefore)))
                continue;
            adopted.Add(new AdoptedPolicy(candidate.Version, entry.Seq, entry.Hash, candidate.Policy, candidate.Text));
            signers.Clear(); // signatures under anything else were about a version that is now taken
        }

        return new PolicyChain([.. adopted], [.. refused]);
    }

    /// <summary>How many signatures a policy still needs to follow another; for messages.</summary>
    public static int Missing(ReleasePolicy policy, ReleasePolicy? before, IReadOnlyCollection<string> signers) => Math.Max(
        policy.Roots.Threshold - signers.Count(policy.Roots.People.Contains),
        before is null ? 0 : before.Roots.Threshold - signers.Count(before.Roots.People.Contains));

    private static bool IsEnough(ReleasePolicy policy, HashSet<string> people) => policy.Roots.People.Length > 0 && policy.Roots.People.Count(people.Contains) >= policy.Roots.Threshold;

    private static string? Judge(Entry entry, string project, AdoptedPolicy? before, SignatureAnswers answers, out Candidate? candidate)
    {
        candidate = null;
        string text = PolicySigned.Read(entry.Data).Policy;
        if (Statement.Of(entry) is not { Action: "policy" } statement)
            return "it is no statement about a policy";
        if (statement.PolicyDigest != Digest.Of(Encoding.UTF8.GetBytes(text)).Hex)
            return "the text is not the one that was signed";
        int next = (before?.Version ?? 0) + 1;
        if (statement.PolicyVersion != next)
            return $"it is version {statement.PolicyVersion}, and {next} is next";
        if (before is not null && statement.Project != project)
            return "it was signed for another project";
        if (Parse(text, entry.Seq) is not { } policy)
            return "its text cannot be read";
        SignatureQuestion? own = SignatureQuestion.Of(entry, statement, policy, SshSignature.PolicyNamespace, out string? reason);
        SignatureQuestion? earlier = before is null ? null : SignatureQuestion.Of(entry, statement, before.Policy, SshSignature.PolicyNamespace, out _);
        if ((own ?? earlier) is not { } question)
            return reason;
        if (!answers.IsGood(question))
            return "the signature is not good";
        candidate = new Candidate(next, statement.Person, policy, text, own is not null, earlier is not null);
        return null;
    }

    private static ReleasePolicy? Parse(string text, int seq)
    {
        try
        {
            return PolicyText.Typed(PolicyText.Read(Encoding.UTF8.GetBytes(text), $"ledger entry {seq}"));
        }
        catch (FaultException)
        {
            return null; // the caller says so with the entry
        }
    }

    private sealed record Candidate(int Version, string Person, ReleasePolicy Policy, string Text, bool IsByOwnKey, bool IsByKeyBefore);

    // A new policy says itself whose keys are whose: for the roots of the one before only the keys count that it had, or anyone could name a key of their own as a root's.
    private sealed record Signers(HashSet<string> ByItsOwnKeys, HashSet<string> ByTheKeysBefore)
    {
        public void Count(Candidate candidate)
        {
            if (candidate.IsByOwnKey)
                ByItsOwnKeys.Add(candidate.Person);
            if (candidate.IsByKeyBefore)
                ByTheKeysBefore.Add(candidate.Person);
        }
    }
}

/// <summary>A policy from the moment enough roots had signed it.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="Seq">Place of the entry that brought it into force.</param>
/// <param name="Hash">Hash of that entry.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Text">Its canonical text.</param>
public sealed record AdoptedPolicy(int Version, int Seq, string Hash, ReleasePolicy Policy, string Text);

/// <summary>A signature that counts for nothing.</summary>
/// <param name="Entry">Where it is recorded.</param>
/// <param name="Reason">Why.</param>
public sealed record RefusedSignature(Entry Entry, string Reason)
{
    /// <summary>True where only whoever asks now stands in its way: it counts as soon as somebody else asks.</summary>
    public bool IsOfRequest { get; init; }
}
