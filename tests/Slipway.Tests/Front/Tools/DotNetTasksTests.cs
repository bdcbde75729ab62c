using System.Diagnostics;
using Slipway.Fakes;
using Slipway.IO;
using Slipway.Processes;
using Slipway.Running;
using Slipway.Tests.Front.Tooling;
using Slipway.Tooling;
using Slipway.Tools.DotNet;
using Slipway.Vocabulary.Faults;
using static Slipway.Tools.DotNet.DotNetTasks;

namespace Slipway.Tests.Front.Tools;

public sealed class DotNetTasksTests
{
    [Fact]
    public void The_usual_calls_become_these_command_lines()
    {
        var runner = new ScriptedRunner();
        using IDisposable scope = runner.Enter();

        DotNetRestore(_ => _.SetProjectFile("all.slnx").EnableLockedMode());
        DotNetBuild(_ => _
            .SetProjectFile("all.slnx").SetConfiguration("Release").EnableNoRestore().EnableNoLogo()
            .SetVersion("1.2.3").SetAssemblyVersion("1.0.0.0").SetFileVersion("1.2.3.4").SetInformationalVersion("1.2.3+abc")
            .EnableContinuousIntegrationBuild().SetVerbosity(DotNetVerbosity.quiet).AddProperty("Flag", true));
        DotNetTest(_ => _.SetProjectFile("t").SetNoBuild(true).SetResultsDirectory("out").AddLoggers("trx").SetDataCollector("XPlat Code Coverage").SetFilter("A=B").SetSettingsFile("r.runsettings"));
        DotNetPack(_ => _.SetProject("p").SetOutputDirectory("out").EnableNoBuild().SetProcessWorkingDirectory("/other"));
        DotNetPublish(_ => _.SetProject("p").SetOutput("out").SetFramework("net10.0").SetRuntime("linux-x64").DisableSelfContained());
        DotNetRun(_ => _.SetProjectFile("p").SetApplicationArguments($"--say {"a b"}"));
        DotNetClean();
        DotNetToolInstall(_ => _.SetPackageName("x").SetVersion("1.0").EnableGlobal());
        DotNetToolRestore();
        DotNetNuGetPush(_ => _.SetTargetPath("p.nupkg").SetSource("feed").SetApiKey("12345678").EnableSkipDuplicate().EnableNoSymbols());
        DotNet($"msbuild {"a b"} -t:X", environmentVariables: new Dictionary<string, string> { ["A"] = "b" });

        Assert.Equal(
            """
            dotnet restore all.slnx --locked-mode
            dotnet build all.slnx --configuration Release --no-restore --nologo --verbosity quiet -p:AssemblyVersion=1.0.0.0 -p:ContinuousIntegrationBuild=true -p:FileVersion=1.2.3.4 -p:Flag=true -p:InformationalVersion=1.2.3+abc -p:Version=1.2.3
            dotnet test t --no-build --filter A=B --results-directory out --settings r.runsettings --logger trx --collect 'XPlat Code Coverage'
            dotnet pack p --output out --no-build
            dotnet publish p --framework net10.0 --runtime linux-x64 --output out --self-contained false
            dotnet run --project p -- --say 'a b'
            dotnet clean
            dotnet tool install x --version 1.0 --global
            dotnet tool restore
            dotnet nuget push p.nupkg --source feed --api-key *** --skip-duplicate --no-symbols
            dotnet msbuild 'a b' -t:X
            """,
            string.Join('\n', runner.Lines));
        Assert.All(runner.Commands, command => Assert.Equal("1", command.Environment["MSBUILDDISABLENODEREUSE"]));
        Assert.Equal(["/root", "/other"], runner.Commands.Select(command => command.WorkingDirectory).Distinct());
    }

    [Fact]
    public void The_test_platform_comes_from_global_json()
    {
        using var folder = new TempFolder();
        (folder.Path / "global.json").WriteAllText("""{ "sdk": { "version": "10.0.100" }, "test": { "runner": "Microsoft.Testing.Platform" } }""");
        (folder.Path / "old/global.json").WriteAllText("{}");
        var runner = new ScriptedRunner();
        using IDisposable scope = runner.Enter();

        DotNetTest(_ => _.SetProjectFile("t").SetProcessWorkingDirectory((folder.Path / "new").CreateDirectory()).AddLoggers("trx"));
        DotNetTest(_ => _.SetProjectFile("t").SetProcessWorkingDirectory(folder.Path / "old").AddLoggers("trx"));

        Assert.Equal(["dotnet test --project t --report-xunit-trx", "dotnet test t --logger trx"], runner.Lines);
    }

