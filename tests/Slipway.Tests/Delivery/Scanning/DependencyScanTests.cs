using System.Collections.Immutable;
using Slipway.Delivery.Scanning;
using Slipway.Fakes;
using Slipway.Processes;
using Slipway.Releases.Evidence;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.Scanning;

/// <summary>Scans of a generated solution with the real dotnet and a package source on this machine: no data is never a pass.</summary>
public sealed class DependencyScanTests : IDisposable
{
    private readonly Fakes.TempFolder _folder = new();
    private readonly LoopbackFeed _feed = new();

    private AbsolutePath Project => _folder.Path / "src" / "App" / "App.csproj";

    private AbsolutePath LockFile => Project.Parent! / "packages.lock.json";

    private SolutionGround Ground => new(_folder.Path, _folder.Path / "All.slnx", [Project]);

    private OwnCache Runner => new OwnCache(new ProcessRunner(), _folder.Path / "cache");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _feed.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("leaky.bucket", false)]
    [InlineData("leaky.bucket", true)]
    [InlineData("something.else", true)]
    public async Task A_hole_that_a_source_knows_is_found_wherever_it_says_so(string vulnerable, bool registers)
    {
        Soak.OrSkip("restores for real");
        (_feed.DeliversAdvice, _feed.Vulnerable, _feed.Registers) = (true, vulnerable, registers);
        await RestoreAsync();

        ScanReport report = await Advice().VulnerableAsync(Cancellation);

        Assert.Equal(["Leaky.Bucket 1.0.0: high severity, https://example.org/hole (in App)"], report.Findings);
        Assert.True(report.HasData);
        Assert.Equal(registers ? ["Leaky.Bucket 1.0.0: Legacy; use Tight.Bucket >= 2.0.0 (in App)"] : [], (await Advice().DeprecatedAsync(Cancellation)).Findings);
    }

    [Theory]
    [InlineData("src/App/obj")]
    [InlineData("artifacts/obj/App")]
    [InlineData("src/artifacts/obj/App")]
    public async Task What_a_restore_left_behind_is_found_where_the_repository_keeps_it(string folder)
    {
        Directory.CreateDirectory(Project.Parent!);
        Assert.Equal("src/App/obj/project.assets.json is not there: the project is not restored", (await LicenceScan.ReadAsync(Ground, Cancellation)).Looked);
        Directory.CreateDirectory(_folder.Path / folder);
        File.WriteAllText(_folder.Path / folder / "project.assets.json", """{"version":3,"libraries":{},"packageFolders":{},"project":{"frameworks":{}}}""");

        Assert.Equal((true, "0 packages of 1 projects"), ((await LicenceScan.ReadAsync(Ground, Cancellation)) is var report && report.HasData, report.Looked));
    }

    [Fact]
    public async Task No_hole_is_ok_only_where_a_source_has_data()
    {
        Soak.OrSkip("restores for real");
        _feed.DeliversAdvice = true;
        await RestoreAsync();
        string name = new Uri(_feed.Address).Authority;

        ScanReport known = await Advice().VulnerableAsync(Cancellation);
        Assert.Equal((true, $"1 projects of All.slnx, vulnerability data of {name}"), (known.HasData && known.Findings.IsEmpty, known.Looked));
        Assert.True((await Advice().DeprecatedAsync(Cancellation)).HasData);

        _feed.DeliversAdvice = false;
        ScanReport unknown = await Advice().VulnerableAsync(Cancellation);
        Assert.Equal((false, $"no package source delivers vulnerability data: {name} has none"), (unknown.HasData, unknown.Looked));
        Assert.False((await Advice().DeprecatedAsync(Cancellation)).HasData);

        File.Delete(Project.Parent! / "obj" / "project.assets.json");
        _feed.DeliversAdvice = true;
        ScanReport unrestored = await Advice().VulnerableAsync(Cancellation);
        Assert.False(unrestored.HasData);
        Assert.Contains("could not look everywhere", unrestored.Looked, StringComparison.Ordinal);
        Assert.False((await LicenceScan.ReadAsync(Ground, Cancellation)).HasData);
    }

    [Fact]
    public async Task A_source_that_cannot_be_reached_has_no_data()
    {
        Soak.OrSkip("restores for real");
        var answers = await new SourceIndexes().ReadAsync(["/a/folder", "http://user:secret-word@127.0.0.1:1/hidden-key/v3/index.json", $"{_feed.Address}/nothing"], Cancellation);

        Assert.Equal([new("127.0.0.1:1", null, "cannot be reached"), new(new Uri(_feed.Address).Authority, null, "answers 404")], answers);
    }

    [Fact]
    public async Task A_missing_lock_file_is_found_and_none_is_left_behind()
    {
        Soak.OrSkip("restores for real");
        WriteSolution();

        (ScanReport report, LockedRestore restore) = await new LockFileScan(Runner, Ground).ReadAsync(Cancellation);

        Assert.Equal(["src/App: no lock file"], report.Findings);
        Assert.True(report.HasData && restore.IsSound);
        Assert.False(File.Exists(LockFile));
    }

    [Fact]
    public async Task A_lock_file_that_says_something_else_is_found_and_a_right_one_is_not()
    {
        Soak.OrSkip("restores for real");
        await RestoreAsync();
        string right = await File.ReadAllTextAsync(LockFile, Cancellation);
        Assert.Empty((await new LockFileScan(Runner, Ground).ReadAsync(Cancellation)).Report.Findings);
        ScanReport licences = await LicenceScan.ReadAsync(Ground, Cancellation);
        Assert.Equal(["Leaky.Bucket 1.0.0\tMIT"], licences.Findings);

        await File.WriteAllTextAsync(LockFile, right.Replace("[1.0.0, )", "[0.9.0, )", StringComparison.Ordinal), Cancellation);
        (ScanReport report, LockedRestore restore) = await new LockFileScan(Runner, Ground).ReadAsync(Cancellation);

        Assert.StartsWith("src/App/App.csproj: NU1004 ", Assert.Single(report.Findings), StringComparison.Ordinal);
        Assert.False(restore.IsSound);
        Assert.True(File.Exists(LockFile));
    }

    [Fact]
    public async Task A_restore_that_fails_for_another_reason_is_no_data()
    {
        Soak.OrSkip("restores for real");
        WriteSolution();
        await File.WriteAllTextAsync(Project, (await File.ReadAllTextAsync(Project, Cancellation)).Replace("Leaky", "Missing", StringComparison.Ordinal), Cancellation);
        await File.WriteAllTextAsync(LockFile, """{"version":1,"dependencies":{"net10.0":{"Missing.Bucket":{"type":"Direct","requested":"[1.0.0, )","resolved":"1.0.0","contentHash":"x"}}}}""", Cancellation);

        (ScanReport report, LockedRestore restore) = await new LockFileScan(Runner, Ground).ReadAsync(Cancellation);

        Assert.False(report.HasData);
        Assert.NotNull(restore.Failure);
    }

    private AdviceScan Advice() => new(Runner, Ground, new SourceIndexes());

    private async Task RestoreAsync()
    {
        WriteSolution();
        CommandResult result = await Runner.RunAsync(new Slipway.Tools.DotNet.DotNetRestoreSettings { ProjectFile = Ground.Solution, ProcessWorkingDirectory = _folder.Path }.ToCommand(), null, Cancellation);
        Assert.True(result.ExitCode == 0, result.StandardOutput);
    }

    private void WriteSolution()
    {
        Directory.CreateDirectory(Project.Parent!);
        File.WriteAllText(_folder.Path / "All.slnx", """<Solution><Project Path="src/App/App.csproj" /></Solution>""");
        File.WriteAllText(Project, """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><RestorePackagesWithLockFile>true</RestorePackagesWithLockFile></PropertyGroup><ItemGroup><PackageReference Include="Leaky.Bucket" Version="1.0.0" /></ItemGroup></Project>""");
        File.WriteAllText(_folder.Path / "nuget.config", $"""<configuration><config><add key="globalPackagesFolder" value="packages" /></config><packageSources><clear /><add key="loopback" value="{_feed.Address}/v3/index.json" allowInsecureConnections="true" /></packageSources><auditSources><clear /></auditSources></configuration>""");
    }

    // What NuGet remembers of an address must not outlive the feed behind it.
    private sealed class OwnCache(ICommandRunner inner, AbsolutePath cache) : ICommandRunner
    {
        public Task<CommandResult> RunAsync(Command command, Action<OutputLine>? line, CancellationToken cancellation)
        {
            if (Directory.Exists(cache))
                Directory.Delete(cache, recursive: true);
            ImmutableSortedDictionary<string, string?> environment = command.Environment.SetItem("NUGET_HTTP_CACHE_PATH", cache).SetItem("NUGET_PACKAGES", null);
            return inner.RunAsync(command with { Environment = environment }, line, cancellation);
        }
    }
}
