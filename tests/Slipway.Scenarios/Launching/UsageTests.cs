using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Launching;

/// <summary>What the engine refuses before anything runs, and what it answers about itself.</summary>
[Collection(nameof(SmallRepository))]
public sealed class UsageTests(SmallRepository small)
{
    [Fact]
    public async Task A_wrong_word_is_refused_with_the_nearest_right_one() =>
        (await small.RunAsync("Eco", "--wrds", "a")).Expect(2, "SLP1201", "did you mean Echo?", "SLP1102", "did you mean --words?");

    [Fact]
    public async Task All_that_a_target_needs_and_lacks_is_told_at_once() =>
        (await small.RunAsync("Needs")).Expect(2, "SLP1202", "--missing", "SLP1203", "Words.Length > 1000");

    [Fact]
    public async Task A_build_that_refers_to_no_target_or_asks_for_what_is_not_there_is_refused()
    {
        Soak.OrSkip("compiles another build program");
        const string Needs = "private Target Needs => _ => _";
        string sound = await File.ReadAllTextAsync(small.BuildFile, TestContext.Current.CancellationToken);
        try
        {
            await File.WriteAllTextAsync(small.BuildFile, sound.Replace(Needs, $"{Needs}.DependsOn(other => other)", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            (await small.RunAsync("Echo")).Expect(2, "SLP1005", "Build.Needs", "properties of type Target");

            const string Nowhere = "internal sealed class NowhereAttribute : ValueInjectionAttribute { public override object? GetValue(System.Reflection.MemberInfo member, SlipwayBuild build) => null; }";
            await File.WriteAllTextAsync(small.BuildFile, sound.Replace(Needs, $"[Nowhere] private readonly string? Found;\n\n    {Needs}", StringComparison.Ordinal) + Nowhere, TestContext.Current.CancellationToken);
            (await small.RunAsync("Echo")).Expect(2, "SLP1204", "Build.Found", "[Optional]");
        }
        finally
        {
            await File.WriteAllTextAsync(small.BuildFile, sound, TestContext.Current.CancellationToken);
        }

        (await small.RunAsync("Echo")).Expect(0);
    }

    [Fact]
    public async Task A_profile_or_root_that_is_not_there_is_refused()
    {
        (await small.RunAsync("Echo", "--profile", "nothing")).Expect(2, "SLP1107", "parameters.nothing.json");
        (await small.RunAsync("Echo", "--root", "/nowhere/at/all")).Expect(2, "SLP1108", "/nowhere/at/all");
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_is_told_and_one_that_can_is_there()
    {
        string page = Path.Combine(small.Root, "run.html");

        (await small.RunAsync("Echo", "--report", "/proc/nowhere/run.html")).Expect(1, "SLP1009");
        (await small.RunAsync("Echo", "--report", page)).Expect(0, $"report → {page}");
        Assert.Contains("Run of Echo", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await small.RunAsync("--plan", "mermaid", "Echo")).Expect(0, "flowchart LR");
    }

    [Fact]
    public async Task A_program_started_by_hand_outside_a_repository_is_refused()
    {
        await using Launch launch = Launch.Start("/", new Dictionary<string, string>(), "dotnet", Path.Combine(small.Program, "_build.dll"), "Echo");

        (await launch.EndAsync()).Expect(2, "SLP1109", "--root FOLDER");
    }

    [Fact]
    public async Task A_name_in_the_parameter_file_that_nothing_has_is_warned_of_with_line_and_column_and_stops_nothing()
    {
        string file = Path.Combine(small.Root, ".nuke", "parameters.json");
        await File.WriteAllTextAsync(file, "{\n  \"Words\": [\"a\"],\n  \"Wordss\": 1\n}\n", TestContext.Current.CancellationToken);
        try
        {
            (await small.RunAsync("--list")).Expect(0, "Echo");
            (await small.RunAsync("Echo")).Expect(0, "SLP1105", "parameters.json:3:3", "did you mean Words?");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_dry_run_names_actions_and_runs_none()
    {
        File.Delete(Path.Combine(small.Root, "heard"));

        (await small.RunAsync("Echo", "--dry-run")).Expect(0, "C# action", "Build.cs:");

        Assert.False(File.Exists(Path.Combine(small.Root, "heard")));
    }

    [Fact]
    public async Task Help_says_where_a_value_comes_from()
    {
        await using Launch launch = small.Start(new Dictionary<string, string> { ["SLIPWAY_WORDS"] = "from outside" }, words: "--help");

        (await launch.EndAsync()).Expect(0, "= from outside (environment)", "Echo", "(default)");
    }
}

/// <summary>Tests that start builds of the small repository take turns: some of them edit it.</summary>
[CollectionDefinition(nameof(SmallRepository))]
public sealed class SmallRepositoryTurns : ICollectionFixture<SmallRepository>;
