using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Images;

/// <summary>Images of the Open Container Initiative as text: read, and written the same bytes for the same content.</summary>
public static class ImageText
{
    /// <summary>Media type of a layer that is not compressed.</summary>
    public const string LayerType = "application/vnd.oci.image.layer.v1.tar";

    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string IndexType = "application/vnd.oci.image.index.v1+json";
    private const string ConfigurationType = "application/vnd.oci.image.config.v1+json";
    private const string TitleMark = "org.opencontainers.image.ref.name";

    /// <summary>The file that says which layout a folder has.</summary>
    public const string Layout = """{"imageLayoutVersion":"1.0.0"}""";

    /// <summary>The manifest for linux/amd64 that an index names; null where the text is no index.</summary>
    /// <exception cref="FaultException">It is one, and names none (exit 2).</exception>
    public static string? ManifestIn(ReadOnlySpan<byte> text, string place)
    {
        if (Parse(text, place)["manifests"] is not JsonArray manifests)
            return null;
        JsonNode? fitting = manifests.FirstOrDefault(one => (string?)one?["platform"]?["os"] == "linux" && (string?)one["platform"]?["architecture"] == "amd64")
            ?? (manifests.Count == 1 ? manifests[0] : null);
        return fitting is null ? throw new FaultException(ExitCode.Usage, NotForLinux(place)) : HexOf(fitting, place);
    }

    /// <summary>What a manifest lists.</summary>
    /// <exception cref="FaultException">It is no manifest (exit 10).</exception>
    public static ImageParts Parts(ReadOnlySpan<byte> manifest, string place)
    {
        JsonObject read = Parse(manifest, place);
        return read["config"] is { } configuration && read["layers"] is JsonArray layers
            ? new(BlobOf(configuration, place), [.. layers.Select(layer => BlobOf(layer, place))])
            : throw Unreadable(place, "it lists no config and no layers");
    }

    /// <summary>How a service on a base is run: the base's own words, with the service's layer, command, folder and marks.</summary>
    /// <exception cref="FaultException">The base's configuration cannot be read (exit 10).</exception>
    public static byte[] Configuration(ReadOnlySpan<byte> ofBase, ImageContent content, string place)
    {
        JsonObject image = Parse(ofBase, place);
        JsonObject run = image["config"] as JsonObject ?? [];
        if (image["rootfs"]?["diff_ids"] is not JsonArray layers)
            throw Unreadable(place, "it has no rootfs.diff_ids");
        string time = content.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        run["Entrypoint"] = new JsonArray([.. content.Start.Select(word => (JsonNode)JsonValue.Create(word))]);
        run.Remove("Cmd");
        run["WorkingDir"] = content.Folder;
        JsonObject marks = run["Labels"] as JsonObject ?? [];
        foreach ((string name, string value) in content.Marks)
            marks[name] = value;
        run["Labels"] = marks;
        image["config"] = run;
        image["created"] = time;
        layers.Add($"sha256:{content.Layer.Digest}");
        JsonArray history = image["history"] as JsonArray ?? [];
        history.Add(new JsonObject { ["created"] = time, ["created_by"] = $"slipway: files of the service in {content.Folder}" });
        image["history"] = history;
        return Write(image);
    }

    /// <summary>The manifest of a service on a base.</summary>
    /// <param name="layersOfBase">The base's layers, lowest first.</param>
    /// <param name="configuration">Digest and size of the image's configuration.</param>
    /// <param name="layer">The service's layer.</param>
    public static byte[] Manifest(ImmutableArray<Blob> layersOfBase, (string Digest, long Size) configuration, Blob layer) => Write(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = ManifestType,
        ["config"] = Describe(new Blob(ConfigurationType, configuration.Digest, configuration.Size)),
        ["layers"] = new JsonArray([.. layersOfBase.Select(Plain).Append(layer).Select(Describe)]),
    });

    /// <summary>The list of the images in a layout, one a service.</summary>
    public static byte[] Index(IEnumerable<(string Service, string Manifest, long Size)> images) => Write(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = IndexType,
        ["manifests"] = new JsonArray(
        [
            .. images.Select(image =>
            {
                JsonObject described = Describe(new Blob(ManifestType, image.Manifest, image.Size));
                described["annotations"] = new JsonObject { [TitleMark] = image.Service };
                return described;
            }),
        ]),
    });

    /// <summary>The list an engine loads an image by: its configuration and its layers, each by its path in the archive; no tag.</summary>
    public static byte[] Loading(ImageParts image) => Write(new JsonArray(new JsonObject
    {
        ["Config"] = PathOf(image.Configuration.Digest),
        ["RepoTags"] = null,
        ["Layers"] = new JsonArray([.. image.Layers.Select(layer => (JsonNode)JsonValue.Create(PathOf(layer.Digest)))]),
    }));

    /// <summary>Where a part lies in a layout.</summary>
    public static string PathOf(string digest) => $"blobs/sha256/{digest}";

    // Docker's names of the same layers are older than the common ones; a manifest is of one family.
    private static Blob Plain(Blob layer) => layer.MediaType == "application/vnd.docker.image.rootfs.diff.tar.gzip" ? layer with { MediaType = LayerType + "+gzip" } : layer;

    private static JsonObject Describe(Blob blob) => new() { ["mediaType"] = blob.MediaType, ["digest"] = $"sha256:{blob.Digest}", ["size"] = blob.Size };

    private static Blob BlobOf(JsonNode? described, string place) =>
        new((string?)described?["mediaType"] ?? "", HexOf(described, place), (long?)described?["size"] ?? throw Unreadable(place, "a part has no size"));

    private static string HexOf(JsonNode? described, string place) => (string?)described?["digest"] is { } digest
        && digest.StartsWith("sha256:", StringComparison.Ordinal) && Vocabulary.Digests.Digest.TryParse(digest[7..], out _)
        ? digest[7..]
        : throw Unreadable(place, "a part is not named by a SHA-256");

    private static JsonObject Parse(ReadOnlySpan<byte> text, string place)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            return JsonNode.Parse(ref reader) as JsonObject ?? throw Unreadable(place, "it is no object");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw Unreadable(place, problem.Message);
        }
    }

    private static byte[] Write(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            node.WriteTo(writer);
        return stream.ToArray();
    }

    private static FaultException Unreadable(string place, string reason) => new(ExitCode.Damaged, new Fault(
        "SLP2903", $"the description of an image cannot be read: {reason}", place, "fetch the image again into an empty folder"));

    private static Fault NotForLinux(string place) => new(
        "SLP2904", "the index names no image for linux/amd64", place, "pin the digest of the one manifest that is meant, not of the index");
}
