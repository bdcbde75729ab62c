using System.Collections.Immutable;
using Slipway.Delivery.Sources;
using Slipway.Releases.Metrics;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.Sources;

/// <summary>Sources and scopes on real histories, made by git itself.</summary>
public sealed class GitSourceTests : IDisposable
{
    private readonly GitHistory _history = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _history.Dispose();

    [Fact]
    public async Task The_id_of_a_dirty_tree_is_the_id_it_has_once_committed()
    {
        await _history.StartAsync("feat: all");
        File.WriteAllText(_history.Root / ".gitignore", "ignored\n");
        File.WriteAllText(_history.Root / "ignored", "x");
        Directory.CreateDirectory(_history.Root / "new");
        File.WriteAllText(_history.Root / "new/ä file.txt", "new");
        File.WriteAllText(_history.Root / "file", "changed");
        await _history.GitAsync("add", "file");
        string staged = await _history.GitAsync("diff", "--cached", "--name-only");

        PackageSource dirty = await _history.Source.ReadAsync(Cancellation);
        string stillStaged = await _history.GitAsync("diff", "--cached", "--name-only");
        await _history.GitAsync("add", "-A");
        await _history.GitAsync("commit", "-q", "-m", "all of it");
        PackageSource clean = await _history.Source.ReadAsync(Cancellation);

        Assert.True(dirty.IsDirty);
        Assert.False(clean.IsDirty);
        Assert.Equal(clean.Tree, dirty.Tree);
        Assert.NotEqual(clean.Commit, dirty.Commit);
        Assert.Equal(staged, stillStaged);
    }

