using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Releases.Evidence;
using Slipway.Tools.DotNet;
using Slipway.Vocabulary.Commands;

namespace Slipway.Delivery.Scanning;

/// <summary>
/// Asks the package sources what they advise against. <c>dotnet list package --vulnerable</c> says "none" as well where no source has any data, with exit code 0,
/// and reads registrations only, not the <c>VulnerabilityInfo</c> that an audited restore reads: so the sources are asked what they deliver, and both are read.
/// </summary>
public sealed class AdviceScan(ICommandRunner runner, SolutionGround ground, SourceIndexes sources)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    /// <summary>Packages with known holes.</summary>
    public Task<ScanReport> VulnerableAsync(CancellationToken cancellation) =>
        ReadAsync("vulnerabilities", "vulnerability data", new DotNetListPackageSettings { Vulnerable = true }, list => [.. list.Vulnerable, .. Audited()], index => index.HasVulnerabilities, cancellation);

    /// <summary>Packages their authors gave up.</summary>
    public Task<ScanReport> DeprecatedAsync(CancellationToken cancellation) =>
        ReadAsync("deprecated", "deprecation data", new DotNetListPackageSettings { Deprecated = true }, list => list.Deprecated, index => index.HasDeprecations, cancellation);

    private async Task<ScanReport> ReadAsync(
        string kind, string what, DotNetListPackageSettings asked, Func<PackageList, ImmutableArray<PackageAdvice>> advice, Func<SourceIndex, bool> delivers, CancellationToken cancellation)
    {
        PackageList list;
        try
        {
            list = await ListAsync(asked, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return ScanReport.WithoutData(kind, $"dotnet list package gave no list that can be read: {exception.Message}");
        }

        if (!list.Problems.IsEmpty)
            return ScanReport.WithoutData(kind, $"dotnet list package could not look everywhere: {list.Problems[0]}");
        ImmutableArray<string> findings = PackageAdvice.Lines(advice(list));
        ImmutableArray<SourceAnswer> answers = await sources.ReadAsync(list.Sources, cancellation).ConfigureAwait(false);
        string[] known = [.. answers.Where(answer => answer.Index is { } index && delivers(index)).Select(answer => answer.Name)];
        string looked = $"{list.Projects} projects of {ground.Solution.Name}";
        // A finding is one whatever the sources say of themselves; only "none" needs somebody who would know.
        return known.Length > 0 || !findings.IsEmpty
            ? new ScanReport(kind, findings, known.Length > 0 ? $"{looked}, {what} of {string.Join(", ", known)}" : looked)
            : ScanReport.WithoutData(kind, $"no package source delivers {what}: {(answers.IsEmpty ? "there is none over http" : string.Join(", ", answers.Select(answer => $"{answer.Name} {answer.Trouble ?? "has none"}")))}");
    }

    private async Task<PackageList> ListAsync(DotNetListPackageSettings asked, CancellationToken cancellation)
    {
        Command command = (asked with
        {
            ProjectFile = ground.Solution,
            IncludeTransitive = true,
            NoRestore = true,
            Format = "json",
            ProcessWorkingDirectory = ground.Root,
            ProcessExecutionTimeout = Deadline,
        }).ToCommand();
        CommandResult result = await runner.RunAsync(command, null, cancellation).ConfigureAwait(false);
        PackageList list = PackageList.Parse(result.StandardOutput);
        return result.ExitCode != 0 && list.Problems.IsEmpty ? throw new FormatException($"it ended with {result.ExitCode}") : list;
    }

    private ImmutableArray<PackageAdvice> Audited() =>
    [
        .. ground.Projects
            .Where(project => File.Exists(SolutionGround.AssetsOf(project)))
            .SelectMany(project => RestoredPackages.Parse(File.ReadAllText(SolutionGround.AssetsOf(project))).Audit.Select(message => PackageAdvice.Audited(message, project.NameWithoutExtension))),
    ];
}
