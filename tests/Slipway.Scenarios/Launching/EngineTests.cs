using System.Text.Json;
using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Launching;

/// <summary>What a build of one's own meets when things go wrong: everything is told, nothing secret is, and what cleans up runs.</summary>
public sealed class EngineTests(GreeterRepository greeter)
{
    private const string Build = """
        using Slipway;
        using Slipway.Components;
        using Slipway.Git;
        using Slipway.ProjectModel;
        using Slipway.Tooling;
        using static Slipway.Tooling.ProcessTasks;

        internal interface IHazSolution : ISlipwayBuild
        {
            [Solution] Solution? Solution => TryGetValue(() => Solution);
            [GitRepository, Optional] GitRepository? Repository => TryGetValue(() => Repository);
            Target Restore => _ => _.Executes(() => Console.WriteLine($"solution {Solution?.FileName ?? "null"}, repository {Repository?.Branch ?? "none"}"));
        }

        internal sealed class Build : SlipwayBuild, IHazSolution
        {
            public static int Main() => Execute<Build>();

            public Build() { if (Environment.GetEnvironmentVariable("BREAKS") == "constructor") throw new InvalidOperationException("broken constructor"); }

            [Parameter("a token"), Secret] readonly string? Token = null;
            [Parameter("tokens"), Secret] readonly string[]? Tokens = null;
            [Parameter("pin"), Secret] readonly int? Pin = null;
            [Parameter("named"), Required] readonly string Named = "by default";

            protected override void OnBuildInitialized() { Console.WriteLine($"scheduled {string.Join(' ', ScheduledTargets)}; invoked Simple {InvokedTargets.Contains(Simple)}"); Breaks("initialized"); }
            protected override void OnTargetSucceeded(string target) => Breaks("succeeded");
            protected override void OnBuildFinished() => Breaks("finished");

            static void Breaks(string where) { if (Environment.GetEnvironmentVariable("BREAKS") == where) throw new InvalidOperationException("broken " + where); }
            static bool Throws() => throw new InvalidOperationException("broken condition");

            Target Down => _ => _.AssuredAfterFailure().TriggeredBy(Simple, Blocks).Executes(() => { StartProcess("echo", "cleaned").AssertZeroExitCode(); Console.WriteLine("down was here"); });
            Target Simple => _ => _.Executes(() => throw new InvalidOperationException("simple", new FormatException("deep inside")));
            Target Blocks => _ => _.Executes(() => { Console.WriteLine("blocking"); System.Threading.Thread.Sleep(60_000); });
            Target Good => _ => _.Executes(() => Console.WriteLine("good"));
            Target Alias => Good;
            Target Both => _ => _.DependsOn(Good, Alias).Executes(() => { });
            Target Condition => _ => _.OnlyWhenStatic(() => Throws()).Executes(() => { });
            Target Need => _ => _.Requires(() => Throws()).Executes(() => { });
            Target Absent => _ => _.Requires(() => Token).Executes(() => { });
            Target Value => _ => _.Executes(() => LaterAsync());
            Target Leak => _ => _.Executes(() => { Console.WriteLine(Token); Console.Error.WriteLine(string.Join(",", Tokens!)); throw new InvalidOperationException($"with {Tokens![1]} and {Pin}"); });
            Target Whole => _ => _.Executes(() => Console.WriteLine($"lines {StartProcess("seq", "1 300000", logOutput: false).AssertZeroExitCode().Output.Count}"));
            Target Tool => _ => _.Executes(() =>
            {
                StartProcess("sh", ["-c", "echo \"src/A.cs(3,9): warning CS0168: unused\"; echo \"src/B.cs(4,1): error CS0103: no such name\"; exit 3"]).AssertZeroExitCode();
                Console.WriteLine("never");
            });

            static async ValueTask LaterAsync() { await Task.Delay(200); Console.WriteLine("later is done"); }
        }
        """;

    private string Root => Path.Combine(greeter.Slipway.Folder, "engine");

    [Fact]
    public async Task A_build_of_ones_own_is_told_everything_and_cleaned_up_after()
    {
        Soak.OrSkip("compiles another build program");
        await SmallRepository.WriteAsync(greeter.Slipway, Root, Build);
        await File.WriteAllTextAsync(Path.Combine(Root, "X.slnx"), "<Solution />", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Root, "Y.slnx"), "<Solution />", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(Root, ".nuke"));
        await File.WriteAllTextAsync(Path.Combine(Root, ".nuke", "parameters.json"), """{ "Solution": "X.slnx", "Verbosity": "Normal" }""", TestContext.Current.CancellationToken);

