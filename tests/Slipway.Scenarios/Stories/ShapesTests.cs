using System.Diagnostics;
using System.Globalization;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>
/// Repositories of the shapes that strangers have, made by the templates of the SDK: <c>:init</c>, a release, another, the way back, with what a newcomer types and nothing else.
/// <c>./build.sh Shapes</c> runs them and writes the table.
/// </summary>
public sealed class ShapesTests(GreeterRepository greeter, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private static readonly Lock Table = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Shapes.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_stranger_releases_promotes_and_goes_back(string name)
    {
        string? table = Environment.GetEnvironmentVariable("SLIPWAY_SHAPES");
        Assert.SkipUnless(table is { Length: > 0 }, "releases many repositories twice each; ./build.sh Shapes runs it");
        Shape shape = Shapes.All[name];
        string root = Directory.CreateDirectory(Path.Combine(greeter.Slipway.Folder, "shapes", name.Replace(' ', '-'))).FullName;
        await MakeAsync(root, shape);
        var typed = new List<string>();
        long start = Stopwatch.GetTimestamp();
        try
        {
            await TypeAsync(root, typed, "cp", Path.Combine(Paths.Source, "build.sh"), shape.Launcher);
            await TypeAsync(root, typed, $"./{shape.Launcher}", ":init", "--source", greeter.Slipway.Feed);
            await CommitAsync(root, typed, "build: release with Slipway");
            await TypeAsync(root, typed, $"./{shape.Launcher}", "Release");
            (int lines, double first) = (typed.Count, Stopwatch.GetElapsedTime(start).TotalMinutes);
            await TypeAsync(root, typed, $"./{shape.Launcher}", "Promote");
            await File.WriteAllTextAsync(Path.Combine(root, shape.Project, "Second.cs"), "namespace Second;\n\n/// <summary>New.</summary>\npublic sealed class Second;\n", Cancellation);
            await CommitAsync(root, typed, "feat: a second");
            await TypeAsync(root, typed, $"./{shape.Launcher}", "Release");
            await TypeAsync(root, typed, $"./{shape.Launcher}", "Promote");
            await TypeAsync(root, typed, $"./{shape.Launcher}", "Rollback", "--environment", "production", "--reason", "trying it out");
            Ended status = await TypeAsync(root, typed, $"./{shape.Launcher}", "Status");
            Assert.Contains("production is pinned: trying it out", status.All, StringComparison.Ordinal);
            Write(table, string.Create(CultureInfo.InvariantCulture, $"{name,-34} {lines,2} lines {first,5:0.0} min to staging, {typed.Count - 1,2} lines {Stopwatch.GetElapsedTime(start).TotalMinutes,5:0.0} min there and back"));
        }
        finally
        {
            await TypeAsync(root, [], $"./{shape.Launcher}", "Down");
        }
    }

    private static async Task MakeAsync(string root, Shape shape)
    {
        foreach (string line in shape.Make)
            await TypeAsync(root, [], line.Split(' '));
        string source = (await TypeAsync(root, [], "dotnet", "nuget", "list", "source", "--format", "short")).Output.Split('\n')[0].Split(' ')[^1].Trim();
        foreach ((string path, string text) in shape.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!); // a file has a folder
            await File.WriteAllTextAsync(Path.Combine(root, path), text.Replace("the-source", source, StringComparison.Ordinal), Cancellation);
        }

        await TypeAsync(root, [], "git", "init", "-q", "-b", "main");
        await TypeAsync(root, [], "git", "config", "user.name", "Ada");
        await TypeAsync(root, [], "git", "config", "user.email", "ada@example.org");
        await CommitAsync(root, [], "feat: begin");
        foreach (string tag in shape.Tags)
            await TypeAsync(root, [], "git", "tag", "-a", tag, "-m", tag);
    }

    private static async Task CommitAsync(string root, List<string> typed, string message)
    {
        await TypeAsync(root, [], "git", "add", "-A");
        await TypeAsync(root, typed, "git", "commit", "-q", "-m", message);
    }

    private static async Task<Ended> TypeAsync(string root, List<string> typed, params string[] words)
    {
        typed.Add(string.Join(' ', words));
        await using Launch launch = Launch.Start(root, new Dictionary<string, string> { ["DOTNET_NOLOGO"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" }, words);
        return (await launch.EndAsync(Patience)).Expect(0);
    }

    private void Write(string table, string line)
    {
        output.WriteLine(line);
        lock (Table)
            File.AppendAllText(table, line + "\n");
    }
}
