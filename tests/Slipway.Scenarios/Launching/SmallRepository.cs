using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Launching;

/// <summary>The smallest repository that starts with our launcher: a build with one target that says back what it was given.</summary>
public sealed class SmallRepository(GreeterRepository greeter) : IAsyncLifetime
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <RestoreAdditionalProjectSources>FEED</RestoreAdditionalProjectSources>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Slipway" Version="VERSION" />
          </ItemGroup>
        </Project>
        """;

    private const string Build = """
        using Slipway;

        internal sealed class Build : SlipwayBuild
        {
            public static int Main() => Execute<Build>(build => build.Echo);

            [Parameter("Words to say back")]
            private readonly string[] Words = [];

            public Target Echo => _ => _.Executes(() => File.WriteAllText(RootDirectory / "heard", "first:" + string.Join("\u001f", Words)));

            [Parameter("Never given")]
            private readonly string? Missing;

            private Target Needs => _ => _.Requires(() => Missing).Requires(() => Words.Length > 1000).Executes(() => { });

            private Target Fail => _ => _.Executes(() => { ExitCode = 42; });

            private Target Sleep => _ => _.Executes(() => Slipway.Tooling.ProcessTasks.StartProcess("sleep", "300").AssertZeroExitCode());
        }
        """;

    // A folder with a space and an umlaut in its name: every path the launcher handles has both.
    internal string Root => Path.Combine(greeter.Slipway.Folder, "klein er");

    internal string BuildFile => Path.Combine(Root, "build", "Build.cs");

    internal string Programs => Path.Combine(Root, ".nuke", "temp", "build");

    internal string Program => File.ReadAllLines(Path.Combine(Programs, "current"))[1];

    internal string Heard => File.ReadAllText(Path.Combine(Root, "heard"));

    public async ValueTask InitializeAsync()
    {
        await WriteAsync(greeter.Slipway, Root, Build);
        (await RunAsync()).Expect(0, "compiling the build program");
    }

    /// <summary>Writes a repository of this shape around another build class.</summary>
    internal static async Task WriteAsync(PackedSlipway slipway, string root, string build)
    {
        Directory.CreateDirectory(Path.Combine(root, "build"));
        File.Copy(Path.Combine(Paths.Source, "build.sh"), Path.Combine(root, "build.sh"));
        await File.WriteAllTextAsync(Path.Combine(root, "build", "_build.csproj"), Project.Replace("FEED", slipway.Feed, StringComparison.Ordinal).Replace("VERSION", slipway.Version, StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(root, "build", "Build.cs"), build);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal Launch Start(IReadOnlyDictionary<string, string>? environment = null, string? folder = null, string? launcher = null, params string[] words) =>
        Launch.Start(folder ?? Root, environment ?? new Dictionary<string, string>(), [launcher ?? Path.Combine(Root, "build.sh"), .. words]);

    internal async Task<Ended> RunAsync(params string[] words)
    {
        await using Launch launch = Start(words: words);
        return await launch.EndAsync();
    }

    /// <summary>Writes what the next start says back in front of the words.</summary>
    internal void Edit(string first) => File.WriteAllText(BuildFile, Build.Replace("\"first:\"", $"\"{first}:\"", StringComparison.Ordinal));
}
