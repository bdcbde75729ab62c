using Slipway.IO;
using Slipway.ProjectModel;
using Slipway.Tests.Front.Tooling;
using Slipway.Tooling;
using Slipway.Tools.DotNet;
using Slipway.Utilities.Collections;
using Slipway.Vocabulary.Paths;
using static Slipway.Tools.DotNet.DotNetTasks;

namespace Slipway.Tests.Front.Compatibility;

/// <summary>The bodies of the usual targets, written as builds in the wild write them.</summary>
public sealed class UsualBuildTests
{
    [Fact]
    public void Clean_compile_test_pack_and_push_read_as_in_nuke()
    {
        using var folder = new TempFolder().With("src/App/bin/x", "src/App/obj/y", "artifacts/old.nupkg", "out/a.nupkg", "out/b.nupkg");
        AbsolutePath root = folder.Path;
        (root / "src/App/App.csproj").WriteAllText("<Project><PropertyGroup><TargetFrameworks>net8.0;net10.0</TargetFrameworks></PropertyGroup></Project>");
        Solution solution = Solution.Read((root / "all.slnx").WriteAllText("<Solution><Project Path=\"src/App/App.csproj\" /></Solution>"));
        AbsolutePath artifacts = root / "artifacts";
        var runner = new ScriptedRunner();
        using IDisposable scope = runner.Enter();

        (root / "src").GlobDirectories("**/bin", "**/obj").ForEach(path => path.DeleteDirectory());
        artifacts.CreateOrCleanDirectory();
        DotNetBuild(s => s.SetProjectFile(solution).SetVerbosity(DotNetVerbosity.Quiet));
        DotNetPublish(_ => _
            .SetProject(solution.GetProject("App"))
            .CombineWith(solution.GetProject("App")!.GetTargetFrameworks(), (_, framework) => _
                .SetFramework(framework)
                .SetOutput(artifacts / framework)));
        DotNetPack(s => s.SetProject(solution.AllProjects.Single()).SetSymbolPackageFormat(DotNetSymbolPackageFormat.snupkg));
        DotNetNuGetPush(s => s
            .SetSource("https://feed.example/v3/index.json")
            .SetApiKey("a-long-api-key")
            .CombineWith((root / "out").GlobFiles("*.nupkg"), (s, package) => s.SetTargetPath(package)), degreeOfParallelism: 1, completeOnFailure: true);

        Assert.Equal(
            """
            dotnet build ROOT/all.slnx --verbosity quiet
            dotnet publish ROOT/src/App/App.csproj --framework net8.0 --output ROOT/artifacts/net8.0
            dotnet publish ROOT/src/App/App.csproj --framework net10.0 --output ROOT/artifacts/net10.0
            dotnet pack ROOT/src/App/App.csproj -p:SymbolPackageFormat=snupkg
            dotnet nuget push ROOT/out/a.nupkg --source https://feed.example/v3/index.json --api-key ***
            dotnet nuget push ROOT/out/b.nupkg --source https://feed.example/v3/index.json --api-key ***
            """,
            string.Join('\n', runner.Lines).Replace(root, "ROOT", StringComparison.Ordinal));
        Assert.Equal("all.slnx out/a.nupkg out/b.nupkg src/App/App.csproj", folder.Files());
    }
}
