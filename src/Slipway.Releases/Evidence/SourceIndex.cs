using System.Collections.Immutable;
using System.Text.Json;

namespace Slipway.Releases.Evidence;

/// <summary>What a package source says it can answer: its <c>index.json</c> (NuGet V3).</summary>
/// <param name="Resources">Kinds of resources, with their versions: <c>VulnerabilityInfo/6.7.0</c>.</param>
public sealed record SourceIndex(ImmutableArray<string> Resources)
{
    /// <summary>True when it delivers a list of known holes; where no source does, "no vulnerable packages" says nothing.</summary>
    public bool HasVulnerabilities => Resources.Any(type => type.StartsWith("VulnerabilityInfo/", StringComparison.Ordinal));

    /// <summary>True when it can say that a package was given up. No resource says so itself: registrations carry it, and sources without advice leave it out of them.</summary>
    public bool HasDeprecations => HasVulnerabilities && Resources.Any(type => type.StartsWith("RegistrationsBaseUrl", StringComparison.Ordinal));

    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static SourceIndex Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return new SourceIndex([.. document.RootElement.Items("resources").SelectMany(resource => resource.Texts("@type").Append(resource.Text("@type"))).Where(type => type.Length > 0)]);
    }
}
