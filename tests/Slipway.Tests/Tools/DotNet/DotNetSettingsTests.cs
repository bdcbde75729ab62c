using System.Collections.Immutable;
using Slipway.Tools.DotNet;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tests.Tools.DotNet;

public sealed class DotNetSettingsTests
{
    private static readonly ImmutableSortedDictionary<string, string> Versioned =
        ImmutableSortedDictionary<string, string>.Empty.Add("Version", "1.2.3").Add("Notes", "a;b,c 100%");

    public static TheoryData<DotNetSettings, string> Golden => new()
    {
        { new DotNetRestoreSettings { ProjectFile = "a.slnx", LockedMode = true, Sources = ["s1", "s2"] }, "dotnet restore a.slnx --source s1 --source s2 --locked-mode" },
        { new DotNetBuildSettings(), "dotnet build" },
        { new DotNetBuildSettings { ProjectFile = "a b.slnx", Configuration = "Release", NoRestore = true, NoLogo = true, Properties = Versioned },
            "dotnet build 'a b.slnx' --configuration Release --no-restore --nologo '-p:Notes=a%3Bb%2Cc 100%25' -p:Version=1.2.3" },
        { new DotNetTestSettings { ProjectFile = "t.csproj", NoBuild = true, Loggers = ["trx;LogFileName=t.trx"], ResultsDirectory = "out", DataCollectors = ["XPlat Code Coverage"], Filter = "Category=Fast" },
            "dotnet test t.csproj --no-build --filter Category=Fast --results-directory out --logger trx;LogFileName=t.trx --collect 'XPlat Code Coverage'" },
        { new DotNetTestSettings { Platform = TestPlatform.MicrosoftTestingPlatform, ProjectFile = "t.csproj", NoBuild = true, Loggers = ["trx;LogFileName=t.trx"] },
            "dotnet test --project t.csproj --no-build --report-xunit-trx --report-xunit-trx-filename t.trx" },
        { new DotNetTestSettings { Platform = TestPlatform.MicrosoftTestingPlatform, TrxExtension = true, Loggers = ["trx"] }, "dotnet test --report-trx" },
        { new DotNetTestSettings { Platform = TestPlatform.MicrosoftTestingPlatform, ProjectFile = "all.slnx" }, "dotnet test --solution all.slnx" },
        { new DotNetPackSettings { ProjectFile = "p.csproj", Output = "out", NoBuild = true, IncludeSymbols = true }, "dotnet pack p.csproj --output out --no-build --include-symbols" },
        { new DotNetPublishSettings { ProjectFile = "p.csproj", Runtime = "linux-x64", SelfContained = false }, "dotnet publish p.csproj --runtime linux-x64 --self-contained false" },
        { new DotNetPublishSettings { ProjectFile = "p.csproj", Output = "/a,b/c;d" }, "dotnet publish p.csproj -p:PublishDir=/a%2Cb/c%3Bd/" },
        { new DotNetPackSettings { Output = "/a,b" }, "dotnet pack -p:PackageOutputPath=/a%2Cb/" },
        { new DotNetRunSettings { ProjectFile = "p.csproj", ApplicationArguments = ["--help", "x y"] }, "dotnet run --project p.csproj -- --help 'x y'" },
        { new DotNetCleanSettings { ProjectFile = "p.csproj", Verbosity = "quiet" }, "dotnet clean p.csproj --verbosity quiet" },
        { new DotNetNuGetPushSettings { TargetPath = "p.nupkg", Source = "feed", ApiKey = "oy2abcdefgh", SkipDuplicate = true, Timeout = 30 },
            "dotnet nuget push p.nupkg --source feed --api-key *** --timeout 30 --skip-duplicate" },
        { new DotNetListPackageSettings { ProjectFile = "a b.slnx", Vulnerable = true, IncludeTransitive = true, NoRestore = true, Format = "json" },
            "dotnet list 'a b.slnx' package --vulnerable --include-transitive --no-restore --format json" },
        { new DotNetListPackageSettings { Deprecated = true }, "dotnet list package --deprecated" },
        { new DotNetToolRestoreSettings { ToolManifest = ".config/dotnet-tools.json" }, "dotnet tool restore --tool-manifest .config/dotnet-tools.json" },
        { new DotNetToolInstallSettings { PackageName = "dotnet-stryker", Version = "5.1.0", ToolInstallationPath = "tools" }, "dotnet tool install dotnet-stryker --version 5.1.0 --tool-path tools" },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void Settings_become_these_words(DotNetSettings settings, string line) => Assert.Equal(line, settings.ToCommand().ToString());

    [Fact]
    public void No_command_leaves_a_build_node_or_compiler_server_behind()
    {
        Command command = (new DotNetBuildSettings() with { ProcessEnvironment = ImmutableSortedDictionary<string, string?>.Empty.Add("A", "b") }).ToCommand();

        Assert.Equal(
            "A=b DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false",
            string.Join(' ', command.Environment.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Fact]
    public void The_api_key_is_a_secret_of_the_command() =>
        Assert.Equal(["oy2abcdefgh"], new DotNetNuGetPushSettings { TargetPath = "p.nupkg", ApiKey = "oy2abcdefgh" }.ToCommand().Secrets);

    [Fact]
    public void The_newer_platform_refuses_what_it_cannot_do()
    {
        var settings = new DotNetTestSettings { Platform = TestPlatform.MicrosoftTestingPlatform };

        Assert.Throws<InvalidOperationException>(() => (settings with { DataCollectors = ["XPlat Code Coverage"] }).ToCommand());
        Assert.Throws<InvalidOperationException>(() => (settings with { Loggers = ["html"] }).ToCommand());
    }
}
