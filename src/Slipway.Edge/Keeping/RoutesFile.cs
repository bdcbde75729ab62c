using System.Text.Json;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Keeping;

/// <summary>The route table on disk: written before a switch is acknowledged, read when the edge starts.</summary>
internal sealed class RoutesFile(string folder)
{
    private readonly string _current = Path.Combine(folder, "routes.json");
    private readonly string _previous = Path.Combine(folder, "routes.previous.json");

    /// <exception cref="IOException">The table could not be made durable; the one before is still in force.</exception>
    public void Write(RouteTable? table)
    {
        var kept = new KeptRoutes(1, DigestOf(table), table);
        DurableFile.Replace(_current, _previous, JsonSerializer.SerializeToUtf8Bytes(kept, KeptJson.Default.KeptRoutes));
    }

    /// <summary>The newest table that is whole; a bad file is set aside and named in the warning. Both null where nothing was ever written.</summary>
    public (RouteTable? Table, string? Warning) Read()
    {
        string? warning = null;
        foreach (string path in new[] { _current, _previous })
        {
            if (!File.Exists(path))
                continue;
            if (Parse(path) is { } kept)
                return (kept.Table, warning);

            string aside = $"{path}.bad";
            File.Move(path, aside, overwrite: true);
            warning = $"{Path.GetFileName(path)} was damaged and is kept as {aside}; the generation before it is used";
        }

        return (null, warning);
    }

    /// <summary>Goes through the motions of a switch on a probe file, so that the first real one is as quick as the next, and the folder is known to be writable.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void WarmUp(RouteTable example)
    {
        string probe = Path.Combine(folder, "routes.probe");
        var kept = new KeptRoutes(1, DigestOf(example), example);
        DurableFile.Replace(probe, probe + ".previous", JsonSerializer.SerializeToUtf8Bytes(kept, KeptJson.Default.KeptRoutes));
        DurableFile.Replace(probe, probe + ".previous", JsonSerializer.SerializeToUtf8Bytes(kept, KeptJson.Default.KeptRoutes));
        _ = Parse(probe);
        File.Delete(probe);
        File.Delete(probe + ".previous");
    }

    private static KeptRoutes? Parse(string path)
    {
        try
        {
            KeptRoutes? kept = JsonSerializer.Deserialize(File.ReadAllBytes(path), KeptJson.Default.KeptRoutes);
            return kept is { Schema: 1 } && kept.Sha256 == DigestOf(kept.Table) ? kept : null;
        }
        catch (JsonException)
        {
            return null;   // damaged is what the caller handles: it sets the file aside
        }
    }

    private static string DigestOf(RouteTable? table) =>
        table is null ? Digest.Of("null"u8).Hex : Digest.Of(JsonSerializer.SerializeToUtf8Bytes(table, KeptJson.Default.RouteTable)).Hex;
}
