using Slipway.Tools.DotNet;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Runs the tests and records what they showed as evidence about this very source.</summary>
public interface ITest : ICompile
{
    Target Test => _ => _
        .Description("Run the tests and record their results and coverage")
        .DependsOn(Compile)
        .Executes(cancellation => TestRun.RunAsync(this, cancellation), _ => Dotnet.Describe(TestSettings));

    /// <summary>Where results and coverage go.</summary>
    AbsolutePath TestResultsDirectory => ArtifactsDirectory / "test-results";

    /// <summary>How the tests run: with results as TRX, and with coverage where the test projects reference coverlet.collector.</summary>
    DotNetTestSettings TestSettings => TestPlatformChoice.Of(RootDirectory) == TestPlatform.VSTest
        ? new()
        {
            ProjectFile = SolutionFile,
            Configuration = Configuration,
            NoBuild = true,
            NoRestore = true,
            ResultsDirectory = TestResultsDirectory,
            Loggers = ["trx;LogFilePrefix=tests"],
            DataCollectors = ["XPlat Code Coverage"],
        }
        : new()
        {
            Platform = TestPlatform.MicrosoftTestingPlatform,
            ProjectFile = SolutionFile,
            Configuration = Configuration,
            NoBuild = true,
            NoRestore = true,
            ResultsDirectory = TestResultsDirectory,
            Loggers = ["trx"],
        };
}
