using System.Text.Json.Serialization;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Keeping;

/// <summary>The routes file: a table with the digest that proves it whole.</summary>
/// <param name="Schema">Number of this layout, 1.</param>
/// <param name="Sha256">Digest of the table's JSON as this program writes it.</param>
/// <param name="Table">The table, or null for an environment with no route.</param>
internal sealed record KeptRoutes(int Schema, string Sha256, RouteTable? Table);

/// <summary>The routes file as JSON.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KeptRoutes))]
[JsonSerializable(typeof(RouteTable))]
internal sealed partial class KeptJson : JsonSerializerContext;
