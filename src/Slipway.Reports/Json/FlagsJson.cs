using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Releases.Governing;

namespace Slipway.Reports.Json;

/// <summary>Feature flags for machines. Instants are ISO 8601 in UTC; members may be added under the same <c>schema</c>.</summary>
public static class FlagsJson
{
    /// <summary>
    /// <c>Flag --json</c>: <c>{ schema, flags: [ { name, environment, percent, groups, isDefault, utc, by, reason, owner, removeBy, killSwitch } ] }</c>;
    /// <c>utc</c> and <c>by</c> are null while the default holds.
    /// </summary>
    public static string Of(ImmutableArray<FlagStanding> standings) => ReleaseJson.Text(new JsonObject
    {
        ["schema"] = 1,
        ["flags"] = new JsonArray(
        [
            .. standings.Select(one => new JsonObject
            {
                ["name"] = one.Flag.Name,
                ["environment"] = one.Environment,
                ["percent"] = one.Setting.Percent,
                ["groups"] = new JsonArray([.. one.Setting.Groups.Select(group => JsonValue.Create(group))]),
                ["isDefault"] = one.Set is null,
                ["utc"] = one.Set?.Utc.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                ["by"] = one.Set?.By,
                ["reason"] = one.Setting.Reason,
                ["owner"] = one.Flag.Owner,
                ["removeBy"] = one.Flag.RemoveBy?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["killSwitch"] = one.Flag.IsKillSwitch,
            }),
        ]),
    });
}
