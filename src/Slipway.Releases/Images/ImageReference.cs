using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Images;

/// <summary>An image that others are laid upon, named by its digest: a tag may be another image tomorrow.</summary>
/// <param name="Layout">Folder of an OCI image layout, absolute or from the repository's root.</param>
/// <param name="Digest">Digest of its manifest, or of an index with a manifest for linux/amd64.</param>
public sealed record ImageReference(string Layout, Digest Digest)
{
    private const string LayoutPrefix = "oci:";
    private const string Pin = "@sha256:";

    /// <summary>Reads <c>oci:FOLDER@sha256:DIGEST</c>.</summary>
    /// <exception cref="FaultException">It is of another form, or names no digest (exit 2).</exception>
    public static ImageReference Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int pin = text.LastIndexOf(Pin, StringComparison.Ordinal);
        if (pin < 0 || !Digest.TryParse(text[(pin + Pin.Length)..], out Digest digest))
            throw new FaultException(ExitCode.Usage, NotPinned(text));
        return text.StartsWith(LayoutPrefix, StringComparison.Ordinal) && pin > LayoutPrefix.Length
            ? new(text[LayoutPrefix.Length..pin], digest)
            : throw new FaultException(ExitCode.Usage, NoLayout(text));
    }

    private static Fault NotPinned(string text) => new(
        "SLP2901",
        text.Length == 0 ? "the build names no image that services and edges could be laid upon" : $"'{text}' names no digest, so what lies below the services could be another image tomorrow",
        "ImageBase of the build",
        $"name it with its digest: {(text.Length == 0 ? "oci:images/base" : text.Split('@')[0])}@sha256:…; index.json of the layout has it (jq -r '.manifests[].digest' index.json)");

    private static Fault NoLayout(string text) => new(
        "SLP2902", $"'{text}' is no folder with an OCI image layout", "ImageBase of the build",
        $"fetch it once (mkdir -p images && skopeo copy docker://{text} oci:images/base), then ImageBase => \"oci:images/base@DIGEST\" with the digest that jq -r '.manifests[0].digest' images/base/index.json prints");
}
