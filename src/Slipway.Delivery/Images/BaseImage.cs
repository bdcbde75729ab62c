using System.Collections.Immutable;
using Slipway.Delivery.ArtifactFiles;
using Slipway.Releases.Images;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Images;

/// <summary>The image that services are laid upon, found in its layout by its digest.</summary>
/// <param name="Layout">Folder of the layout.</param>
/// <param name="Manifest">Digest of its manifest.</param>
/// <param name="Parts">What it consists of.</param>
public sealed record BaseImage(AbsolutePath Layout, string Manifest, ImageParts Parts)
{
    /// <summary>Finds a base in its layout. Its description is checked against its digest here, its layers when they are taken.</summary>
    /// <exception cref="FaultException">It is not there, or not what its digest says.</exception>
    public static async Task<BaseImage> ReadAsync(ImageReference reference, AbsolutePath root, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reference);
        AbsolutePath layout = AbsolutePath.Create(Path.GetFullPath(reference.Layout, root));
        byte[] text = await ReadAsync(layout, reference.Digest.Hex, cancellation);
        string manifest = ImageText.ManifestIn(text, layout) ?? reference.Digest.Hex;
        if (manifest != reference.Digest.Hex)
            text = await ReadAsync(layout, manifest, cancellation);
        return new(layout, manifest, ImageText.Parts(text, PlaceOf(layout, manifest)));
    }

    /// <summary>Every digest the base consists of, its manifest included.</summary>
    public ImmutableArray<string> Digests => [Manifest, Parts.Configuration.Digest, .. Parts.Layers.Select(layer => layer.Digest)];

    /// <summary>How it is run.</summary>
    /// <exception cref="FaultException">Its configuration is not there, or altered (exit 10).</exception>
    public Task<byte[]> ReadConfigurationAsync(CancellationToken cancellation) => ReadAsync(Layout, Parts.Configuration.Digest, cancellation);

    /// <summary>Copies its layers into another layout, each checked on the way.</summary>
    /// <exception cref="FaultException">One is not there, or altered (exit 10).</exception>
    public async Task CopyLayersAsync(AbsolutePath to, CancellationToken cancellation)
    {
        foreach (string digest in Parts.Layers.Select(layer => layer.Digest).Distinct())
        {
            AbsolutePath source = PlaceOf(Layout, digest), target = PlaceOf(to, digest);
            if (!File.Exists(source))
                throw new FaultException(ExitCode.Damaged, Missing(Layout, digest));
            File.Copy(source, target, overwrite: true);
            if ((await FileDigest.OfAsync(target, cancellation)).Hex is var found && found != digest)
                throw new FaultException(ExitCode.Damaged, Altered(source, digest, found));
        }
    }

    private static async Task<byte[]> ReadAsync(AbsolutePath layout, string digest, CancellationToken cancellation)
    {
        AbsolutePath file = PlaceOf(layout, digest);
        if (!File.Exists(file))
            throw new FaultException(ExitCode.Usage, Missing(layout, digest));
        byte[] text = await File.ReadAllBytesAsync(file, cancellation);
        string found = Vocabulary.Digests.Digest.Of(text).Hex;
        return found == digest ? text : throw new FaultException(ExitCode.Damaged, Altered(file, digest, found));
    }

    private static AbsolutePath PlaceOf(AbsolutePath layout, string digest) => layout / ImageText.PathOf(digest);

    private static Fault Missing(AbsolutePath layout, string digest) => new(
        "SLP3101", $"the base of the images has no part {digest[..12]}", layout,
        "fetch it there again (skopeo copy docker://… oci:FOLDER keeps digests), or mend ImageBase of the build");

    private static Fault Altered(AbsolutePath file, string digest, string found) => new(
        "SLP3102", $"a part of the base of the images is {found[..12]}, its name says {digest[..12]}", file, "fetch the base again into an empty folder");
}
