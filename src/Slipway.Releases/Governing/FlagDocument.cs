using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;

namespace Slipway.Releases.Governing;

/// <summary>
/// Feature flags as instances read them, in the schema of Microsoft.FeatureManagement 4 (github.com/microsoft/FeatureManagement,
/// FeatureManagement.v2.0.0.schema.json):
/// <c>{ feature_management: { feature_flags: [ { id, enabled, conditions } ] } }</c>. A share or a group is a <c>Microsoft.Targeting</c> filter.
/// </summary>
public static class FlagDocument
{
    private const int Everybody = 100;

    /// <summary>The document: every flag of a release, set as the ledger says, otherwise at its default. The same flags give the same text.</summary>
    /// <param name="known">The flags of the release.</param>
    /// <param name="set">The newest setting of each flag in the environment, by name.</param>
    public static string Of(ImmutableArray<FeatureFlag> known, ImmutableSortedDictionary<string, Entry> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        JsonObject[] flags =
        [
            .. known.OrderBy(flag => flag.Name, StringComparer.Ordinal)
                .Select(flag => Of(set.TryGetValue(flag.Name, out Entry? entry)
                    ? FlagSet.Read(entry.Data)
                    : new FlagSet(flag.Name, flag.Default ? Everybody : 0, [], ""))),
        ];
        return new JsonObject { ["feature_management"] = new JsonObject { ["feature_flags"] = new JsonArray(flags) } }.ToJsonString();
    }

    private static JsonObject Of(FlagSet flag)
    {
        var answer = new JsonObject { ["id"] = flag.Name, ["enabled"] = flag.Percent > 0 || !flag.Groups.IsEmpty };
        if (flag.Percent is > 0 and < Everybody || !flag.Groups.IsEmpty)
            answer["conditions"] = new JsonObject { ["client_filters"] = new JsonArray(Targeting(flag)) };
        return answer;
    }

    private static JsonObject Targeting(FlagSet flag) => new()
    {
        ["name"] = "Microsoft.Targeting",
        ["parameters"] = new JsonObject
        {
            ["Audience"] = new JsonObject
            {
                ["Users"] = new JsonArray(),
                ["Groups"] = new JsonArray([.. flag.Groups.Select(group => new JsonObject { ["Name"] = group, ["RolloutPercentage"] = Everybody })]),
                ["DefaultRolloutPercentage"] = flag.Percent,
            },
        },
    };
}
