using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Releases.Status;

/// <summary>What was seen of an environment at one moment, as a document: what somebody concludes from it can be looked at again.</summary>
public sealed record Sighting
{
    /// <summary>Number of this shape.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>When somebody looked.</summary>
    public required DateTimeOffset Utc { get; init; }

    /// <summary><c>healthy</c>, <c>unhealthy</c>, <c>down</c>, <c>elsewhere</c>, <c>unreachable</c> or <c>empty</c>.</summary>
    public required string Health { get; init; }

    /// <summary>The deployment that got the traffic, or null.</summary>
    public string? Deployment { get; init; }

    /// <summary>Its package, or null.</summary>
    public string? Package { get; init; }

    /// <summary>Every instance on record there, running or not.</summary>
    public required ImmutableArray<SightedInstance> Instances { get; init; }

    /// <summary>Digest of the document.</summary>
    [JsonIgnore]
    public string Digest => Vocabulary.Digests.Digest.Of(Encoding.UTF8.GetBytes(Write())).Hex;

    /// <summary>What was observed, as facts to keep.</summary>
    public static Sighting Of(EnvironmentStatus status, DateTimeOffset utc) => new()
    {
        Environment = status.Environment.Name,
        Utc = utc.ToUniversalTime(),
        Health = status.Health,
        Deployment = status.Seen.LiveDeployment,
        Package = status.Seen.LivePackage,
        Instances = [.. status.Seen.Instances.Select(instance => new SightedInstance(instance.DeploymentId, instance.Service, instance.PackageId, instance.Health.ToString().ToLowerInvariant()))],
    };

    /// <summary>The document's exact text.</summary>
    public string Write() => JsonSerializer.Serialize(this, SightingJson.Default.Sighting);

    /// <summary>Reads a document; null when it is none.</summary>
    public static Sighting? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, SightingJson.Default.Sighting);
        }
        catch (JsonException)
        {
            return null; // the caller says that nothing was seen
        }
    }
}

/// <summary>One instance as it was seen.</summary>
/// <param name="Deployment">The deployment it belonged to.</param>
/// <param name="Service">Name of its service.</param>
/// <param name="Package">The package it was started from.</param>
/// <param name="Health">What it answered: <c>healthy</c>, <c>unhealthy</c> or <c>ended</c>.</param>
public sealed record SightedInstance(string Deployment, string Service, string Package, string Health);

/// <summary>Strict JSON for what was seen.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(Sighting))]
internal sealed partial class SightingJson : JsonSerializerContext;
