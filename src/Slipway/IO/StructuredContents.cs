using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Slipway.Vocabulary.Paths;

namespace Slipway.IO;

/// <summary>Reads and writes JSON and XML files.</summary>
public static class StructuredContents
{
    // Comments and trailing commas are common in files people edit; relaxed escaping keeps umlauts and quotes readable.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ReadCommentHandling = JsonCommentHandling.Skip,
        WriteIndented = true,
    };

    /// <summary>The file as a tree of JSON nodes.</summary>
    /// <exception cref="JsonException">It is not JSON; the message has line and column.</exception>
    public static JsonNode? ReadJson(this AbsolutePath path) => path.ReadJson<JsonNode>();

    /// <summary>The file as a value; names in camel case.</summary>
    /// <exception cref="JsonException">It is not JSON of that shape; the message has line and column.</exception>
    public static T? ReadJson<T>(this AbsolutePath path, JsonSerializerOptions? options = null) =>
        JsonSerializer.Deserialize<T>(path.ReadAllText(), options ?? Json);

    /// <summary>Writes a value as JSON, indented unless the options say otherwise.</summary>
    public static AbsolutePath WriteJson<T>(this AbsolutePath path, T value, JsonSerializerOptions? options = null) =>
        path.WriteAllText(JsonSerializer.Serialize(value, options ?? Json) + "\n");

    /// <summary>Reads, changes and writes the tree of nodes.</summary>
    public static AbsolutePath UpdateJson(this AbsolutePath path, Action<JsonNode> update)
    {
        JsonNode node = path.ReadJson() ?? throw new JsonException($"'{path}' holds null, which cannot be updated.");
        update(node);
        return path.WriteJson(node);
    }

    /// <summary>Reads, changes and writes a value.</summary>
    public static AbsolutePath UpdateJson<T>(this AbsolutePath path, Func<T?, T> update, JsonSerializerOptions? options = null) =>
        path.WriteJson(update(path.ReadJson<T>(options)), options);

    /// <summary>The file as a document, white space kept.</summary>
    /// <exception cref="System.Xml.XmlException">It is not XML; the message has line and column.</exception>
    public static XDocument ReadXml(this AbsolutePath path) => XDocument.Load(path, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo);

    /// <summary>Writes an XML document.</summary>
    public static AbsolutePath WriteXml(this AbsolutePath path, XDocument document)
    {
        path.Parent?.CreateDirectory();
        using FileStream stream = File.Create(path);
        document.Save(stream, SaveOptions.DisableFormatting);
        return path;
    }

    /// <summary>Reads, changes and writes the document.</summary>
    public static AbsolutePath UpdateXml(this AbsolutePath path, Action<XDocument> update)
    {
        XDocument document = path.ReadXml();
        update(document);
        return path.WriteXml(document);
    }
}
