using Slipway.Fakes;
using Slipway.Processes;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Front;

/// <summary><c>./build.sh :init</c> in repositories of many shapes: the real launcher, under git, without any .NET.</summary>
public sealed class InitTests : IDisposable
{
    private const string Library = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>""";
    private const string Web = """<Project Sdk="Microsoft.NET.Sdk.Web"></Project>""";
    private const string Tests = """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="NUnit" /></ItemGroup></Project>""";
    private const string Solution = """<Solution><Project Path="a.csproj" /></Solution>""";

    private readonly Slipway.Fakes.TempFolder _temp = new();

    private AbsolutePath Root => _temp.Path / "My.Shop";

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_web_template_as_it_is()
    {
        (int code, string said) = await InitAsync(("Shop.slnx", Solution), ("src/My.Web/My.Web.csproj", Web), ("test/My.Web.Tests/My.Web.Tests.csproj", Library));

        Assert.Equal(0, code);
        string build = Read("build/Build.cs");
        Assert.Contains("""ApplicationName => "my-shop";""", build, StringComparison.Ordinal);
        Assert.Contains("""new("my-web", RootDirectory / "src" / "My.Web" / "My.Web.csproj") { Ready = Ready.AliveFor(TimeSpan.FromSeconds(5)) },""", build, StringComparison.Ordinal);
        Assert.Contains("""SolutionFile => RootDirectory / "Shop.slnx";""", build, StringComparison.Ordinal);
        Assert.DoesNotContain("NuGetProjects", build, StringComparison.Ordinal);
        Assert.False(File.Exists(Root / ".nuke" / "release.json"));
        Assert.Contains("1 project, by VSTest", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frameworks_coverage_and_the_history_are_told()
    {
        const string tests = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFrameworks>net8.0;net10.0</TargetFrameworks></PropertyGroup><PackageReference Include="NUnit" /></Project>""";
        (_, string bare) = await InitAsync(("Shop.sln", ""), ("A.Tests/A.Tests.csproj", tests), ("B.Tests/B.Tests.csproj", tests + """<PackageReference Include="coverlet.collector" />"""));

