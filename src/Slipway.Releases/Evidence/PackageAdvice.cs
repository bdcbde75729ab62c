using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Slipway.Releases.Evidence;

/// <summary>A word of warning about a package that a project uses.</summary>
/// <param name="Text">The package, its version and what is wrong with it.</param>
/// <param name="Project">Name of the project.</param>
public sealed partial record PackageAdvice(string Text, string Project)
{
    /// <summary>A known hole.</summary>
    public static PackageAdvice Vulnerable(string id, string version, string severity, string address, string project) =>
        new($"{id} {version}: {severity.ToLowerInvariant()} severity, {address}", project);

    /// <summary>What an audit of <c>dotnet restore</c> says, brought to the words of the list where its own are English.</summary>
    public static PackageAdvice Audited(string message, string project) => Audit.Match(message) is { Success: true } match
        ? Vulnerable(match.Groups["id"].Value, match.Groups["version"].Value, match.Groups["severity"].Value, match.Groups["address"].Value, project)
        : new PackageAdvice(message, project);

    /// <summary>One line for each advice, with all the projects it concerns.</summary>
    public static ImmutableArray<string> Lines(IEnumerable<PackageAdvice> advice) =>
    [
        .. advice.GroupBy(one => one.Text, StringComparer.OrdinalIgnoreCase)
            .Select(group => $"{group.Key} (in {string.Join(", ", group.Select(one => one.Project).Distinct().Order(StringComparer.Ordinal))})")
            .Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"^Package '(?<id>[^']+)' (?<version>\S+) has a known (?<severity>\w+) severity vulnerability, (?<address>\S+?)\.?$")]
    private static partial Regex Audit { get; }
}
