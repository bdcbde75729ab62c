using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Releases.Ledger;
using Slipway.Releases.Replaying;

namespace Slipway.Reports.Json;

/// <summary>Decisions that were made again, for machines; members may be added under the same <c>schema</c>, none is renamed or removed.</summary>
public static class ReplayJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// <c>Audit --replay --json</c>: <c>{ schema, head, decisions: [ { seq, utc, type, verb, environment, packageId, version, facts, result, remarks } ] }</c>;
    /// <c>result</c> is <c>same</c>, <c>notJudged</c>, <c>before</c>, <c>missing</c> or <c>differs</c>.
    /// </summary>
    public static string Of(ImmutableArray<ReplayedDecision> decisions, string head) => new JsonObject
    {
        ["schema"] = 1,
        ["head"] = head,
        ["decisions"] = new JsonArray([.. decisions.Select(Decision)]),
    }.ToJsonString(Indented);

    private static JsonObject Decision(ReplayedDecision one)
    {
        Entry entry = one.Decision;
        return new JsonObject
        {
            ["seq"] = entry.Seq,
            ["utc"] = entry.Utc.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["type"] = entry.Type,
            ["verb"] = entry.Data.GetValueOrDefault("verb"),
            ["environment"] = entry.Environment,
            ["packageId"] = entry.PackageId,
            ["version"] = entry.Version,
            ["facts"] = entry.Data.GetValueOrDefault("facts"),
            ["result"] = JsonNamingPolicy.CamelCase.ConvertName(one.Result.ToString()),
            ["remarks"] = new JsonArray([.. one.Remarks.Select(remark => JsonValue.Create(remark))]),
        };
    }
}
