using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Releases.Facts;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Ledger;

/// <summary>
/// A text that a decision rests on and that would stand nowhere else, kept in the ledger under its own digest: durable with the decision, in every clone, and never changed unseen.
/// </summary>
/// <param name="Kind">What it is: <see cref="Facts"/>, <see cref="Policy"/> or <see cref="Observation"/>.</param>
/// <param name="Digest">SHA-256 of the text; entries name it by that.</param>
/// <param name="Text">The text.</param>
public sealed record KeptDocument(string Kind, string Digest, string Text)
{
    /// <summary>What a deployment was decided on beside ledger and policy.</summary>
    public const string Facts = "facts";

    /// <summary>A policy that nobody signed, as canonical JSON.</summary>
    public const string Policy = "policy";

    /// <summary>What was seen of an environment.</summary>
    public const string Observation = "observation";

    // As a ledger line writes it; what is left is for the rest of the line.
    private const int Longest = LedgerLine.Longest - (8 * 1024);

    /// <summary>True when the text is the one its digest names.</summary>
    public bool IsSound => DigestOf(Text) == Digest;

    /// <summary>What its entry says.</summary>
    public ImmutableArray<(string Name, string Value)> Data => [("kind", Kind), ("digest", Digest), ("document", Text)];

    /// <summary>A text to be kept.</summary>
    /// <exception cref="FaultException">It does not fit into a ledger entry (exit 2); a decision whose facts would be lost is not made.</exception>
    public static KeptDocument Of(string kind, string text)
    {
        int bytes = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length;
        return bytes <= Longest ? new KeptDocument(kind, DigestOf(text), text) : throw new FaultException(ExitCode.Usage, TooLong(kind, bytes));
    }

    /// <summary>The document an entry keeps, or null when it keeps none. Whether it is sound is for the reader to ask.</summary>
    public static KeptDocument? Read(Entry entry) => entry.Type == EntryType.DocumentKept
        ? new KeptDocument(entry.Data.GetValueOrDefault("kind", ""), entry.Data.GetValueOrDefault("digest", ""), entry.Data.GetValueOrDefault("document", ""))
        : null;

    internal static string DigestOf(string text) => Vocabulary.Digests.Digest.Of(Encoding.UTF8.GetBytes(text)).Hex;

    private static Fault TooLong(string kind, int bytes) => new(
        "SLP4701", $"the {kind} of this decision would take {bytes} bytes of its ledger entry, at most {Longest} fit", "ledger", "keep long lists out of .nuke/release.json and of the configuration; nothing is decided on facts that cannot be kept");
}
