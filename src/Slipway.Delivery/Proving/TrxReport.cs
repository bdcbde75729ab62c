using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Slipway.Delivery.Scanning;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Proving;

/// <summary>
/// By which option test programs on Microsoft.Testing.Platform report as TRX: xunit v3 has one of its own, all others need Microsoft.Testing.Extensions.TrxReport.
/// One command line goes to all programs of a solution, and a program ends at an option it does not know without running a test.
/// </summary>
public static partial class TrxReport
{
    private const string Extension = "Microsoft.Testing.Extensions.TrxReport";

    private static readonly ImmutableArray<string> Xunit = ["xunit.v3.core", "xunit.v3.core.mtp-v1", "xunit.v3.core.mtp-v2"];

    /// <summary>True where all test programs of the restored projects take the extension's option, false where all take xunit's, or where nothing is restored.</summary>
    /// <exception cref="FaultException">No option is known to all of them (exit 2).</exception>
    public static bool IsByExtension(ImmutableArray<AbsolutePath> projects)
    {
        (AbsolutePath File, string Assets)[] programs =
        [
            .. projects
                .Select(project => (File: project, Assets: SolutionGround.AssetsOf(project)))
                .Where(project => File.Exists(project.Assets))
                .Select(project => (project.File, File.ReadAllText(project.Assets)))
                .Where(project => Holds(project.Item2, "Microsoft.Testing.Platform.MSBuild") && !SaysItIsNone(project.File)),
        ];
        if (programs.All(program => Holds(program.Assets, Extension)))
            return programs.Length > 0;
        if (programs.All(program => Xunit.Any(package => Holds(program.Assets, package))))
            return false;
        throw new FaultException(
            ExitCode.Usage, [.. programs.Where(program => !Holds(program.Assets, Extension)).Select(program => Silent(program.File, program.Assets))]);
    }

    // The extension goes with the platform's own number: another one does not load.
    private static Fault Silent(AbsolutePath project, string assets) => new(
        "SLP3901", $"the tests of {project.NameWithoutExtension} cannot report: Microsoft.Testing.Platform writes TRX files by an extension that is not there",
        project,
        $"dotnet add {project} package {Extension} --version {PlatformVersion().Match(assets).Groups[1].Value}");

    // The package with the targets makes a program of a project, unless that says otherwise: helpers of tests are libraries, and nobody gives them options.
    private static bool SaysItIsNone(AbsolutePath project) => File.Exists(project) && NoProgram().IsMatch(File.ReadAllText(project));

    private static bool Holds(string assets, string package) => assets.Contains($"\"{package}/", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"<(IsTestProject|IsTestingPlatformApplication)>\s*false\s*<", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoProgram();

    [GeneratedRegex("\"Microsoft\\.Testing\\.Platform/([0-9][^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex PlatformVersion();
}