        // Nuke's own files and forms.
        (await RunAsync("Restore")).Expect(0, "solution X.slnx, repository none", "SLP1105");
        Ended simple = (await RunAsync("Simple")).Expect(1, "scheduled Simple Down; invoked Simple True", "InvalidOperationException: simple", "caused by FormatException: deep inside", "Build.cs:", "down was here", "log  .nuke/temp/logs/");
        Assert.DoesNotContain("   at Build", simple.All, StringComparison.Ordinal);
        Assert.Contains("   at Build", await LogAsync(), StringComparison.Ordinal);
        (await RunAsync("Simple", "--verbosity", "Verbose")).Expect(1, "   at Build");
        Assert.Single((await RunAsync("Both")).Expect(0).Output.Split('\n'), line => line == "good");
        (await RunAsync("Value")).Expect(0, "later is done");
        (await RunAsync("Whole")).Expect(0, "lines 300000");

        // Whatever is thrown wherever is a fault, also for machines.
        foreach ((string breaks, string target) in new[] { ("constructor", "Good"), ("initialized", "Good"), ("succeeded", "Good"), ("finished", "Good"), ("", "Condition"), ("", "Need") })
        {
            Ended broken = (await RunAsync(new Dictionary<string, string> { ["BREAKS"] = breaks }, target, "--json")).Expect(1, "SLP1301", "InvalidOperationException: broken");
            using JsonDocument answer = JsonDocument.Parse(broken.Output);
        }

        await SecretsAsync();
        await ServersAsync();
        await InterruptAsync();
    }

    private async Task SecretsAsync()
    {
        Ended leak = (await RunAsync("Leak", "--token", "single-secret", "--tokens", "first-secret", "second-secret", "--pin", "1234")).Expect(1, "SLP1206", "the secret Pin is shorter");
        foreach (string secret in new[] { "single-secret", "first-secret", "second-secret" })
        {
            Assert.DoesNotContain(secret, leak.All, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, await LogAsync(), StringComparison.Ordinal);
        }

        Ended absent = (await RunAsync("Absent")).Expect(2, "SLP1202", "SLIPWAY_TOKEN");
        Assert.DoesNotContain("parameters.json", absent.All.Split("SLP1202")[1], StringComparison.Ordinal);
    }

    private async Task ServersAsync()
    {
        string page = Path.Combine(Root, "summary.md");
        Ended github = (await RunAsync(new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = page }, "Tool")).Expect(
            1, "::group::Tool", "> sh -c", "::error file=src/B.cs,line=4,col=1,title=CS0103::no such name", "::warning file=src/A.cs,line=3,col=9,title=CS0168::unused", "1 warning: CS0168", "SLP5101", "Build.cs:");
        Assert.Contains("Tool", github.Output.Split("Status")[1], StringComparison.Ordinal); // one target alone has its summary too
        Assert.Contains("| Tool | Failed |", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await RunAsync(new Dictionary<string, string> { ["TEAMCITY_VERSION"] = "2024.1" }, "Tool")).Expect(1, "##teamcity[blockOpened name='Tool']", "##teamcity[buildProblem");
        (await RunAsync("Tool", "--help")).Expect(0, "./build.sh Tool");
    }

    private async Task InterruptAsync()
    {
        await using Launch launch = Launch.Start(Root, new Dictionary<string, string>(), "./build.sh", "Blocks");
        await Eventually.IsTrueAsync("the action blocks", () => launch.Said("blocking"));

        (await launch.InterruptAsync()).Expect(130, "waiting for Blocks to end", "down was here", "Aborted");
    }

    private async Task<string> LogAsync() =>
        await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(Root, ".nuke", "temp", "logs")).Order(StringComparer.Ordinal).Last(), TestContext.Current.CancellationToken);

    private Task<Ended> RunAsync(params string[] words) => RunAsync(new Dictionary<string, string>(), words);

    private async Task<Ended> RunAsync(Dictionary<string, string> environment, params string[] words)
    {
        await using Launch launch = Launch.Start(Root, environment, ["./build.sh", .. words]);
        return await launch.EndAsync();
    }
}