        Assert.Contains("targets      net8.0 net10.0\n", bare, StringComparison.Ordinal);
        Assert.Contains("2 projects, nunit by VSTest\n", bare, StringComparison.Ordinal);
        Assert.Contains("coverlet in 1 of 2 test projects\n", bare, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.10.0 v1.9.0", "the newest is 1.10.0; releases count from it, and new tags have no v either")]
    [InlineData("v0.3.0 nightly", "the newest is v0.3.0; releases count from it")]
    [InlineData("release-1.4.2", "release-1.4.2 is not read as a version; this makes one of it: git tag v1.4.2 release-1.4.2")]
    [InlineData("nightly", "none names a version yet")]
    public async Task The_style_of_tags_is_told(string tags, string told)
    {
        Directory.CreateDirectory(Root);
        await RunAsync("git", "init", "-q", "-b", "trunk");
        await RunAsync("git", "-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "-q", "--allow-empty", "-m", "feat: begin");
        foreach (string tag in tags.Split(' '))
            await RunAsync("git", "tag", tag);

        (_, string said) = await InitAsync(("Shop.sln", ""), ("A/A.csproj", Library));

        Assert.Contains($"tags         {told}\n", said, StringComparison.Ordinal);
        Assert.Contains("branch       trunk; every branch can be released\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_health_check_is_found_and_the_contract_is_kept_where_it_is()
    {
        await InitAsync(
            ("Shop.sln", ""), ("A/A.csproj", Web), ("A/Program.cs", """app.MapHealthChecks("/healthz");"""), ("B/B.csproj", Web), ("B/Program.cs", """Environment.GetEnvironmentVariable("SLIPWAY_PACKAGE")"""));

        Assert.Contains("""new("a", RootDirectory / "A" / "A.csproj") { Ready = Ready.Status("/healthz") },""", Read("build/Build.cs"), StringComparison.Ordinal);
        Assert.Contains("""new("b", RootDirectory / "B" / "B.csproj"),""", Read("build/Build.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_alone()
    {
        await InitAsync(("Jobs.sln", ""), ("Mail/Mail.csproj", """<Project Sdk="Microsoft.NET.Sdk.Worker" />"""));

        Assert.Contains("""new("mail", RootDirectory / "Mail" / "Mail.csproj"),""", Read("build/Build.cs"), StringComparison.Ordinal);
        Assert.Contains("ImmutableArray<WorkerProject> Workers", Read("build/Build.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("src/Lib/Lib.csproj", Library)]
    [InlineData("src/Lib/Lib.fsproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><PackageId>X</PackageId></PropertyGroup></Project>""")]
    public async Task A_library_goes_through_feeds(string path, string text)
    {
        await InitAsync(("Lib.slnx", Solution), (path, text), ("samples/App/App.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>"""), ("tests/T.csproj", Tests));

        string build = Read("build/Build.cs");
        Assert.Contains($"RootDirectory / \"{path.Replace("/", "\" / \"", StringComparison.Ordinal)}\",", build, StringComparison.Ordinal);
        Assert.Contains("DeploymentEnvironment.OfFeed(\"staging\"", build, StringComparison.Ordinal);
        Assert.DoesNotContain("App.csproj", build, StringComparison.Ordinal);
        Assert.DoesNotContain("Services", build, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_tests_become_a_setting_where_there_is_none_yet()
    {
        await InitAsync(("Lib.slnx", Solution), ("Lib/Lib.csproj", Library));
        Assert.Contains("\"minimumTests\": 0", Read(".nuke/release.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_is_there_stays()
    {
        (_, string said) = await InitAsync(("Lib.slnx", Solution), ("Lib/Lib.csproj", Library), (".nuke/release.json", "{}"));

        Assert.Equal("{}", Read(".nuke/release.json"));
        Assert.Contains("say \"gates\": { \"minimumTests\": 0 } in .nuke/release.json", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("build/Program.cs", "")]
    [InlineData("build", "a file")]
    [InlineData(".gitignore", "build/\n")]
    [InlineData("build/_build.csproj", """<Project><ItemGroup><PackageReference Include="Nuke.Common" /></ItemGroup></Project>""")]
    public async Task A_folder_that_is_taken_or_ignored_is_left_alone(string path, string text)
    {
        (_, string said) = await InitAsync(("Lib.slnx", Solution), ("Lib/Lib.csproj", Library), (path, text));

        Assert.Contains("eng/slipway, for build is taken or ignored", said, StringComparison.Ordinal);
        Assert.Equal(text, Read(path));
        Assert.Contains("\nbuild=eng/slipway\n", Read("build.sh"), StringComparison.Ordinal);
        Assert.True(File.Exists(Root / "eng" / "slipway" / "Build.cs"));
    }

    [Fact]
    public async Task What_holds_for_the_products_projects_is_kept_from_the_build_program()
    {
        await InitAsync(
            ("Lib.slnx", Solution), ("Lib/Lib.csproj", Library), ("Directory.Build.props", "<Project />"), ("global.json", """{ "sdk": { "version": "8.0.100" } }"""),
            ("Directory.Packages.props", "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>"),
            ("NuGet.config", """<configuration><packageSourceMapping><packageSource key="x"><package pattern="*" /></packageSource></packageSourceMapping></configuration>"""));

        Assert.Contains("<ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>", Read("build/_build.csproj"), StringComparison.Ordinal);
        Assert.DoesNotContain("RestoreAdditionalProjectSources", Read("build/_build.csproj"), StringComparison.Ordinal);
        Assert.Contains($"""<add key="slipway" value="{_temp.Path / "feed"}" />""", Read("build/nuget.config"), StringComparison.Ordinal);
        Assert.Contains("<packageSourceMapping><clear /></packageSourceMapping>", Read("build/nuget.config"), StringComparison.Ordinal);
        Assert.Equal("<Project />\n", Read("build/Directory.Build.props"));
        Assert.Contains("10.0.100", Read("build/global.json"), StringComparison.Ordinal);
        Assert.Contains("8.0.100", Read("global.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_solutions_the_one_with_most_projects_is_said()
    {
        (_, string said) = await InitAsync(("A.slnx", Solution), ("B.slnx", """<Solution><Project Path="a.csproj" /><Project Path="b.csproj" /></Solution>""".Replace("/><", "/>\n<", StringComparison.Ordinal)), ("Lib/Lib.csproj", Library));

        Assert.Contains("B.slnx, the one with most projects of A.slnx B.slnx", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_project_needs_no_solution_and_several_do()
    {
        Assert.Equal(0, (await InitAsync(("Lib/Lib.csproj", Library))).Code);
        Assert.Contains("""SolutionFile => RootDirectory / "Lib" / "Lib.csproj";""", Read("build/Build.cs"), StringComparison.Ordinal);
        Directory.Delete(Root, recursive: true);

        (int code, string said) = await InitAsync(("A/A.csproj", Library), ("B/B.csproj", Library));

        Assert.Equal(2, code);
        Assert.Contains("dotnet new sln && dotnet sln add", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Root / "build"));
    }

    [Fact]
    public async Task A_project_in_the_root_compiles_what_lies_below_it_but_for_folders_with_a_dot()
    {
        (int code, string said) = await InitAsync(("Shop.csproj", Web));

        Assert.Equal(0, code);
        Assert.Contains(".build, for Shop.csproj would compile what lies in build", said, StringComparison.Ordinal);
        Assert.Contains("""SolutionFile => RootDirectory / "Shop.csproj";""", Read(".build/Build.cs"), StringComparison.Ordinal);
        Assert.Contains("\nbuild=.build\n", Read("build.sh"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Root / "build"));
    }

    [Fact]
    public async Task Asked_again_nothing_is_changed()
    {
        await InitAsync(("Lib.slnx", Solution), ("Lib/Lib.csproj", Library));
        await File.AppendAllTextAsync(Root / "build" / "Build.cs", "// mine", TestContext.Current.CancellationToken);

        (int code, string said) = await RunAsync("bash", "build.sh", ":init");

        Assert.Equal(0, code);
        Assert.Contains("nothing was changed", said, StringComparison.Ordinal);
        Assert.EndsWith("// mine", Read("build/Build.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_launcher_alone_offers_it_and_a_folder_without_projects_is_told()
    {
        Assert.Equal(2, (await InitAsync(("README.md", "")).WaitAsync(TimeSpan.FromMinutes(1))).Code);

        (int code, string said) = await RunAsync("bash", "build.sh");

        Assert.Equal(1, code);
        Assert.Contains("./build.sh :init", said, StringComparison.Ordinal);
    }

    private string Read(string path) => File.ReadAllText(Root / path);

    private async Task<(int Code, string Said)> InitAsync(params (string Path, string Text)[] files)
    {
        Directory.CreateDirectory(_temp.Path / "feed");
        await File.WriteAllTextAsync(_temp.Path / "feed" / "Slipway.1.2.3-beta.1.nupkg", "");
        foreach ((string path, string text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Root / path)!); // none of them is the root
            await File.WriteAllTextAsync(Root / path, text);
        }

        File.Copy(Repository.Root / "build.sh", Root / "build.sh");
        await RunAsync("git", "init", "-q");
        (int code, string said) = await RunAsync("bash", "build.sh", ":init", "--source", _temp.Path / "feed");
        if (code == 0 && File.Exists(Root / "build" / "_build.csproj") && !Read("build/_build.csproj").Contains("Nuke", StringComparison.Ordinal))
            Assert.Contains("Include=\"Slipway\" Version=\"1.2.3-beta.1\"", Read("build/_build.csproj"), StringComparison.Ordinal);
        return (code, said);
    }

    private async Task<(int Code, string Said)> RunAsync(string program, params string[] words)
    {
        CommandResult result = await new ProcessRunner().RunAsync(
            new Command { Executable = program, Arguments = [.. words], WorkingDirectory = Root, Timeout = TimeSpan.FromMinutes(1) }, null, TestContext.Current.CancellationToken);
        return (result.ExitCode, string.Join('\n', result.Output.Select(line => line.Text)));
    }
}
