using System.Diagnostics;
using System.Text.Json;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Front.Caching;

/// <summary>A build program of one's own, run again and again: what runs, what is said, and what is never kept.</summary>
public sealed class CachedBuildTests : IDisposable
{
    private readonly BuiltRepository _build = new();

    [Fact]
    public async Task A_second_run_runs_nothing_and_shows_the_same()
    {
        string first = (await ExpectAsync(0, "Bundle")).Output;
        Assert.Equal("Make Bundle", _build.TakeRan());

        string second = (await ExpectAsync(0, "Bundle")).Output;
        Assert.Equal("", _build.TakeRan());
        foreach (string line in new[] { "made with plain", "> sh -c", "  mood none, hidden none" })
        {
            Assert.Contains(line, first, StringComparison.Ordinal);
            Assert.Contains(line, second, StringComparison.Ordinal);
        }

        Assert.Equal(2, second.Split('\n').Count(line => line.EndsWith("  up to date", StringComparison.Ordinal) && line.Contains("Succeeded", StringComparison.Ordinal)));
        Directory.Delete(_build.Root / "out", recursive: true);
        Assert.Contains("from cache", (await ExpectAsync(0, "Bundle")).Output, StringComparison.Ordinal);
        _build.MustHaveMade("plain");
        Assert.Equal("", _build.TakeRan());
    }

    // MP: only direct results were part of the key, so that a change further up went unseen
    [Fact]
    public async Task What_a_dependency_makes_counts_without_being_named()
    {
        await ExpectAsync(0, "Bundle");
        _build.Write("src/a.txt", "changed");
        _build.TakeRan();
        await ExpectAsync(0, "Bundle");
        Assert.Equal("Make Bundle", _build.TakeRan());

        await ExpectAsync(0, "Bundle", "--flavor", "sweet");
        Assert.Equal("Make Bundle", _build.TakeRan());
        _build.Write("src/left-out/c.txt", "does not count");
        await ExpectAsync(0, "Bundle", "--flavor", "sweet");
        Assert.Equal("", _build.TakeRan());
    }

