using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Delivery.Durable;
using Slipway.Releases.Evidence;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Proving;

/// <summary>Remembers on what ground the tests of a source succeeded on this machine. What they showed stands in the ledger; here is only what tells whether it still holds.</summary>
/// <param name="folder">Folder of the state.</param>
public sealed class TestGrounds(AbsolutePath folder)
{
    private const int Kept = 20;

    /// <summary>Remembers a run that succeeded; the twenty newest are kept.</summary>
    /// <param name="tree">The source.</param>
    /// <param name="evidence">The entry that says what the tests showed.</param>
    /// <param name="ground">What they stood on.</param>
    public void Keep(string tree, Entry evidence, TestGround ground)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        try
        {
            DurableFile.Replace(FileOf(tree), JsonSerializer.SerializeToUtf8Bytes(new KeptGround(evidence.Hash, ground), GroundJson.Default.KeptGround));
            foreach (string old in Directory.EnumerateFiles(folder, "*.json").OrderByDescending(File.GetLastWriteTimeUtc).Skip(Kept))
                File.Delete(old);
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            // Nothing is remembered: the tests run again.
        }
    }

    /// <summary>The ground on which the tests of a source succeeded; null where that is not known, or where the evidence is not the one of that run.</summary>
    /// <param name="tree">The source.</param>
    /// <param name="evidence">The newest entry about its tests.</param>
    public TestGround? TryRead(string tree, Entry evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        try
        {
            return File.Exists(FileOf(tree)) && JsonSerializer.Deserialize(File.ReadAllBytes(FileOf(tree)), GroundJson.Default.KeptGround) is { } kept && kept.Evidence == evidence.Hash ? kept.Ground : null;
        }
        catch (Exception exception) when (exception is JsonException || StateFaults.IsDisk(exception))
        {
            return null; // damaged: as if it were not there
        }
    }

    private AbsolutePath FileOf(string tree) => folder / $"{tree}.json";
}

/// <summary>A ground and the entry it belongs to.</summary>
internal sealed record KeptGround(string Evidence, TestGround Ground);

/// <summary>Strict JSON for grounds.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(KeptGround))]
internal sealed partial class GroundJson : JsonSerializerContext;
