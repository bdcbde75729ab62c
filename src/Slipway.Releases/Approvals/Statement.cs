using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Approvals;

/// <summary>What a person signs: everything the consent is about, so that it holds for nothing else.</summary>
public sealed record Statement
{
    /// <summary>Number of this shape.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>What is consented to: <c>deploy</c>, <c>plan</c>, <c>reject</c>, <c>ask</c>, <c>exception</c>, <c>countersign</c>, <c>check</c>, <c>reach</c>, <c>lift</c>, <c>accept-risk</c>, <c>close-risk</c>, <c>unbar</c> or <c>policy</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Hash of the ledger's first entry: a signature for one project is none for another.</summary>
    public required string Project { get; init; }

    /// <summary>Short name of the person in the policy.</summary>
    public required string Person { get; init; }

    /// <summary>The role the person acts in, or null.</summary>
    public string? Role { get; init; }

    /// <summary>Environment it is about; null where it is about none.</summary>
    public string? Environment { get; init; }

    /// <summary>Package it is about; null where it is about none.</summary>
    public string? PackageId { get; init; }

    /// <summary>Digest of what would happen: bytes, place, configuration, steps.</summary>
    public string? PlanDigest { get; init; }

    /// <summary>How much care the release was said to need: consent to a small release is none to a large one.</summary>
    public string? Profile { get; init; }

    /// <summary>The package that was live when it was signed.</summary>
    public string? From { get; init; }

    /// <summary>Digest of the policy it was judged by.</summary>
    public required string PolicyDigest { get; init; }

    /// <summary>Version of a policy that is signed.</summary>
    public int? PolicyVersion { get; init; }

    /// <summary>What it is about when that is an entry or an item: an exception's id, a checklist's item, a deployment's start.</summary>
    public string? About { get; init; }

    /// <summary>Hash of the newest entry the person saw.</summary>
    public required string Head { get; init; }

    /// <summary>Instant from which it no longer holds.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Why; null where none was given.</summary>
    public string? Reason { get; init; }

    /// <summary>A number used once.</summary>
    public required string Nonce { get; init; }

    /// <summary>The exact bytes that are signed, as text.</summary>
    public string Write() => JsonSerializer.Serialize(this, StatementJson.Default.Statement);

    /// <summary>What somebody signed in an entry; null when it holds no statement.</summary>
    public static Statement? Of(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Signed.Read(entry.Data) is { } signed ? Read(signed.Statement) : null;
    }

    /// <summary>Reads a signed text; null when it is no statement.</summary>
    public static Statement? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, StatementJson.Default.Statement);
        }
        catch (JsonException)
        {
            return null; // the caller treats it as not signed
        }
    }
}

/// <summary>Strict JSON for statements.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(Statement))]
public sealed partial class StatementJson : JsonSerializerContext;