    [Fact]
    public void One_call_for_each_combination()
    {
        var runner = new ScriptedRunner();
        using IDisposable scope = runner.Enter();

        var results = DotNetPublish(_ => _
            .SetConfiguration("Release")
            .When(true, _ => _.EnableNoRestore())
            .When(false, _ => _.SetOutput("never"))
            .WhenNotNull("net10.0", (_, framework) => _.SetFramework(framework))
            .CombineWith(["a", "b", "c"], (_, project) => _.SetProject(project)), degreeOfParallelism: 2);

        Assert.Equal(["a", "b", "c"], results.Select(result => result.Settings.ProjectFile));
        Assert.All(results, result => Assert.Equal([new Output(OutputType.Std, "done")], result.Output));
        Assert.Equal(3, runner.Lines.Count(line => line.EndsWith("--configuration Release --framework net10.0 --no-restore", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false, 1, 1)]
    [InlineData(true, 4, 2)]
    public void Failures_of_combinations_are_told_together(bool completeOnFailure, int calls, int faults)
    {
        var runner = new ScriptedRunner(command => ScriptedRunner.Ended(command.Arguments[^1] is "p0" or "p2" ? 1 : 0));
        using IDisposable scope = runner.Enter();

        var thrown = Assert.Throws<FaultException>(() =>
            DotNetBuild(_ => _.CombineWith(Enumerable.Range(0, 4), (_, number) => _.SetProjectFile($"p{number}")), completeOnFailure: completeOnFailure));

        Assert.Equal((calls, faults), (runner.Commands.Count, thrown.Faults.Length));
    }

    [Fact]
    public void Calls_run_side_by_side()
    {
        using var barrier = new Barrier(3);
        var runner = new ScriptedRunner(_ => ScriptedRunner.Ended(barrier.SignalAndWait(5000) ? 0 : 1));
        using IDisposable scope = runner.Enter();

        DotNetBuild(_ => _.CombineWith(Enumerable.Range(0, 3), (_, number) => _.SetProjectFile($"p{number}")), degreeOfParallelism: 3);
    }

    [Fact]
    public void A_nonzero_exit_can_be_allowed()
    {
        using IDisposable scope = new ScriptedRunner(_ => ScriptedRunner.Ended(1, "no")).Enter();

        Assert.Equal("no", DotNetBuild(_ => _.DisableProcessExitHandling()).StdToText());
        Assert.Throws<FaultException>(() => DotNetBuild());
    }

    [Fact]
    public void A_real_project_is_built_and_run_and_nothing_stays_behind()
    {
        Soak.OrSkip("restores and compiles a project");
        using var folder = new TempFolder();
        (folder.Path / "global.json").WriteAllText("{}");
        (folder.Path / "hello.csproj").WriteAllText("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        (folder.Path / "hello.cs").WriteAllText("System.Console.WriteLine(\"hello \" + args[0]);");
        string mark = Guid.NewGuid().ToString("N");
        using IDisposable scope = RunScope.Enter(new RunScope
        {
            Cancellation = TestContext.Current.CancellationToken,
            Line = _ => { },
            RootDirectory = folder.Path,
            Runner = new ProcessRunner(),
        });

        long start = Stopwatch.GetTimestamp();
        DotNetBuild(_ => _.SetConfiguration("Release").SetProcessEnvironmentVariable("TEST_MARK", mark));
        var output = DotNetRun(_ => _.SetConfiguration("Release").EnableNoBuild().SetApplicationArguments($"{"big world"}"));
        TestContext.Current.TestOutputHelper!.WriteLine($"build and run in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");

        Assert.Equal("hello big world", output.StdToText());
        Assert.Empty(Processes.Dummy.Carrying(mark));
        (folder.Path / "hello.cs").WriteAllText("nonsense");
        Fault fault = Assert.Throws<FaultException>(() => DotNetBuild()).Faults[0];
        Assert.Contains("error CS", fault.Cause, StringComparison.Ordinal);
    }
}
