using System.Text;
using System.Text.Json;
using Slipway.Vocabulary.Digests;

namespace Slipway.Releases.Ledger;

/// <summary>
/// Checkpoints as bytes and back: a line <c>slipway checkpoint, schema, fold, digest</c> and the JSON it is the digest of.
/// The fold is the version of the very code that made the state: what other code folded may lack what this code knows, and is made anew.
/// </summary>
public static class CheckpointText
{
    private const int Schema = 3;

    private static readonly string Fold = typeof(ReleaseState).Module.ModuleVersionId.ToString("N");

    /// <summary>A checkpoint as bytes that <see cref="Read"/> understands.</summary>
    public static byte[] Write(Checkpoint checkpoint)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(checkpoint, CheckpointJson.Default.Checkpoint);
        return [.. Header(json), .. json];
    }

    /// <summary>Reads stored bytes; null when they are damaged, foreign, or of other code.</summary>
    public static Checkpoint? Read(ReadOnlySpan<byte> bytes)
    {
        int json = bytes.IndexOf((byte)'\n') + 1;
        if (json == 0 || !bytes[..json].SequenceEqual(Header(bytes[json..])))
            return null;
        try
        {
            return JsonSerializer.Deserialize(bytes[json..], CheckpointJson.Default.Checkpoint);
        }
        catch (JsonException)
        {
            return null; // somebody wrote it with a digest that fits; the ledger is the truth
        }
    }

    private static byte[] Header(ReadOnlySpan<byte> json) => Encoding.ASCII.GetBytes($"slipway checkpoint {Schema} {Fold} {Digest.Of(json).Hex}\n");
}
