using System.Text.Json;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Packages;

/// <summary>Manifests as bytes and back.</summary>
public static class ManifestText
{
    /// <summary>The bytes that are stored and hashed.</summary>
    public static byte[] Write(Manifest manifest) => [.. JsonSerializer.SerializeToUtf8Bytes(manifest, ReleasesJson.Default.Manifest), (byte)'\n'];

    /// <summary>Reads stored bytes whose digest must be the package's id.</summary>
    /// <exception cref="FaultException">The digest differs or the text is not a manifest (exit 10).</exception>
    public static Manifest Read(ReadOnlySpan<byte> bytes, string packageId, string place)
    {
        Digest actual = Digest.Of(bytes);
        if (actual.Hex != packageId)
            throw new FaultException(ExitCode.Damaged, PackageFaults.Altered(place, packageId, actual.Hex));
        try
        {
            return JsonSerializer.Deserialize(bytes, ReleasesJson.Default.Manifest) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw new FaultException(ExitCode.Damaged, PackageFaults.Unreadable(place, exception.Message), exception);
        }
    }
}
