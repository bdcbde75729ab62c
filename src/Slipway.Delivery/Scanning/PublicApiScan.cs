using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Slipway.Releases.Evidence;
using Slipway.Releases.Packages;
using Slipway.Tools.DotNet;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Scanning;

/// <summary>Compares what the NuGet packages of a source offer with those of a release others use already, by the SDK's own package validation.</summary>
public sealed partial class PublicApiScan(ICommandRunner runner, SolutionGround ground, string configuration)
{
    private const string Kind = "public-api";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(30);

    /// <summary>One finding for each breaking change.</summary>
    /// <param name="projects">Projects that are packed.</param>
    /// <param name="baseline">The release to compare with; null when there is none.</param>
    /// <param name="folder">Where its files lie.</param>
    /// <param name="temporary">A folder for packages that are thrown away.</param>
    /// <param name="cancellation">Ends the packing.</param>
    public async Task<ScanReport> ReadAsync(ImmutableArray<AbsolutePath> projects, Manifest? baseline, AbsolutePath folder, AbsolutePath temporary, CancellationToken cancellation)
    {
        if (projects.IsEmpty)
            return new ScanReport(Kind, [], "the build packs no NuGet packages");
        if (baseline is null)
            return new ScanReport(Kind, [], "no release is live to compare with");
        var findings = new SortedSet<string>(StringComparer.Ordinal);
        int compared = 0;
        foreach (AbsolutePath project in projects)
        {
            if (BaselineOf(project, baseline) is not { } before)
                continue; // a package that is new breaks nobody
            CommandResult result = await runner.RunAsync(PackOf(project, folder / before.Path, temporary), null, cancellation).ConfigureAwait(false);
            string[] breaks = [.. result.Output.Select(line => Break.Match(line.Text)).Where(match => match.Success).Select(match => $"{project.NameWithoutExtension}: {match.Groups[1].Value}")];
            if (result.ExitCode != 0 && breaks.Length == 0)
                return ScanReport.WithoutData(Kind, $"{project.Name} cannot be packed: {result.Output.Select(line => line.Text).LastOrDefault(text => text.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? $"dotnet pack ended with {result.ExitCode}"}");
            findings.UnionWith(breaks);
            compared++;
        }

        return new ScanReport(Kind, [.. findings], $"{compared} of {projects.Length} NuGet packages compared with {baseline.Version}") { Baseline = baseline.Version };
    }

    // A package is named after its project here, followed by its version.
    private static Artifact? BaselineOf(AbsolutePath project, Manifest baseline)
    {
        string prefix = $"nuget/{project.NameWithoutExtension}.";
        return baseline.Artifacts.FirstOrDefault(artifact =>
            artifact.Role == ArtifactRole.NuGetPackage && artifact.Path.EndsWith(".nupkg", StringComparison.Ordinal)
            && artifact.Path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && artifact.Path.Length > prefix.Length && char.IsAsciiDigit(artifact.Path[prefix.Length]));
    }

    private Command PackOf(AbsolutePath project, AbsolutePath before, AbsolutePath temporary) => new DotNetPackSettings
    {
        ProjectFile = project,
        Configuration = configuration,
        Output = temporary,
        Properties = ImmutableSortedDictionary<string, string>.Empty.Add("EnablePackageValidation", "true").Add("PackageValidationBaselinePath", before),
        ProcessWorkingDirectory = ground.Root,
        ProcessExecutionTimeout = Deadline,
    }.ToCommand();

    [GeneratedRegex(@"error (CP\d{4}: .*?)(?: \[[^\[\]]*\])?$")]
    private static partial Regex Break { get; }
}