    // turborepo#401, turborepo#14059: a variable nobody declared, and a page for staging in production
    [Fact]
    public async Task Commands_of_a_target_that_names_variables_see_no_other()
    {
        (string, string)[] environment = [("CACHED_HIDDEN", "staging"), ("CACHED_MOOD", "merry")];
        Assert.Contains("mood merry, hidden none", (await _build.RunAsync(environment, "Make")).Output, StringComparison.Ordinal);
        environment[0] = ("CACHED_HIDDEN", "production");
        Assert.Contains("up to date", (await _build.RunAsync(environment, "Make")).Output, StringComparison.Ordinal);
        environment[1] = ("CACHED_MOOD", "sad");
        Assert.Contains("runs: CACHED_MOOD changed", (await _build.RunAsync(environment, "Make")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_target_that_names_no_variable_or_parameter_every_one_counts()
    {
        await ExpectAsync(0, "Whole");
        await ExpectAsync(0, "Whole");
        Assert.Equal("Whole", _build.TakeRan());
        await _build.RunAsync([("SOMETHING_ELSE", "1")], "Whole");
        await _build.RunAsync([("SOMETHING_ELSE", "1")], "Whole", "--flavor", "sweet");
        Assert.Equal("Whole Whole", _build.TakeRan());
        await _build.RunAsync([("TERM", "vt100"), ("SHLVL", "7")], "Whole"); // names of the terminal
        Assert.Equal("", _build.TakeRan());
    }

    [Fact]
    public async Task What_fails_or_sets_an_exit_code_runs_again()
    {
        await ExpectAsync(1, "Fails");
        await ExpectAsync(1, "Fails");
        await ExpectAsync(42, "ExitsWith");
        await ExpectAsync(42, "ExitsWith");

        Assert.Equal("Fails Fails ExitsWith ExitsWith", _build.TakeRan());
    }

    [Fact]
    public async Task A_secret_is_nowhere_in_the_cache_and_what_would_hold_it_is_not_kept()
    {
        const string Secret = "hunter2-hunter2";
        string leak = (await ExpectAsync(0, "Leaks", "--token", Secret)).Output;
        Assert.Contains("not kept: a secret would be (leak.txt:1: value of Token)", leak, StringComparison.Ordinal);
        await _build.RunAsync([("MY_API_TOKEN", Secret), ("CACHED_MOOD", Secret)], "Make", "--token", Secret);
        await _build.RunAsync([("MY_API_TOKEN", Secret)], "Whole", "--token", Secret);

        string why = (await _build.RunAsync([("MY_API_TOKEN", "another-secret")], "--why", "Whole")).Output;
        Assert.DoesNotContain("MY_API_TOKEN", why, StringComparison.Ordinal); // there is one, as before
        Assert.Contains("Token", why, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-", why, StringComparison.Ordinal);
        foreach (string file in Directory.EnumerateFiles(_build.Root / ".nuke/temp/cache", "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_names_what_differs_and_nothing_runs()
    {
        Assert.Contains("Make runs: no success of it is known here", (await ExpectAsync(0, "--why", "Make")).Output, StringComparison.Ordinal);
        await ExpectAsync(0, "Bundle");
        _build.TakeRan();
        _build.Write("src/a.txt", "other");
        _build.Write("src/new.txt", "new");
        File.Delete(_build.Root / "src/x/b.txt");

        string why = (await _build.RunAsync([("CACHED_MOOD", "merry")], "--why", "make", "--flavor", "sweet")).Output;
        Assert.Contains("Make runs: 5 things differ from its last success", why, StringComparison.Ordinal);
        Assert.Contains("file       src/a.txt    ca978112ca1b → d9298a10d1b0", why, StringComparison.Ordinal);
        Assert.Contains("file       src/new.txt  nothing → ", why, StringComparison.Ordinal);
        Assert.Contains("file       src/x/b.txt  3e23e8160039 → nothing", why, StringComparison.Ordinal);
        Assert.Contains("parameter  Flavor       'plain' → 'sweet'", why, StringComparison.Ordinal);
        Assert.Contains("variable   CACHED_MOOD  unset → 'merry'", why, StringComparison.Ordinal);
        Assert.Contains("before it comes Make", (await ExpectAsync(0, "--why", "Bundle")).Output, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse((await ExpectAsync(0, "--why", "Make", "--json")).Output);
        Assert.Equal(3, json.RootElement.GetProperty("differences").GetArrayLength());
        Assert.Contains("Noop runs every time", (await ExpectAsync(0, "--why", "Noop")).Output, StringComparison.Ordinal);
        Assert.Contains("no target Mke", (await ExpectAsync(2, "--why", "Mke")).Output, StringComparison.Ordinal);
        Assert.Equal("", _build.TakeRan());
    }

    // MP#3803 the other way round: any edit of the build counts
    [Fact]
    public async Task Another_build_program_knows_nothing_of_what_this_one_made()
    {
        await ExpectAsync(0, "Make");
        AbsolutePath other = _build.Root / "program";
        Directory.CreateDirectory(other);
        foreach (string file in Directory.GetFiles(BuiltRepository.ProgramFolder))
            File.Copy(file, other / Path.GetFileName(file));
        await File.WriteAllTextAsync(other / "Extra.dll", "a part of the program", TestContext.Current.CancellationToken);

        using Process process = _build.Start(other, [], "Make");
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("runs: the build program is another", output, StringComparison.Ordinal);
    }

    // gradle#4316: absolute paths in what was made
    [Fact]
    public async Task A_repository_that_was_moved_makes_everything_anew()
    {
        await ExpectAsync(0, "Make");
        using var moved = new BuiltRepository();
        using (Process copy = Process.Start("cp", ["-a", $"{_build.Root}/.", moved.Root]))
            await copy.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Contains("runs: folder changed", (await moved.RunAsync("Make")).Output, StringComparison.Ordinal);
    }

    // CVE-2025-36852, turborepo#12302: who may write what another will read. Here it is one user on one machine.
    [Fact]
    public async Task Nobody_else_reads_or_writes_the_cache()
    {
        await ExpectAsync(0, "Make");

        AbsolutePath cache = _build.Root / ".nuke/temp/cache";
        const UnixFileMode Others = (UnixFileMode)0b000_111_111;
        Assert.All(
            new[] { cache, cache / "entries", cache / "contents", cache / "last" },
            folder => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder) & Others));
        Assert.All(Directory.GetFiles(cache / "entries"), file => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & Others));
        Assert.Equal("*\n", await File.ReadAllTextAsync(cache / ".gitignore", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Verify_finds_what_is_made_by_chance()
    {
        await ExpectAsync(0, "Random");
        await ExpectAsync(0, "Random");
        string found = (await ExpectAsync(1, "Random", "--verify-cache")).Output;
        Assert.Contains("SLP1305", found, StringComparison.Ordinal);
        Assert.Equal(2, found.Split("sha256 ").Length - 1);
        await ExpectAsync(0, "Bundle");
        _build.TakeRan();
        Assert.Contains("verified", (await ExpectAsync(0, "Bundle", "--verify-cache")).Output, StringComparison.Ordinal);
        Assert.Equal("Make Bundle", _build.TakeRan());
        await ExpectAsync(0, "Bundle", "--no-cache");
        Assert.Equal("Make Bundle", _build.TakeRan());
    }

    // "Noop" starts as it always did: nothing of the cache is made, and nothing is read for it.
    [Fact]
    public async Task A_run_without_cached_targets_makes_no_cache()
    {
        await ExpectAsync(0, "Noop");
        await ExpectAsync(0, "--list");

        Assert.False(Directory.Exists(_build.Root / ".nuke/temp/cache"));
    }

    public void Dispose() => _build.Dispose();

    private async Task<(int ExitCode, string Output)> ExpectAsync(int exitCode, params string[] words)
    {
        (int ExitCode, string Output) ended = await _build.RunAsync(words);
        Assert.True(ended.ExitCode == exitCode, $"exit {ended.ExitCode}, expected {exitCode}\n{ended.Output}");
        return ended;
    }
}
