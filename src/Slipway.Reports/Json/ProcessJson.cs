using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Reports.Console;

namespace Slipway.Reports.Json;

/// <summary>The process of a build for machines.</summary>
public static class ProcessJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>Explain --json</c>: <c>{ schema, application, lane: [ name ], preset, policy, chapters: [ { title, items: [ { name, text } ] } ] }</c>.</summary>
    public static string Of(ProcessView view) => new JsonObject
    {
        ["schema"] = 1,
        ["application"] = view.Application,
        ["lane"] = new JsonArray([.. view.Lane.Select(environment => JsonValue.Create(environment.Name))]),
        ["preset"] = view.Policy.Preset,
        ["policy"] = view.Policy.Digest,
        ["chapters"] = new JsonArray([.. ProcessText.Chapters(view).Select(chapter => new JsonObject
        {
            ["title"] = chapter.Title,
            ["items"] = new JsonArray([.. chapter.Items.Select(item => new JsonObject { ["name"] = item.Name, ["text"] = item.Text })]),
        })]),
    }.ToJsonString(Indented);
}
