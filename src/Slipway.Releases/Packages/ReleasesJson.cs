using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Releases.Packages;

/// <summary>Strict JSON for manifests: unknown and duplicate keys are refused, output is the same bytes everywhere.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, WriteIndented = true, NewLine = "\n", RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(Manifest))]
public sealed partial class ReleasesJson : JsonSerializerContext;
