using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Vocabulary.Routing;

/// <summary>The words an edge and a deployer exchange, as strict JSON.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(RouteTable))]
[JsonSerializable(typeof(EdgeStatus))]
[JsonSerializable(typeof(SwitchAnswer))]
[JsonSerializable(typeof(DrainRequest))]
[JsonSerializable(typeof(DrainAnswer))]
[JsonSerializable(typeof(EdgeRefusal))]
[JsonSerializable(typeof(ExposeRequest))]
[JsonSerializable(typeof(EdgeCounts))]
public sealed partial class EdgeJson : JsonSerializerContext;
