using System.Collections.Immutable;
using System.Text;
using Slipway.Delivery.Sources;
using Slipway.Releases.Packages;
using Slipway.Releases.Versions;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.Sources;

/// <summary>Histories as they are found, made by git itself: odd characters, clocks, encodings and machines.</summary>
public sealed class GitShapesTests : IDisposable
{
    private const string Forged = "x\u001e1111111111111111111111111111111111111111\u001f\u001fBen\u001fben@example.org\u001f2026-01-01T00:00:00Z\u001ffeat!: forged\u001fbody";

    private readonly GitHistory _history = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _history.Dispose();

    [Fact]
    public async Task No_name_and_no_message_can_forge_a_field_or_a_commit()
    {
        await TaggedAsync();
        await _history.GitAsync("commit", "-q", "--allow-empty", "--author", "Ada\u001fnobody@nowhere.org\u001f0\u001ffix: mine <ada@example.org>", "-m", $"fix: {Forged}", "-m", Forged);

        SourceChange change = await _history.Source.ReadChangeAsync("v1.0.0", "HEAD", Cancellation);

        Assert.Equal(["ada@example.org"], change.Authors);
        Assert.Equal(($"fix: {Forged}", Forged), (Assert.Single(change.Commits).Subject, change.Commits[0].Body));
        Assert.Equal("1.0.1", await VersionAsync());
    }

    [Theory]
    [InlineData("1700000000 +1500", 1700000000)]
    [InlineData("1700000000 +518000", 1700000000)]
    [InlineData("1700000000 -1500", 1700000000)]
    public async Task A_commit_of_a_time_zone_that_there_is_none_of_is_read(string date, long seconds)
    {
        await TaggedAsync();
        string tree = await _history.GitAsync("rev-parse", "HEAD^{tree}");
        File.WriteAllText(_history.Folder / "commit", $"tree {tree}\nparent {await _history.GitAsync("rev-parse", "HEAD")}\nauthor Ada <ada@example.org> {date}\ncommitter Ada <ada@example.org> {date}\n\nfix: odd clock\n");
        await _history.GitAsync("reset", "-q", "--soft", await _history.GitAsync("hash-object", "-t", "commit", "-w", "--literally", _history.Folder / "commit"));

        Assert.Equal(seconds, await _history.Source.ReadCommitTimeAsync(Cancellation));
        Assert.Equal("1.0.1", await VersionAsync());
    }

    [Theory]
    [InlineData("fix: a thing\nBREAKING CHANGE: it is gone\n", "fix: a thing", "2.0.0")]
    [InlineData("fix: a thing\n\nBREAKING CHANGE:\n\nthe old one is gone\n", "fix: a thing", "2.0.0")]
    [InlineData("fix: a thing\n\nBREAKING CHANGE: \n  the old one is gone\n", "fix: a thing", "2.0.0")]
    [InlineData("squashed\n* feat!: gone\n", "squashed", "2.0.0")]
    [InlineData("\uFEFFfeat: saved by an editor\r\n\r\ntext\r\n", "feat: saved by an editor", "1.1.0")]
    [InlineData("feat: a title that\nwas wrapped\n", "feat: a title that was wrapped", "1.1.0")]
    [InlineData("\n\n", "", "1.0.1")]
    public async Task A_message_is_read_as_it_is(string message, string subject, string version)
    {
        await TaggedAsync();
        File.WriteAllText(_history.Folder / "message", message);
        await _history.GitAsync("commit", "-q", "--allow-empty", "--allow-empty-message", "-F", _history.Folder / "message");

        Assert.Equal(subject, Assert.Single((await _history.Source.ReadVersionFactsAsync(Cancellation)).Commits).Subject);
        Assert.Equal(version, await VersionAsync());
    }

    [Theory]
    [InlineData("i18n.logOutputEncoding", "feat: größere Körbe")]
    [InlineData("i18n.commitEncoding", "feat: größere Körbe")]
    public async Task No_encoding_of_the_machine_garbles_a_message(string setting, string subject)
    {
        await TaggedAsync();
        await _history.GitAsync("config", setting, "ISO-8859-1");
        File.WriteAllBytes(_history.Folder / "message", (setting == "i18n.commitEncoding" ? Encoding.Latin1 : Encoding.UTF8).GetBytes(subject));
        await _history.GitAsync("commit", "-q", "--allow-empty", "-F", _history.Folder / "message");

        Assert.Equal(subject, Assert.Single(await _history.Source.ReadNoteCommitsAsync("v1.0.0", "HEAD", Cancellation)).Subject);
    }

