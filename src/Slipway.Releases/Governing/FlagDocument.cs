using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Releases.Facts;

namespace Slipway.Releases.Governing;

/// <summary>
/// Feature flags as instances read them, in the schema of Microsoft.FeatureManagement 4 (github.com/microsoft/FeatureManagement,
/// FeatureManagement.v2.0.0.schema.json):
/// <c>{ feature_management: { feature_flags: [ { id, enabled, conditions } ] } }</c>. A share or a group is a <c>Microsoft.Targeting</c> filter.
/// </summary>
public static class FlagDocument
{
    /// <summary>The document: every flag of a release, as it stands where the release runs. The same flags give the same text.</summary>
    public static string Of(ImmutableArray<FlagStanding> standings) => new JsonObject
    {
        ["feature_management"] = new JsonObject { ["feature_flags"] = new JsonArray([.. standings.Select(one => Of(one.Setting))]) },
    }.ToJsonString();

    private static JsonObject Of(FlagSet flag)
    {
        var answer = new JsonObject { ["id"] = flag.Name, ["enabled"] = !flag.IsOff };
        if (flag.Percent is > 0 and < FlagSet.Everybody || !flag.Groups.IsEmpty)
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
                ["Groups"] = new JsonArray(
                    [.. flag.Groups.Select(group => new JsonObject { ["Name"] = group, ["RolloutPercentage"] = FlagSet.Everybody })]),
                ["DefaultRolloutPercentage"] = flag.Percent,
            },
        },
    };
}
