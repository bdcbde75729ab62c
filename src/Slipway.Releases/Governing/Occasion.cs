using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>What a wish to govern is decided on.</summary>
/// <param name="State">Everything on record.</param>
/// <param name="Policy">The rules.</param>
/// <param name="Who">Whoever has the wish.</param>
/// <param name="Now">The instant of it.</param>
/// <param name="Nonce">A number used once, for what is signed.</param>
public sealed record Occasion(ReleaseState State, ReleasePolicy Policy, Party Who, DateTimeOffset Now, string Nonce = "")
{
    /// <summary>What people decided so far.</summary>
    public GovernanceState Governance => State.Governance;

    /// <summary>
    /// Short name of whoever answers for the act; null for somebody the policy does not know.
    /// Where it names nobody and asks for no signatures, everybody answers under their own address.
    /// </summary>
    public string? Person => Who.Person ?? (Policy.People.IsEmpty && !Policy.Approvals.Signed ? Who.Address : null);

    /// <summary>The words for an act that nobody of the policy answers for though it asks for signatures; null where somebody does, or need
    /// not.</summary>
    public string? Unverified => UnverifiedOf(Who, Policy);

    /// <summary>A statement of whoever acts, with all it is bound to.</summary>
    public Statement Statement(string action, string? reason = null) => new()
    {
        Action = action,
        Project = State.Project,
        Person = Person ?? Who.Address,
        PolicyDigest = Policy.Digest,
        Head = State.Head,
        Nonce = Nonce,
        Reason = reason,
    };

    /// <summary>Refuses somebody the policy does not know; null for everybody else.</summary>
    public Ruling.Refused? Stranger() => Person is null ? Ruling.Refuse(ExitCode.ApprovalMissing, Unknown(Who, Policy.Approvals.Signed)) : null;

    /// <summary>An act that lets something pass again: where the policy asks for signatures, somebody of it signs.</summary>
    internal Ruling Loosen(Fact fact, Subject subject, string action, string about, string reason)
    {
        if (!Policy.Approvals.Signed)
            return Ruling.Record(fact, subject);
        Statement statement = Statement(action, reason) with { Environment = subject.Environment, PackageId = subject.PackageId, About = about };
        return Stranger() is { } stranger ? stranger : Ruling.Record(fact, subject, statement);
    }

    /// <summary>The words for what somebody does that nobody of the policy answers for though it asks for signatures; null otherwise.</summary>
    public static string? UnverifiedOf(Party who, ReleasePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Approvals.Signed && who.Person is null
            ? $"{who.Address} is nobody of the policy by the keys at hand: this stands in the ledger unverified"
            : null;
    }

    /// <summary>The fault of somebody the policy does not know.</summary>
    public static Fault Unknown(Party who, bool byKey)
    {
        ArgumentNullException.ThrowIfNull(who);
        return byKey
            ? new Fault(
                "SLP1604", "none of the keys at hand belongs to anyone in the policy",
                who.Looked.IsEmpty ? "no key was found" : string.Join(", ", who.Looked),
                "give your private key with --key, with its .pub beside it; the policy must hold the public one under people.NAME.keys")
            : new Fault(
                "SLP1603", $"{who.Address} is nobody of the policy", "people in .nuke/release.json",
                "add the mail address to a person there, or set git's user.email");
    }
}
