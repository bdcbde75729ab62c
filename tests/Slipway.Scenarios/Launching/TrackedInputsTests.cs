using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Launching;

/// <summary>Whatever the build program is compiled from, a changed word in it is in the next run; and no checkout runs another one's program.</summary>
public sealed class TrackedInputsTests(GreeterRepository greeter)
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <Import Project="../shared/odd.msbuild" />
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Repo>$(MSBuildThisFileDirectory)../</Repo>
            <RestoreAdditionalProjectSources>FEED</RestoreAdditionalProjectSources>
            <DefineConstants>$(DefineConstants);$(Odd);$(Above)</DefineConstants>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Slipway" Version="VERSION" />
            <Compile Include="../shared/**/*.cs" />
            <ProjectReference Include="$(Repo)lib/Library.csproj" />
          </ItemGroup>
        </Project>
        """;

    private const string Build = """
        using Slipway;

        internal sealed partial class Build : SlipwayBuild
        {
            public static int Main() => Execute<Build>(build => build.Say);

            private Target Say => _ => _.Executes(() => Console.WriteLine($"said build=1 below={Below.Word} shared={Shared.Word} library={Library.Word} odd={Odd} above={Above} late={Late}"));

            private Target Variables => _ => _.Executes(() =>
            {
                foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
                    Console.WriteLine($"variable {variable.Key}={variable.Value}");
            });

            private static string Odd =>
        #if ODD
                "yes";
        #else
                "no";
        #endif

            private static string Above =>
        #if ABOVE
                "yes";
        #else
                "no";
        #endif

            private static string Late { get { string word = "no"; Sees(ref word); return word; } }

            static partial void Sees(ref string word);
        }
        """;

    private const string Below = """
        internal static partial class Below
        {
            public const string Word = "1";

            [System.Text.RegularExpressions.GeneratedRegex("a+")]
            internal static partial System.Text.RegularExpressions.Regex Pattern { get; }
        }
        """;

    [Fact]
    public async Task Every_input_of_the_compilation_is_tracked()
    {
        Soak.OrSkip("compiles the build program seven times");
        string root = await WriteAsync("tracked");
        await SaysAsync(root, "build=1 below=1 shared=1 library=1 odd=no above=no late=no", compiles: true);
        await SaysAsync(root, "build=1 below=1 shared=1 library=1 odd=no above=no late=no", compiles: false);

        // The program's own sources, wherever they lie: the compiler alone, with generators where a sub-folder asks for one.
        Change(root, "build/Build.cs", "build=1", "build=2");
        await SaysAsync(root, "build=2 below=1", compiles: false);
        Change(root, "build/deep/er/Below.cs", "\"1\"", "\"2\"");
        await SaysAsync(root, "build=2 below=2", compiles: false);
        Change(root, "shared/Shared.cs", "\"1\"", "\"2\"");
        await SaysAsync(root, "below=2 shared=2", compiles: false);

        // A project named through a property, an import of an odd name, a file that a pattern finds anew, one that MSBuild finds on its way up.
        Change(root, "lib/Library.cs", "\"1\"", "\"2\"");
        await SaysAsync(root, "shared=2 library=2", compiles: true);
        Change(root, "shared/odd.msbuild", "<Odd />", "<Odd>ODD</Odd>");
        await SaysAsync(root, "library=2 odd=yes", compiles: true);
        Write(root, "shared/new/Late.cs", "internal sealed partial class Build { static partial void Sees(ref string word) => word = \"yes\"; }");
        await SaysAsync(root, "odd=yes above=no late=yes", compiles: true);
        Write(root, "Directory.Build.props", "<Project><PropertyGroup><Above>ABOVE</Above></PropertyGroup></Project>");
        await SaysAsync(root, "odd=yes above=yes late=yes", compiles: true);
        await SaysAsync(root, "odd=yes above=yes late=yes", compiles: false);
    }

    [Fact]
    public async Task A_copied_a_moved_and_a_linked_checkout_run_their_own_program()
    {
        Soak.OrSkip("compiles the build program three times");
        string root = await WriteAsync("original");
        await SaysAsync(root, "build=1", compiles: true);
        string copy = Beside("copy");
        await ShellAsync("cp", "-a", root, copy);
        Change(copy, "build/Build.cs", "build=1", "build=copy");

        await SaysAsync(copy, "build=copy", compiles: true);
        await SaysAsync(root, "build=1", compiles: false);
        string moved = Beside("moved");
        Directory.Move(copy, moved);
        Change(moved, "build/Build.cs", "build=copy", "build=moved");
        await SaysAsync(moved, "build=moved", compiles: true);
        string link = Beside("link");
        Directory.CreateSymbolicLink(link, moved);
        await SaysAsync(link, "build=moved", compiles: false);
    }

    [Fact]
    public async Task A_second_worktree_runs_its_own_program()
    {
        Soak.OrSkip("compiles the build program twice");
        string root = await WriteAsync("first tree");
        await ShellAsync("git", "-C", root, "init", "-q");
        await ShellAsync("git", "-C", root, "add", "build", "build.sh", "lib", "shared");
        await ShellAsync("git", "-C", root, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-qm", "feat: all");
        await SaysAsync(root, "build=1", compiles: true);
        string second = Beside("second-tree");
        await ShellAsync("git", "-C", root, "worktree", "add", "-q", second);
        Change(second, "build/Build.cs", "build=1", "build=second");

        await SaysAsync(second, "build=second", compiles: true);
        await SaysAsync(root, "build=1", compiles: false);
    }

    [Fact]
    public async Task A_repository_whose_names_are_taken_gives_the_launcher_and_the_folder_others()
    {
        Soak.OrSkip("compiles the build program");
        string root = await WriteAsync("taken");
        Directory.CreateDirectory(Path.Combine(root, "eng"));
        Directory.Move(Path.Combine(root, "build"), Path.Combine(root, "eng", "release"));
        Change(root, "eng/release/_build.csproj", "../shared", "../../shared");
        Change(root, "eng/release/_build.csproj", ")../", ")../../");
        Write(root, "build", "a file of this name");
        File.Move(Path.Combine(root, "build.sh"), Path.Combine(root, "slipway.sh"));

        (await RunAsync(root, "slipway.sh")).Expect(1, "slipway: there is no build/_build.csproj", "slipway.sh");
        Change(root, "slipway.sh", "\nbuild=build\n", "\nbuild=eng/release\n");
        (await RunAsync(root, "slipway.sh")).Expect(0, "said build=1");
        Ended help = (await RunAsync(root, "slipway.sh", "--help")).Expect(0, "./slipway.sh [targets");
        Assert.DoesNotContain("build.sh", help.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Children_see_the_same_variables_after_an_edit_as_without_one()
    {
        Soak.OrSkip("compiles the build program");
        string root = await WriteAsync("variables");
        string[] compiled = Variables((await RunAsync(root, "build.sh", "Variables")).Expect(0, "compiling"));
        Change(root, "build/Build.cs", "build=1", "build=2");

        string[] edited = Variables(await RunAsync(root, "build.sh", "Variables"));
        string[] warm = Variables(await RunAsync(root, "build.sh", "Variables"));

        Assert.Equal(warm, compiled);
        Assert.Equal(warm, edited);
    }

    [Fact]
    public async Task A_launch_in_a_shells_background_where_interrupts_are_ignored_runs()
    {
        Soak.OrSkip("compiles the build program");
        string root = await WriteAsync("background");

        await using Launch launch = Launch.Start(root, new Dictionary<string, string>(), "bash", "-c", "trap '' INT; ./build.sh Say & wait $!");
        (await launch.EndAsync()).Expect(0, "said build=1");
        await using Launch nohup = Launch.Start(root, new Dictionary<string, string>(), "nohup", "./build.sh", "Say");
        (await nohup.EndAsync()).Expect(0, "said build=1");
    }

    [Fact]
    public async Task A_pinned_sdk_that_is_not_here_is_named_with_those_that_are_and_with_what_to_type()
    {
        Soak.OrSkip("compiles the build program");
        string root = await WriteAsync("pinned");
        Write(root, "global.json", """{ "sdk": { "version": "9.0.100", "rollForward": "latestPatch" } }""");

        Ended refused = (await RunAsync(root, "build.sh")).Expect(1, "global.json asks for the .NET SDK 9.0.100, and the build program needs 10.0 or newer", "here are: 10.", "> build/global.json");
        string mend = refused.Errors.Split('\n').Single(line => line.Contains("> build/global.json", StringComparison.Ordinal));
        await ShellAsync("bash", "-c", $"cd '{root}' && {mend[(mend.IndexOf("echo", StringComparison.Ordinal))..]}");
        await SaysAsync(root, "build=1", compiles: true);
        Assert.Contains("9.0.100", await File.ReadAllTextAsync(Path.Combine(root, "global.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // What the product asks for is not there, and neither is a way to fetch it.
        File.Delete(Path.Combine(root, "build", "global.json"));
        Write(root, "global.json", """{ "sdk": { "version": "10.0.999" } }""");
        string tools = Directory.CreateDirectory(Path.Combine(root, "tools")).FullName;
        Write(root, "tools/curl", "#!/bin/sh\nexit 6\n");
        File.SetUnixFileMode(Path.Combine(tools, "curl"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using Launch launch = Launch.Start(root, new Dictionary<string, string> { ["PATH"] = $"{tools}:{Environment.GetEnvironmentVariable("PATH")}" }, "./build.sh");
        (await launch.EndAsync()).Expect(1, "the .NET SDK 10.0.999 that global.json asks for is not here (here are: 10.", "install the .NET SDK 10.0.999");
    }

    private async Task<string> WriteAsync(string name)
    {
        string root = Beside(name);
        await SmallRepository.WriteAsync(greeter.Slipway, root, Build);
        string project = Project.Replace("FEED", greeter.Slipway.Feed, StringComparison.Ordinal).Replace("VERSION", greeter.Slipway.Version, StringComparison.Ordinal);
        Write(root, "build/_build.csproj", project);
        Write(root, "build/deep/er/Below.cs", Below);
        Write(root, "shared/Shared.cs", "internal static class Shared { public const string Word = \"1\"; }");
        Write(root, "shared/odd.msbuild", "<Project><PropertyGroup><Odd /></PropertyGroup></Project>");
        Write(root, "lib/Library.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        Write(root, "lib/Library.cs", "public static class Library { public static readonly string Word = \"1\"; }");
        return root;
    }

    private string Beside(string name) => Path.Combine(greeter.Slipway.Folder, "inputs", name);

    private static void Write(string root, string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!); // below the root
        File.WriteAllText(Path.Combine(root, file), text);
    }

    private static void Change(string root, string file, string from, string to)
    {
        string text = File.ReadAllText(Path.Combine(root, file));
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(root, file), text.Replace(from, to, StringComparison.Ordinal));
    }

    private static async Task SaysAsync(string root, string words, bool compiles)
    {
        Ended ended = (await RunAsync(root, "build.sh")).Expect(0, words);
        Assert.True(compiles == ended.All.Contains("compiling", StringComparison.Ordinal), ended.All);
    }

    private static async Task<Ended> RunAsync(string root, string launcher, params string[] words)
    {
        await using Launch launch = Launch.Start(root, new Dictionary<string, string>(), [$"./{launcher}", .. words]);
        return await launch.EndAsync();
    }

    private async Task ShellAsync(params string[] words)
    {
        await using Launch launch = Launch.Start(greeter.Slipway.Folder, new Dictionary<string, string>(), words);
        (await launch.EndAsync()).Expect(0);
    }

    private static string[] Variables(Ended ended) =>
        [.. ended.Expect(0).Output.Split('\n').Where(line => line.StartsWith("variable ", StringComparison.Ordinal) && !line.StartsWith("variable _=", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
