using System.Collections.Immutable;
using System.Text.Json;

namespace Slipway.Releases.Evidence;

/// <summary>What <c>dotnet list package --format json</c> says.</summary>
/// <param name="Projects">Projects it looked at.</param>
/// <param name="Sources">Package sources it asked: addresses and folders.</param>
/// <param name="Vulnerable">Packages with known holes.</param>
/// <param name="Deprecated">Packages their authors gave up.</param>
/// <param name="Problems">Why it could not look everywhere; empty when it could.</param>
public sealed record PackageList(int Projects, ImmutableArray<string> Sources, ImmutableArray<PackageAdvice> Vulnerable, ImmutableArray<PackageAdvice> Deprecated, ImmutableArray<string> Problems)
{
    /// <summary>Reads the list; text in front of it is passed over.</summary>
    /// <exception cref="JsonException">There is no JSON.</exception>
    /// <exception cref="FormatException">It is of a version that is not known here, and might say "vulnerable" in other words.</exception>
    public static PackageList Parse(string output)
    {
        int start = output.IndexOf('{', StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(start < 0 ? output : output[start..]);
        JsonElement root = document.RootElement;
        if (root.Member("version") is not { ValueKind: JsonValueKind.Number } version || !version.TryGetInt32(out int number) || number != 1 || root.Member("projects") is null)
            throw new FormatException("The list is not of version 1.");
        JsonElement[] projects = [.. root.Items("projects")];
        return new PackageList(
            projects.Length,
            [.. root.Texts("sources")],
            [.. projects.SelectMany(project => Packages(project).SelectMany(package => VulnerableIn(package, Name(project))))],
            [.. projects.SelectMany(project => Packages(project).Where(package => package.Member("deprecationReasons") is not null).Select(package => DeprecatedIn(package, Name(project))))],
            [.. root.Items("problems").Where(problem => problem.Text("level") == "error").Select(problem => problem.Text("text"))]);
    }

    private static string Name(JsonElement project) => Path.GetFileNameWithoutExtension(project.Text("path"));

    private static IEnumerable<JsonElement> Packages(JsonElement project) =>
        project.Items("frameworks").SelectMany(framework => framework.Items("topLevelPackages").Concat(framework.Items("transitivePackages")));

    private static IEnumerable<PackageAdvice> VulnerableIn(JsonElement package, string project) =>
        package.Items("vulnerabilities").Select(hole => PackageAdvice.Vulnerable(package.Text("id"), package.Text("resolvedVersion"), hole.Text("severity"), hole.Text("advisoryurl"), project));

    private static PackageAdvice DeprecatedIn(JsonElement package, string project)
    {
        string reasons = string.Join(", ", package.Texts("deprecationReasons"));
        string instead = package.Member("alternativePackage") is { } other ? $"; use {other.Text("id")} {other.Text("versionRange")}" : "";
        return new PackageAdvice($"{package.Text("id")} {package.Text("resolvedVersion")}: {(reasons.Length == 0 ? "deprecated" : reasons)}{instead}", project);
    }
}
