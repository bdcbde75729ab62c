using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Releases.Agenda;

namespace Slipway.Reports.Json;

/// <summary>The calendar for machines.</summary>
public static class AgendaJson
{
    /// <summary><c>Calendar --json</c>: <c>{ schema, application, zone, from, to, items: [ { id, kind, title, state, detail, startUtc, endUtc, entry } ] }</c>, by their start.</summary>
    public static string Render(string application, string zone, DateTimeOffset from, DateTimeOffset to, ImmutableArray<AgendaItem> items) => ReleaseJson.Text(new JsonObject
    {
        ["schema"] = 1,
        ["application"] = application,
        ["zone"] = zone,
        ["from"] = Utc(from),
        ["to"] = Utc(to),
        ["items"] = new JsonArray([.. items.Select(item => (JsonNode)new JsonObject
        {
            ["id"] = item.Id,
            ["kind"] = System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(item.Kind.ToString()),
            ["title"] = item.Title,
            ["state"] = item.State,
            ["detail"] = item.Detail,
            ["startUtc"] = Utc(item.Start),
            ["endUtc"] = item.End is { } end ? Utc(end) : null,
            ["entry"] = item.Seq,
        })]),
    });

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
