using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NuGet.Versioning;

namespace Slipway.Releases.Publishing;

/// <summary>The lists by which a folder of releases is found: they follow from what lies in it, so whoever writes them again writes the same bytes.</summary>
public static class SiteIndex
{
    /// <summary>Name of the file in every release that tells the digests of all others, as <c>sha256sum --check</c> reads it.</summary>
    public const string Sums = "SHA256SUMS";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The digests of files, one line each, ordered by name.</summary>
    public static string SumsOf(IEnumerable<PublishedFile> files) =>
        string.Concat(files.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => $"{file.Digest.Hex}  {file.Name}\n"));

    /// <summary>A release by its folder's name and what stands in its <see cref="Sums"/>; null for what is none.</summary>
    public static SiteRelease? Read(string version, string sums)
    {
        ArgumentNullException.ThrowIfNull(sums);
        (string Name, string Sha256)[] files = [.. sums.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Length > 66 && line[64..66] == "  ").Select(line => (line[66..], line[..64]))];
        return files.Length > 0 && SemanticVersion.TryParse(version, out SemanticVersion? parsed) ? new(version, parsed, [.. files]) : null;
    }

    /// <summary><c>index.json</c>: <c>{ schema, application, releases: [ { version, prerelease, files: [ { name, sha256 } ] } ] }</c>, the newest first.</summary>
    public static string Json(string application, IEnumerable<SiteRelease> releases) => new JsonObject
    {
        ["schema"] = 1,
        ["application"] = application,
        ["releases"] = new JsonArray([.. NewestFirst(releases).Select(release => new JsonObject
        {
            ["version"] = release.Version,
            ["prerelease"] = release.Parsed.IsPrerelease,
            ["files"] = new JsonArray([.. release.Files.Select(file => new JsonObject { ["name"] = file.Name, ["sha256"] = file.Sha256 })]),
        })]),
    }.ToJsonString(Indented) + "\n";

    /// <summary><c>index.html</c>: the same for people, with links.</summary>
    public static string Html(string application, IEnumerable<SiteRelease> releases)
    {
        string name = WebUtility.HtmlEncode(application);
        var page = new StringBuilder($$"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{name}}: releases</title>
            <style>body{font:1rem/1.5 system-ui;max-width:50rem;margin:2rem auto;padding:0 1rem}code{font-size:.75rem;overflow-wrap:anywhere}</style></head><body>
            <h1>{{name}}</h1>

            """);
        foreach (SiteRelease release in NewestFirst(releases))
        {
            string version = WebUtility.HtmlEncode(release.Version);
            page.Append("<h2>").Append(version).Append("</h2>\n<ul>\n");
            foreach ((string file, string sha256) in release.Files.Append((Sums, "")))
            {
                string path = $"{Uri.EscapeDataString(release.Version)}/{Uri.EscapeDataString(file)}";
                page.Append("<li><a href=\"").Append(path).Append("\">").Append(WebUtility.HtmlEncode(file)).Append("</a>")
                    .Append(sha256.Length > 0 ? $" <code>{sha256}</code>" : "").Append("</li>\n");
            }

            page.Append("</ul>\n");
        }

        return page.Append("</body></html>\n").ToString();
    }

    private static IEnumerable<SiteRelease> NewestFirst(IEnumerable<SiteRelease> releases) =>
        releases.OrderByDescending(release => release.Parsed).ThenBy(release => release.Version, StringComparer.Ordinal);
}

/// <summary>One release in a folder of releases.</summary>
/// <param name="Version">Its version, which is its folder's name.</param>
/// <param name="Parsed">The version to order by.</param>
/// <param name="Files">Its files with their digests.</param>
public sealed record SiteRelease(string Version, SemanticVersion Parsed, ImmutableArray<(string Name, string Sha256)> Files);
