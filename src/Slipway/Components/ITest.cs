using Slipway.Delivery.Proving;
using Slipway.Tools.DotNet;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Runs the tests and records what they showed as evidence about this very source.</summary>
public interface ITest : ICompile
{
    /// <summary>Run the tests and record their results and coverage.</summary>
    Target Test => _ => _
        .Description("Run the tests and record their results and coverage")
        .DependsOn(Compile)
        .Executes(cancellation => TestRun.RunAsync(this, cancellation), _ => Dotnet.Describe(TestSettings));

    /// <summary>Run what is up to date already, too.</summary>
    [Parameter("Run what is up to date already, too", Name = "NoCache", Targets = "Restore Compile Test Package Release")]
    bool NoCache => ParameterText("NoCache") == "True";

    /// <summary>Where results and coverage go.</summary>
    AbsolutePath TestResultsDirectory => ArtifactsDirectory / "test-results";

    /// <summary>How the tests run: with results as TRX, and with coverage where the test projects reference coverlet.collector.</summary>
    DotNetTestSettings TestSettings => SettingsOf(this);

    /// <summary>What <see cref="TestSettings"/> is where a build says nothing: <c>DotNetTestSettings ITest.TestSettings => ITest.SettingsOf(this) with { … };</c></summary>
    static DotNetTestSettings SettingsOf(ITest build)
    {
        ArgumentNullException.ThrowIfNull(build);
        TestPlatform platform = TestPlatformChoice.Of(build.RootDirectory);
        return new DotNetTestSettings
        {
            Platform = platform,
            ProjectFile = build.SolutionFile,
            Configuration = build.Configuration,
            NoBuild = true,
            NoRestore = true,
            ResultsDirectory = build.TestResultsDirectory,
            TrxExtension = platform == TestPlatform.MicrosoftTestingPlatform ? TrxReport.IsByExtension(SolutionProjects.Of(build)) : null,
            Loggers = [platform == TestPlatform.VSTest ? "trx;LogFilePrefix=tests" : "trx"],
            DataCollectors = platform == TestPlatform.VSTest ? ["XPlat Code Coverage"] : [],
        };
    }
}
