using System.Text;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>A policy comes into force when enough of its roots signed it, and enough of those before it.</summary>
public static class Adoption
{
    /// <summary>Decides the wish to sign the policy at hand into force. Whoever has it is known by a key, also where consent is not signed.</summary>
    /// <param name="text">The policy as canonical JSON.</param>
    /// <param name="chain">What is in force.</param>
    /// <param name="occasion">What it is decided on.</param>
    public static Ruling Decide(string text, PolicyChain chain, Occasion occasion)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ReleasePolicy policy = occasion.Policy;
        if (chain.Newest is { } newest && newest.Policy.Digest == policy.Digest)
            return new Ruling.Standing(occasion.Governance.PolicySignatures.First(entry => entry.Hash == newest.Hash));
        if (policy.Roots.People.IsEmpty)
        {
            return Ruling.Usage(
                "SLP1627", "the policy names no roots, so nobody could ever change it",
                "name one or more of the people under roots.people in .nuke/release.json");
        }

        if (occasion.Who.Person is not { } person)
            return Ruling.Refuse(ExitCode.ApprovalMissing, Occasion.Unknown(occasion.Who, byKey: true));
        if (!policy.Roots.People.Contains(person) && chain.Newest?.Policy.Roots.People.Contains(person) != true)
        {
            return Ruling.Refuse(ExitCode.ApprovalMissing, new Fault(
                "SLP1628", $"{person} is no root of the policy", "roots.people in .nuke/release.json",
                $"one of {string.Join(", ", policy.Roots.People)} runs ./build.sh Policy --adopt"));
        }

        if (Encoding.UTF8.GetByteCount(text) > LedgerLine.Longest / 2)
            return Ruling.Usage("SLP1629", $"the policy is larger than {LedgerLine.Longest / 2} bytes", "keep long lists out of it");
        return Ruling.Record(new PolicySigned(text), new Subject(),
            occasion.Statement("policy") with { Person = person, PolicyVersion = (chain.Newest?.Version ?? 0) + 1 });
    }
}
