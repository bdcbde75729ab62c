using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Releases.Deciding;

/// <summary>
/// What a deployment was decided on beside the ledger, the policy and the manifests, as a document: with them anyone can make the decision again.
/// Configuration is in it by name only; values are told by the plan's digest alone, and secrets are nowhere.
/// </summary>
public sealed record DecisionFacts
{
    /// <summary>Number of this shape.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>Number of the rules it was decided by; 1 where none is given. A replay asks no later ones.</summary>
    public int Rules { get; init; } = 1;

    /// <summary>Hash of the newest entry that was known.</summary>
    public required string Head { get; init; }

    /// <summary>Digest of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>Name of the environment to be entered.</summary>
    public required string Environment { get; init; }

    /// <summary>Id of the package.</summary>
    public required string Package { get; init; }

    /// <summary>The package that was live and could be compared with, or null.</summary>
    public string? Live { get; init; }

    /// <summary>The environments in order.</summary>
    public required ImmutableArray<LanePlace> Lane { get; init; }

    /// <summary>Digest of what would have happened, configuration values included.</summary>
    public required string Plan { get; init; }

    /// <summary>Digest of the configuration alone; null in facts of before it was kept.</summary>
    public string? Configuration { get; init; }

    /// <summary>The package that was seen to run there, or null.</summary>
    public string? Observed { get; init; }

    /// <summary>Digest of what was seen of the environment in front; null when nobody looked.</summary>
    public string? FrontSeen { get; init; }

    /// <summary>Who asked, as the ledger names them.</summary>
    public string? Requester { get; init; }

    /// <summary>Exceptions the wish leaned on.</summary>
    public required ImmutableArray<string> Exceptions { get; init; }

    /// <summary>Whether the emergency profile was asked for.</summary>
    public bool IsEmergency { get; init; }

    /// <summary>Whether it was to be let in again.</summary>
    public bool Again { get; init; }

    /// <summary>Why; null where none was given.</summary>
    public string? Reason { get; init; }

    /// <summary>Secrets that were at hand, by name.</summary>
    public required ImmutableArray<string> Secrets { get; init; }

    /// <summary>What the calendar planned for the version, as such a file; null where nobody planned it.</summary>
    public string? Calendar { get; init; }

    /// <summary>What the gates of the build's own answered: code that is not on record, so that its word is taken.</summary>
    public required ImmutableArray<OwnAnswer> OwnGates { get; init; }

    /// <summary>The moment it was decided for.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The document's exact text.</summary>
    public string Write() => JsonSerializer.Serialize(this, DecisionFactsJson.Default.DecisionFacts);

    /// <summary>Reads a document; null when it is none, or of a shape that is not known here.</summary>
    public static DecisionFacts? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, DecisionFactsJson.Default.DecisionFacts) is { Schema: 1 } facts ? facts : null;
        }
        catch (JsonException)
        {
            return null; // the caller says that the facts cannot be read
        }
    }
}

/// <summary>An environment of the lane as a decision sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Port">Its port.</param>
/// <param name="Keys">Names of its configuration, without values.</param>
public sealed record LanePlace(string Name, int Port, ImmutableArray<string> Keys);

/// <summary>What a gate of the build's own answered.</summary>
public sealed record OwnAnswer(string Gate, string Verdict, string Reason, string Mend, ImmutableArray<string> Inputs, DateTimeOffset? ValidUntil);

/// <summary>Strict JSON for facts.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(DecisionFacts))]
internal sealed partial class DecisionFactsJson : JsonSerializerContext;
