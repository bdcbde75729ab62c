using System.Collections.Immutable;
using System.Diagnostics;
using Slipway.Delivery.Sources;
using Slipway.Processes;
using Slipway.Releases.Metrics;
using Slipway.Releases.Packages;
using Slipway.Releases.Versions;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.Sources;

/// <summary>Versions and sources on real histories, made by git itself.</summary>
public sealed class GitSourceTests : IDisposable
{
    private static readonly ImmutableSortedDictionary<string, string?> Alone = new Dictionary<string, string?>
    {
        ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_SYSTEM"] = "/dev/null", ["GIT_AUTHOR_NAME"] = "Ada", ["GIT_AUTHOR_EMAIL"] = "ada@example.org",
        ["GIT_COMMITTER_NAME"] = "Ada", ["GIT_COMMITTER_EMAIL"] = "ada@example.org", ["GIT_COMMITTER_DATE"] = "2026-03-14T12:00:00Z", ["GIT_AUTHOR_DATE"] = "2026-03-14T12:00:00Z",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private readonly Fakes.TempFolder _folder = new();
    private readonly ProcessRunner _runner = new(TimeProvider.System, new ProcessLimits());
    private int _number;

    private AbsolutePath Root => _folder.Path / "main";

    private GitSource Source => new(_runner, Root);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_tag_it_is_the_first_version()
    {
        await StartAsync("feat: all");

        Assert.Equal("0.1.0", (await VersionAsync()).Version);
    }

    [Theory]
    [InlineData("v1.2.0")]
    [InlineData("V1.2.0")]
    [InlineData("1.2.0")]
    [InlineData("-a -m x v1.2.0")]
    public async Task A_tag_counts_light_or_annotated_with_any_prefix(string tag)
    {
        await StartAsync("feat: all");
        await GitAsync(["tag", .. tag.Split(' ')]);
        Assert.Equal("1.2.0", (await VersionAsync()).Version);

        await CommitAsync("fix: price");

        VersionDecision decision = await VersionAsync();
        Assert.Equal(("1.2.1", tag.Split(' ')[^1]), (decision.Version, decision.BaseTag));
        Assert.Equal("fix: price", Assert.Single(decision.Reasons).Subject);
    }

    [Fact]
    public async Task A_tag_on_another_branch_is_not_reachable()
    {
        await StartAsync("feat: all");
        await GitAsync("tag", "v1.0.0");
        await GitAsync("checkout", "-q", "-b", "other");
        await CommitAsync("feat: elsewhere");
        await GitAsync("tag", "v9.0.0");
        await GitAsync("checkout", "-q", "main");
        await CommitAsync("fix: here");

        Assert.Equal("1.0.1", (await VersionAsync()).Version);
    }

    [Fact]
    public async Task Of_candidate_and_final_on_one_commit_the_final_counts()
    {
        await StartAsync("feat: all");
        await GitAsync("tag", "v1.0.0-rc.10");
        await GitAsync("tag", "v1.0.0");
        await GitAsync("tag", "v1.0.0-rc.9");

        Assert.Equal("1.0.0", (await VersionAsync()).Version);
    }

    [Fact]
    public async Task Tags_that_are_no_versions_are_passed_over()
    {
        await StartAsync("feat: all");
        await GitAsync("tag", "v0.3.0");
        await CommitAsync("feat!: break");
        foreach (string tag in new[] { "v1.2.3.4", "v01.2.3", "nightly", "v65535.0.0", "release/v7.0.0" })
            await GitAsync("tag", tag);

        Assert.Equal("0.4.0", (await VersionAsync()).Version);
    }

    [Fact]
    public async Task After_merging_a_hotfix_the_highest_tag_counts_not_the_nearest()
    {
        await StartAsync("feat: all");
        await GitAsync("tag", "v1.0.0");
        await GitAsync("branch", "hotfix");
        await CommitAsync("feat: two");
        await GitAsync("tag", "v2.0.0");
        await CommitAsync("fix: after two");
        await GitAsync("checkout", "-q", "hotfix");
        await CommitAsync("fix: urgent");
        await GitAsync("tag", "v1.0.1");
        await GitAsync("checkout", "-q", "main");
        await GitAsync("merge", "-q", "--no-ff", "-m", "Merge hotfix", "hotfix");

        VersionDecision decision = await VersionAsync();

        Assert.Equal(("2.0.1", "v2.0.0"), (decision.Version, decision.BaseTag));
        Assert.Contains(decision.Reasons, reason => reason.Subject == "fix: urgent");
    }

    [Fact]
    public async Task A_detached_head_has_the_version_of_its_commit()
    {
        await StartAsync("feat: all");
        await GitAsync("tag", "v1.0.0");
        await CommitAsync("feat: more");
        await GitAsync("checkout", "-q", "--detach", "HEAD");

        Assert.Equal("1.1.0", (await VersionAsync()).Version);
    }

    [Fact]
    public async Task A_shallow_clone_is_refused()
    {
        await StartAsync("feat: all");
        await CommitAsync("feat: more");
        await GitAsync("clone", "-q", "--depth", "1", $"file://{Root}", _folder.Path / "shallow");

        VersionFacts facts = await new GitSource(_runner, _folder.Path / "shallow").ReadVersionFactsAsync(Cancellation);

        Assert.Equal("SLP2101", Assert.Throws<FaultException>(() => VersionDecider.Decide(facts)).Faults.Single().Code);
    }

    [Fact]
    public async Task A_revert_made_by_git_takes_its_commit_back_and_a_second_one_brings_it_again()
    {
        await StartAsync("feat: all");
        await GitAsync("tag", "v1.0.0");
        await CommitAsync("feat: regretted");
        await GitAsync("revert", "--no-edit", "HEAD");
        Assert.Equal("1.0.1", (await VersionAsync()).Version);

        await GitAsync("revert", "--no-edit", "HEAD");

        Assert.Equal("1.1.0", (await VersionAsync()).Version);
    }

    [Fact]
    public async Task The_id_of_a_dirty_tree_is_the_id_it_has_once_committed()
    {
        await StartAsync("feat: all");
        File.WriteAllText(Root / ".gitignore", "ignored\n");
        File.WriteAllText(Root / "ignored", "x");
        Directory.CreateDirectory(Root / "new");
        File.WriteAllText(Root / "new/ä file.txt", "new");
        File.WriteAllText(Root / "file", "changed");
        await GitAsync("add", "file");
        string staged = await GitAsync("diff", "--cached", "--name-only");

        PackageSource dirty = await Source.ReadAsync(Cancellation);
        string stillStaged = await GitAsync("diff", "--cached", "--name-only");
        await GitAsync("add", "-A");
        await GitAsync("commit", "-q", "-m", "all of it");
        PackageSource clean = await Source.ReadAsync(Cancellation);

        Assert.True(dirty.IsDirty);
        Assert.False(clean.IsDirty);
        Assert.Equal(clean.Tree, dirty.Tree);
        Assert.NotEqual(clean.Commit, dirty.Commit);
        Assert.Equal(staged, stillStaged);
    }

    [Fact]
    public async Task A_deleted_file_and_a_changed_mode_make_a_tree_of_their_own()
    {
        await StartAsync("feat: all");
        PackageSource clean = await Source.ReadAsync(Cancellation);
        File.SetUnixFileMode(Root / "file", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        PackageSource executable = await Source.ReadAsync(Cancellation);
        File.Delete(Root / "file");
        PackageSource gone = await Source.ReadAsync(Cancellation);

        Assert.Equal(3, new[] { clean.Tree, executable.Tree, gone.Tree }.Distinct().Count());
        Assert.Equal([false, true, true], new[] { clean.IsDirty, executable.IsDirty, gone.IsDirty });
    }

    [Fact]
    public async Task A_subfolder_of_the_repository_sees_all_of_it()
    {
        await StartAsync("feat: all");
        Directory.CreateDirectory(Root / "sub");
        File.WriteAllText(Root / "file", "changed outside of sub");
        var inSub = new GitSource(_runner, Root / "sub");

        Assert.Equal(await Source.ReadAsync(Cancellation), await inSub.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Without_a_repository_or_a_commit_there_is_no_source()
    {
        Directory.CreateDirectory(Root);
        var none = await Assert.ThrowsAsync<FaultException>(() => Source.ReadAsync(Cancellation));
        await GitAsync("init", "-q", "-b", "main");
        var empty = await Assert.ThrowsAsync<FaultException>(() => Source.ReadVersionFactsAsync(Cancellation));

        Assert.Equal((ExitCode.Usage, "SLP3401"), (none.ExitCode, none.Faults.Single().Code));
        Assert.Equal((ExitCode.Usage, "SLP3401"), (empty.ExitCode, empty.Faults.Single().Code));
    }

    [Fact]
    public async Task Git_that_fails_is_told_with_its_words()
    {
        await StartAsync("feat: all");
        File.WriteAllText(Root / ".git/index", "not an index");

        var refusal = await Assert.ThrowsAsync<FaultException>(() => Source.ReadAsync(Cancellation));

        Assert.Equal("SLP3402", refusal.Faults.Single().Code);
        Assert.Contains("index", refusal.Faults.Single().Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_is_written_once()
    {
        await StartAsync("feat: all");
        string commit = (await Source.ReadAsync(Cancellation)).Commit;
        await GitAsync("config", "user.email", "ada@example.org");
        await GitAsync("config", "user.name", "Ada");

        Assert.True(await Source.TagAsync("v1.0.0", "shop 1.0.0", commit, Cancellation));
        Assert.False(await Source.TagAsync("v1.0.0", "shop 1.0.0", commit, Cancellation));
        Assert.Equal("tag", await GitAsync("cat-file", "-t", "v1.0.0"));
        Assert.Equal("ada@example.org", await Source.ReadIdentityAsync(Cancellation));
        Assert.Equal(new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), await Source.ReadCommitTimeAsync(Cancellation));
    }

    [Fact]
    public async Task Every_file_of_the_source_is_listed_under_its_very_name_and_no_ignored_one()
    {
        await StartAsync("feat: all");
        string[] names = ["ä 😀.txt", "tab\tand \"quote\" 😀.txt", "line\nfeed\u0001.txt", "folder/back\\slash"];
        Directory.CreateDirectory(Root / "folder");
        foreach (string name in names.Append("ignored.log"))
            await File.WriteAllTextAsync(Path.Combine(Root, name), "x", Cancellation);
        await File.WriteAllTextAsync(Root / ".gitignore", "*.log\n", Cancellation);
        await GitAsync("add", "folder");

        (AbsolutePath top, ImmutableArray<string> files) = await new GitSource(_runner, Root / "folder").ReadFilesAsync(Cancellation);

        Assert.Equal(Root, top);
        Assert.Empty(names.Except(files));
        Assert.DoesNotContain("ignored.log", files);
    }

    [Fact]
    public async Task A_scope_is_what_one_commit_reaches_and_the_other_does_not()
    {
        await StartAsync("feat: all");
        await GitAsync("tag", "v1.0.0");
        await CommitAsync("fix: one");
        string one = await GitAsync("rev-parse", "HEAD");
        await GitAsync("checkout", "-q", "-b", "side");
        await CommitAsync("fix: beside");
        await GitAsync("checkout", "-q", "main");
        await CommitAsync("fix: two");
        await GitAsync("merge", "-q", "--no-ff", "-m", "merge", "side");
        string merged = await GitAsync("rev-parse", "HEAD");
        await GitAsync("tag", "v1.1.0");
        await CommitAsync("fix: later");

        Assert.Equal(["beside", "merge", "two"], await ScopeAsync(one, merged));
        Assert.Equal(["beside", "merge", "one", "two"], await ScopeAsync(null, merged)); // since v1.0.0, whatever is checked out
        Assert.Empty(await ScopeAsync(merged, one)); // the way back brings nothing new
        Assert.All(await Source.ReadScopeAsync(one, merged, Cancellation), commit => Assert.Equal(Fakes.Facts.Noon, commit.Committed));
    }

    [Fact]
    public async Task Without_a_tag_a_scope_begins_with_the_first_commit()
    {
        await StartAsync("feat: all");
        await CommitAsync("fix: one");

        Assert.Equal(["all", "one"], await ScopeAsync(null, "HEAD"));
    }

    // The last words of the subjects, in alphabetical order: commits of one second have no other.
    private async Task<string[]> ScopeAsync(string? from, string to)
    {
        var words = new List<string>();
        foreach (ScopedCommit commit in await Source.ReadScopeAsync(from, to, Cancellation))
            words.Add((await GitAsync("log", "-1", "--format=%s", commit.Id)).Split(' ')[^1]);
        return [.. words.Order(StringComparer.Ordinal)];
    }

    private async Task<VersionDecision> VersionAsync() => VersionDecider.Decide(await Source.ReadVersionFactsAsync(Cancellation));

    private async Task StartAsync(string message)
    {
        Directory.CreateDirectory(Root);
        await GitAsync("init", "-q", "-b", "main");
        await CommitAsync(message);
    }

    private async Task CommitAsync(string message)
    {
        File.WriteAllText(Root / (_number++ == 0 ? "file" : $"file{_number}"), message);
        await GitAsync("add", "-A");
        await GitAsync("commit", "-q", "-m", message);
    }

    private async Task<string> GitAsync(params ImmutableArray<string> arguments)
    {
        CommandResult result = await _runner.RunAsync(new Command { Executable = "git", Arguments = arguments, WorkingDirectory = Root, Environment = Alone }, null, Cancellation);
        return result.ExitCode == 0 ? result.StandardOutput.Trim() : throw new UnreachableException($"git {string.Join(' ', arguments)}: {result.StandardError}");
    }
}