    [Fact]
    public async Task A_deleted_file_and_a_changed_mode_make_a_tree_of_their_own()
    {
        await _history.StartAsync("feat: all");
        PackageSource clean = await _history.Source.ReadAsync(Cancellation);
        File.SetUnixFileMode(_history.Root / "file", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        PackageSource executable = await _history.Source.ReadAsync(Cancellation);
        File.Delete(_history.Root / "file");
        PackageSource gone = await _history.Source.ReadAsync(Cancellation);

        Assert.Equal(3, new[] { clean.Tree, executable.Tree, gone.Tree }.Distinct().Count());
        Assert.Equal([false, true, true], new[] { clean.IsDirty, executable.IsDirty, gone.IsDirty });
    }

    [Fact]
    public async Task A_subfolder_of_the_repository_sees_all_of_it()
    {
        await _history.StartAsync("feat: all");
        Directory.CreateDirectory(_history.Root / "sub");
        File.WriteAllText(_history.Root / "file", "changed outside of sub");
        var inSub = new GitSource(_history.Runner, _history.Root / "sub");

        Assert.Equal(await _history.Source.ReadAsync(Cancellation), await inSub.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Without_a_repository_or_a_commit_there_is_no_source()
    {
        Directory.CreateDirectory(_history.Root);
        var none = await Assert.ThrowsAsync<FaultException>(() => _history.Source.ReadAsync(Cancellation));
        await _history.GitAsync("init", "-q", "-b", "main");
        var empty = await Assert.ThrowsAsync<FaultException>(() => _history.Source.ReadVersionFactsAsync(Cancellation));

        Assert.Equal((ExitCode.Usage, "SLP3401"), (none.ExitCode, none.Faults.Single().Code));
        Assert.Equal((ExitCode.Usage, "SLP3401"), (empty.ExitCode, empty.Faults.Single().Code));
    }

    [Fact]
    public async Task Git_that_fails_is_told_with_its_words()
    {
        await _history.StartAsync("feat: all");
        File.WriteAllText(_history.Root / ".git/index", "not an index");

        var refusal = await Assert.ThrowsAsync<FaultException>(() => _history.Source.ReadAsync(Cancellation));

        Assert.Equal("SLP3402", refusal.Faults.Single().Code);
        Assert.Contains("index", refusal.Faults.Single().Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_is_written_once()
    {
        await _history.StartAsync("feat: all");
        string commit = (await _history.Source.ReadAsync(Cancellation)).Commit;
        await _history.GitAsync("config", "user.email", "ada@example.org");
        await _history.GitAsync("config", "user.name", "Ada");

        Assert.Equal(new TagOutcome.Written("v1.0.0"), await _history.Source.TagAsync("1.0.0", "shop 1.0.0", commit, "ben", Cancellation));
        Assert.Equal(new TagOutcome.Existed("v1.0.0", commit), await _history.Source.TagAsync("1.0.0", "shop 1.0.0", commit, "ben", Cancellation));
        Assert.Equal("tag", await _history.GitAsync("cat-file", "-t", "v1.0.0"));
        Assert.Equal("ada@example.org", await _history.Source.ReadIdentityAsync(Cancellation));
        Assert.Equal(new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), await _history.Source.ReadCommitTimeAsync(Cancellation));
    }

    [Fact]
    public async Task Every_file_of_the_source_is_listed_under_its_very_name_and_no_ignored_one()
    {
        await _history.StartAsync("feat: all");
        string[] names = ["ä 😀.txt", "tab\tand \"quote\" 😀.txt", "line\nfeed\u0001.txt", "folder/back\\slash"];
        Directory.CreateDirectory(_history.Root / "folder");
        foreach (string name in names.Append("ignored.log"))
            await File.WriteAllTextAsync(Path.Combine(_history.Root, name), "x", Cancellation);
        await File.WriteAllTextAsync(_history.Root / ".gitignore", "*.log\n", Cancellation);
        await _history.GitAsync("add", "folder");

        (AbsolutePath top, ImmutableArray<string> files) = await new GitSource(_history.Runner, _history.Root / "folder").ReadFilesAsync(Cancellation);

        Assert.Equal(_history.Root, top);
        Assert.Empty(names.Except(files));
        Assert.DoesNotContain("ignored.log", files);
    }

    [Fact]
    public async Task A_scope_is_what_one_commit_reaches_and_the_other_does_not()
    {
        await _history.StartAsync("feat: all");
        await _history.GitAsync("tag", "v1.0.0");
        await _history.CommitAsync("fix: one");
        string one = await _history.GitAsync("rev-parse", "HEAD");
        await _history.GitAsync("checkout", "-q", "-b", "side");
        await _history.CommitAsync("fix: beside");
        await _history.GitAsync("checkout", "-q", "main");
        await _history.CommitAsync("fix: two");
        await _history.GitAsync("merge", "-q", "--no-ff", "-m", "merge", "side");
        string merged = await _history.GitAsync("rev-parse", "HEAD");
        await _history.GitAsync("tag", "v1.1.0");
        await _history.CommitAsync("fix: later");

        Assert.Equal(["beside", "merge", "two"], await ScopeAsync(one, merged));
        Assert.Equal(["beside", "merge", "one", "two"], await ScopeAsync(null, merged)); // since v1.0.0, whatever is checked out
        Assert.Empty(await ScopeAsync(merged, one)); // the way back brings nothing new
        Assert.All(await _history.Source.ReadScopeAsync(one, merged, Cancellation), commit => Assert.Equal(Fakes.Facts.Noon, commit.Committed));
    }

    [Fact]
    public async Task Without_a_tag_a_scope_begins_with_the_first_commit()
    {
        await _history.StartAsync("feat: all");
        await _history.CommitAsync("fix: one");

        Assert.Equal(["all", "one"], await ScopeAsync(null, "HEAD"));
    }

    // The last words of the subjects, in alphabetical order: commits of one second have no other.
    private async Task<string[]> ScopeAsync(string? from, string to)
    {
        var words = new List<string>();
        foreach (ScopedCommit commit in await _history.Source.ReadScopeAsync(from, to, Cancellation))
            words.Add((await _history.GitAsync("log", "-1", "--format=%s", commit.Id)).Split(' ')[^1]);
        return [.. words.Order(StringComparer.Ordinal)];
    }
}
