using System.Collections.Immutable;
using System.Text.Json;

namespace Slipway.Releases.Evidence;

/// <summary>What a restore left behind in <c>project.assets.json</c>.</summary>
/// <param name="Folders">Folders that packages lie in, in the order they are looked at.</param>
/// <param name="Packages">Every package of the graph.</param>
/// <param name="Audit">What its audit says about them (NU1901 to NU1904).</param>
public sealed record RestoredPackages(ImmutableArray<string> Folders, ImmutableArray<RestoredPackage> Packages, ImmutableArray<string> Audit)
{
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static RestoredPackages Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return new RestoredPackages(
            [.. root.Members("packageFolders").Select(folder => folder.Name)],
            [.. root.Members("libraries").Where(library => library.Value.Text("type") == "package").Select(library => PackageOf(library.Name, library.Value))],
            [.. root.Items("logs").Where(log => log.Text("code") is "NU1901" or "NU1902" or "NU1903" or "NU1904").Select(log => log.Text("message"))]);
    }

    private static RestoredPackage PackageOf(string name, JsonElement library) =>
        new(name.Replace('/', ' '), library.Text("path"), library.Texts("files").FirstOrDefault(file => !file.Contains('/', StringComparison.Ordinal) && file.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase)));
}

/// <summary>A package of a restored graph.</summary>
/// <param name="Name">Id and version: <c>Serilog 3.1.1</c>.</param>
/// <param name="Path">Its folder, relative to one of the package folders.</param>
/// <param name="Nuspec">The file there that describes it; null when it has none.</param>
public sealed record RestoredPackage(string Name, string Path, string? Nuspec);