    [Fact]
    public async Task What_a_hook_has_set_leads_to_no_other_repository()
    {
        await TaggedAsync();
        await _history.GitAsync("init", "-q", "--bare", _history.Folder / "other.git");
        var led = new LedRunner(("GIT_DIR", _history.Folder / "other.git"), ("GIT_WORK_TREE", _history.Folder), ("GIT_INDEX_FILE", "/nowhere"), ("GIT_OBJECT_DIRECTORY", "/nowhere"), ("GIT_LITERAL_PATHSPECS", "1"));
        File.WriteAllText(_history.Root / "new", "1");

        PackageSource source = await new GitSource(led, _history.Root).ReadAsync(Cancellation);

        Assert.Equal(await _history.Source.ReadAsync(Cancellation), source);
        Assert.True(source.IsDirty);
    }

    [Fact]
    public async Task What_git_add_refuses_does_not_hinder_the_tree_of_uncommitted_changes()
    {
        await _history.StartAsync("feat: all");
        File.WriteAllText(_history.Root / ".gitattributes", "* text=auto eol=lf\n");
        await _history.GitAsync("add", "-A");
        await _history.GitAsync("commit", "-q", "-m", "lines");
        await _history.GitAsync("config", "core.safecrlf", "true");
        File.WriteAllText(_history.Root / "new.txt", "a\r\n");
        PackageSource alone = await _history.Source.ReadAsync(Cancellation);
        foreach (string name in new[] { "nested", "ä [x] nested" })
            await _history.GitAsync("init", "-q", _history.Root / name);

        PackageSource source = await _history.Source.ReadAsync(Cancellation);

        Assert.True(source.IsDirty);
        Assert.Equal(alone.Tree, source.Tree);
        Assert.Equal("new.txt", await _history.GitAsync("diff", "--name-only", "HEAD", source.Tree));
    }

    [Fact]
    public async Task A_repository_of_sha256_tells_all_of_its_changes()
    {
        Directory.CreateDirectory(_history.Root);
        await _history.GitAsync("init", "-q", "-b", "main", "--object-format=sha256");
        await _history.CommitAsync("feat: all");

        SourceChange change = await _history.Source.ReadChangeAsync(null, await _history.GitAsync("rev-parse", "HEAD"), Cancellation);

        Assert.Equal(["file"], change.Files);
        Assert.Equal(64, change.Commits[0].Id.Length);
    }

    [Fact]
    public async Task A_tag_of_a_tag_of_a_tag_names_its_commit()
    {
        await _history.StartAsync("feat: all");
        await _history.GitAsync("tag", "-a", "-m", "1", "v1.0.0-rc.1");
        await _history.GitAsync("tag", "-a", "-m", "2", "v1.0.0-rc.2", "v1.0.0-rc.1");
        await _history.GitAsync("tag", "-a", "-m", "3", "v1.0.0", "v1.0.0-rc.2");

        Assert.Equal("1.0.0", await VersionAsync());
    }

    [Fact]
    public async Task However_many_files_there_are_each_keeps_its_name()
    {
        await _history.StartAsync("feat: all");
        string folder = _history.Root / new string('d', 120);
        Directory.CreateDirectory(folder);
        ImmutableArray<string> names = [.. Enumerable.Range(0, 1200).Select(number => $"{Path.GetFileName(folder)}/file_number_{number}")];
        foreach (string name in names)
            File.WriteAllText(_history.Root / name, "1\n");
        await _history.CommitAsync("feat: many");

        SourceChange change = await _history.Source.ReadChangeAsync("HEAD~1", "HEAD", Cancellation);

        Assert.Equal(names.Append("file2").Order(StringComparer.Ordinal), change.Files.Order(StringComparer.Ordinal));
        Assert.Equal(1201, change.Lines);
    }

    [Fact]
    public async Task A_repository_of_somebody_else_is_called_that()
    {
        await _history.StartAsync("feat: all");
        var elsewhere = new GitSource(new LedRunner(("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"), ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_CONFIG_COUNT", null)), _history.Root);

        Fault fault = (await Assert.ThrowsAsync<FaultException>(() => elsewhere.ReadAsync(Cancellation))).Faults.Single();

        Assert.Equal(("SLP3403", $"git config --global --add safe.directory {_history.Root}"), (fault.Code, fault.Mend));
        Assert.Contains("dubious ownership", fault.Cause, StringComparison.Ordinal);
    }

    private async Task TaggedAsync()
    {
        await _history.StartAsync("chore: start");
        await _history.GitAsync("tag", "v1.0.0");
    }

    private async Task<string> VersionAsync() => VersionDecider.Decide(await _history.Source.ReadVersionFactsAsync(Cancellation)).Version;
}
