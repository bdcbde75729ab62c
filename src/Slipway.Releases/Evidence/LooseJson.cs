using System.Text.Json;

namespace Slipway.Releases.Evidence;

/// <summary>Reading of JSON that other tools write: what is not there, or is of another kind, reads as nothing.</summary>
internal static class LooseJson
{
    extension(JsonElement element)
    {
        public JsonElement? Member(string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : null;

        public string Text(string name) => element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() ?? "" : "";

        public IEnumerable<JsonElement> Items(string name) => element.Member(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

        public IEnumerable<JsonProperty> Members(string name) => element.Member(name) is { ValueKind: JsonValueKind.Object } value ? value.EnumerateObject() : [];

        public IEnumerable<string> Texts(string name) => element.Items(name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString() ?? "");
    }
}
