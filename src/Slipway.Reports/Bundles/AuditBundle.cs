using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Digests;

namespace Slipway.Reports.Bundles;

/// <summary>What a stranger needs to check a ledger without us: its exact lines, every signature with the key it must be by, and a script that says how.</summary>
public static class AuditBundle
{
    /// <summary>Files of the bundle beside the ledger itself, by path.</summary>
    /// <param name="entries">All entries.</param>
    /// <param name="chain">The policies that were in force.</param>
    /// <param name="manifests">Manifest bytes of the packages, by id.</param>
    public static ImmutableSortedDictionary<string, byte[]> Files(ImmutableArray<Entry> entries, PolicyChain chain, IReadOnlyDictionary<string, byte[]> manifests)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        void Add(string path, string text) => files[path] = Encoding.UTF8.GetBytes(text);
        Add("verify.sh", BundleScript.Text);
        Add("README.txt", Readme(entries));
        foreach (Entry entry in entries)
        {
            if (Signed.Read(entry.Data) is not { Signature.Length: > 0 } signed)
                continue;
            string folder = string.Create(CultureInfo.InvariantCulture, $"signatures/{entry.Seq:000000}");
            bool isPolicy = entry.Type == EntryType.PolicySigned;
            Add($"{folder}/statement", signed.Statement);
            Add($"{folder}/signature", signed.Signature);
            Add($"{folder}/namespace", isPolicy ? SshSignature.PolicyNamespace : SshSignature.ApprovalNamespace);
            Add($"{folder}/person", signed.Person);
            AdoptedPolicy? inForce = isPolicy ? chain.Adopted.FirstOrDefault(policy => policy.Text == PolicySigned.Read(entry.Data).Policy) : chain.At(entry.Seq);
            Add($"{folder}/policy-entry", (inForce?.Seq ?? 0).ToString(CultureInfo.InvariantCulture));
            Add($"{folder}/signers", Signers(signed.Person, inForce, isPolicy ? SshSignature.PolicyNamespace : SshSignature.ApprovalNamespace));
        }

        foreach (KeptDocument document in entries.Select(KeptDocument.Read).OfType<KeptDocument>().Where(document => document.IsSound && FolderOf(document.Kind) is not null))
            Add($"{FolderOf(document.Kind)}/{document.Digest}.json", document.Text);
        foreach (string policy in entries.Where(entry => entry.Type == EntryType.PolicySigned).Select(entry => PolicySigned.Read(entry.Data).Policy))
            Add($"policies/{Digest.Of(Encoding.UTF8.GetBytes(policy)).Hex}.json", policy);
        foreach ((string id, byte[] bytes) in manifests)
            files[$"manifests/{id}.json"] = bytes;
        return files.ToImmutable();
    }

    private static string? FolderOf(string kind) => kind switch
    {
        KeptDocument.Facts => "facts",
        KeptDocument.Policy => "policies",
        KeptDocument.Observation => "observations",
        _ => null,
    };

    private static string Signers(string person, AdoptedPolicy? policy, string signatureNamespace) => policy?.Policy.People.TryGetValue(person, out Person? known) == true
        ? string.Concat(known.Keys.Select(key => $"{person} namespaces=\"{signatureNamespace}\" {Keys.Body(key)}\n"))
        : "";

    private static string Readme(ImmutableArray<Entry> entries) => $"""
        A release ledger, exported for whoever wants to check it.

        ledger.jsonl   {entries.Length} entries, one a line; each holds the hash of the one before and its own
        signatures/    for every signed entry: the signed statement, the signature, its namespace, the person, the keys the policy gave that person
        manifests/     manifests of the packages; a package's id is the SHA-256 of its manifest
        facts/         what each decision about a deployment rested on beside the ledger; policies/ and observations/ are what facts name; a file's name is the SHA-256 of its bytes
        verify.sh      checks all of it with bash, sha256sum and ssh-keygen, and nothing of the tool that wrote it

        head           {(entries.IsEmpty ? "none" : entries[^1].Hash)}

        Whoever has the tool makes every decision again from these files alone: ./build.sh Audit --replay --bundle FILE

        Compare the head with one you got on another way (a release note, a colleague's clone): a whole ledger that was made anew has another.

        """;
}
