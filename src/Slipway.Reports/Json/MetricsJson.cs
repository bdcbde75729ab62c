using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Releases.Metrics;

namespace Slipway.Reports.Json;

/// <summary>Measures for machines. The object says the number of its shape in <c>schema</c>; members may be added under the same number.</summary>
public static class MetricsJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// <c>Metrics --json</c>: <c>{ schema, application, asOf, days, environments: [ { name, measures: [ { key, name, unit, value, p90, n, deployments, tooFew, formula, remarks, trend: [ { to, value, n } ], entries } ] } ] }</c>.
    /// Durations are seconds, shares from 0 to 1. <c>value</c> is there also where <c>tooFew</c> says not to believe it.
    /// </summary>
    public static string Of(string application, DeliveryMetrics metrics) => new JsonObject
    {
        ["schema"] = 1,
        ["application"] = application,
        ["asOf"] = Utc(metrics.AsOf),
        ["days"] = metrics.Window.Days,
        ["environments"] = new JsonArray([.. metrics.Environments.Select(environment => new JsonObject
        {
            ["name"] = environment.Environment,
            ["measures"] = new JsonArray([.. environment.Measures.Select(One)]),
        })]),
    }.ToJsonString(Indented);

    private static JsonObject One(Measure measure) => new()
    {
        ["key"] = measure.Key,
        ["name"] = measure.Name,
        ["unit"] = JsonNamingPolicy.CamelCase.ConvertName(measure.Unit.ToString()),
        ["value"] = measure.Value,
        ["p90"] = measure.P90,
        ["n"] = measure.N,
        ["deployments"] = measure.Deployments,
        ["tooFew"] = measure.IsTooFew,
        ["formula"] = measure.Formula,
        ["remarks"] = new JsonArray([.. measure.Remarks.Select(remark => JsonValue.Create(remark))]),
        ["trend"] = new JsonArray([.. measure.Trend.Select(point => new JsonObject { ["to"] = Utc(point.To), ["value"] = point.Value, ["n"] = point.N })]),
        ["entries"] = new JsonArray([.. measure.Seqs.Select(seq => JsonValue.Create(seq))]),
    };

    private static string Utc(DateTimeOffset instant) => instant.ToString("O", CultureInfo.InvariantCulture);
}
