using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Releases.Governing;

namespace Slipway.Reports.Json;

/// <summary>What became of packages, for machines; members may be added under the same <c>schema</c>.</summary>
public static class PruneJson
{
    /// <summary><c>Prune --json</c>: <c>{ schema, packages: [ { id, version, kept, reason, bytes } ] }</c>; <c>bytes</c> is null for what is kept.</summary>
    /// <param name="fates">All packages of the store.</param>
    /// <param name="sizes">What the deleted ones held, by id.</param>
    public static string Of(ImmutableArray<PackageFate> fates, IReadOnlyDictionary<string, long> sizes) => ReleaseJson.Text(new JsonObject
    {
        ["schema"] = 1,
        ["packages"] = new JsonArray(
        [
            .. fates.Select(fate => new JsonObject
            {
                ["id"] = fate.PackageId,
                ["version"] = fate.Version,
                ["kept"] = fate.IsKept,
                ["reason"] = fate.Reason,
                ["bytes"] = sizes.TryGetValue(fate.PackageId, out long bytes) ? bytes : null,
            }),
        ]),
    });
}
