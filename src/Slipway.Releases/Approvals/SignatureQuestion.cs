using System.Text;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Digests;

namespace Slipway.Releases.Approvals;

/// <summary>Whether one text was signed by one key, for <c>ssh-keygen</c> to answer. Who the key belongs to is judged apart, by the policy at the entry's place.</summary>
/// <param name="Person">The principal.</param>
/// <param name="Key">Public key as <c>TYPE BODY</c>.</param>
/// <param name="Namespace">What it must be signed under.</param>
/// <param name="Text">What was signed.</param>
/// <param name="Signature">The armored signature.</param>
public sealed record SignatureQuestion(string Person, string Key, string Namespace, string Text, string Signature)
{
    /// <summary>Digest over all of it: answers are kept under it.</summary>
    public string Id { get; } = Digest.Of(Encoding.UTF8.GetBytes(string.Join('\0', Person, Key, Namespace, Text, Signature))).Hex;

    /// <summary>The one line of the allowed-signers file that would make the signature good.</summary>
    public string AllowedSigner => $"{Person} namespaces=\"{Namespace}\" {Key}\n";

    /// <summary>
    /// The question an entry raises under a policy, or null with the reason when it cannot be good whatever ssh-keygen says:
    /// no signature, a person the policy does not know, a key that is not the person's.
    /// </summary>
    public static SignatureQuestion? Of(Entry entry, Statement statement, ReleasePolicy policy, string signatureNamespace, out string? reason)
    {
        (_, string text, string signature) = Signed.Read(entry.Data) ?? new Signed("", "", "");
        reason = null;
        if (!policy.People.TryGetValue(statement.Person, out Person? person))
            reason = $"{statement.Person} is not in the policy";
        else if (SshSignature.PublicKeyOf(signature) is not { } key)
            reason = "it is not signed";
        else if (!person.Keys.Select(Keys.Body).Contains(key))
            reason = $"the key is not one of {statement.Person}'s";
        else
            return new SignatureQuestion(statement.Person, key, signatureNamespace, text, signature);
        return null;
    }
}

/// <summary>What ssh-keygen answered so far, by the question's id.</summary>
/// <param name="Known">Answers by id.</param>
/// <param name="Open">Questions that came up and have no answer yet; whoever judged must ask them and judge again.</param>
public sealed record SignatureAnswers(IReadOnlyDictionary<string, bool> Known, ICollection<SignatureQuestion> Open)
{
    /// <summary>No answers: nothing was checked yet.</summary>
    public static SignatureAnswers None => new(new Dictionary<string, bool>(), []);

    /// <summary>The answer; false, and noted as open, where there is none.</summary>
    public bool IsGood(SignatureQuestion question)
    {
        if (Known.TryGetValue(question.Id, out bool good))
            return good;
        Open.Add(question);
        return false;
    }
}
