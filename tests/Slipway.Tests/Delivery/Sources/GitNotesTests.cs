using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Slipway.Delivery.Sources;
using Slipway.Processes;
using Slipway.Releases.Notes;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.Sources;

/// <summary>Release notes on real histories: what git itself writes for reverts, picks, merges and squashes.</summary>
public sealed class GitNotesTests : IDisposable
{
    private readonly Fakes.TempFolder _folder = new();
    private readonly ProcessRunner _runner = new();

    private AbsolutePath Root => _folder.Path / "main";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Reverts_picks_merges_and_squashes_of_git_are_understood()
    {
        await GitAsync("init", "-q", "-b", "main");
        await CommitAsync("a", "feat: the beginning");
        await GitAsync("tag", "v1.0.0");
        await CommitAsync("b", "feat: regretted");
        await GitAsync("revert", "--no-edit", "HEAD");
        await CommitAsync("c", "feat: doubted");
        await GitAsync("revert", "--no-edit", "HEAD");
        await GitAsync("revert", "--no-edit", "HEAD");
        // The same fix on a branch and, picked, on main; then the branch is merged.
        await GitAsync("checkout", "-q", "-b", "hotfix", "v1.0.0");
        await CommitAsync("d", "fix: round prices");
        await GitAsync("checkout", "-q", "main");
        await GitAsync("cherry-pick", "hotfix");
        await GitAsync("merge", "-q", "--no-ff", "-m", "Merge pull request #12 from shop/hotfix", "hotfix");
        await CommitAsync("e", "feat: gift cards (#13)\n\n* feat: cards\n* feat!: stamps are gone\n\nCo-authored-by: Ben <ben@example.org>");
        await GitAsync("revert", "--no-edit", "v1.0.0");

        ReleaseNotes notes = ReleaseNotes.Of(new NotesFacts { Application = "shop", Version = "2.0.0", Commits = await new GitSource(_runner, Root).ReadNoteCommitsAsync("refs/tags/v1.0.0", "HEAD", Cancellation) });

        Assert.Equal(
            ["Breaking gift cards #13 1 stamps are gone", "Features doubted # 1 ", "Fixes round prices # 2 ", "Reverts Revert \"feat: the beginning\" # 1 "],
            notes.Entries.Select(entry => $"{entry.Section} {entry.Text} #{string.Concat(entry.PullRequests)} {entry.Commits.Length} {entry.Migration}"));
    }

    [Fact]
    public async Task Five_thousand_commits_are_all_told_once()
    {
        await GitAsync("init", "-q", "-b", "main");
        var stream = new StringBuilder();
        for (int number = 1; number <= 5000; number++)
        {
            string message = $"{(number % 3 == 0 ? "fix" : "feat")}: change {number.ToString(CultureInfo.InvariantCulture)} (#{number})";
            stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/main\ncommitter Ada <ada@example.org> {1_700_000_000 + number} +0000\ndata {message.Length}\n{message}\nM 100644 inline file{number % 50}\ndata {message.Length}\n{message}\n");
        }

        await FeedAsync(stream.ToString(), "fast-import", "--quiet");

        ReleaseNotes notes = ReleaseNotes.Of(new NotesFacts { Application = "shop", Version = "1.0.0", Commits = await new GitSource(_runner, Root).ReadNoteCommitsAsync(null, "main", Cancellation) });

        Assert.Equal((5000, 1666, "change 5000"), (notes.Entries.Length, notes.Entries.Count(entry => entry.Section == NoteSection.Fixes), notes.Entries[0].Text));
    }

    private async Task CommitAsync(string file, string message)
    {
        await File.WriteAllTextAsync(Root / file, message, Cancellation);
        await GitAsync("add", "-A");
        await GitAsync("commit", "-q", "-m", message);
    }

    private Task GitAsync(params string[] arguments) => FeedAsync("", arguments);

    private async Task FeedAsync(string input, params string[] arguments)
    {
        Directory.CreateDirectory(Root);
        var environment = new Dictionary<string, string?>
        {
            ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_SYSTEM"] = "/dev/null", ["GIT_AUTHOR_NAME"] = "Ada", ["GIT_AUTHOR_EMAIL"] = "ada@example.org", ["GIT_COMMITTER_NAME"] = "Ada", ["GIT_COMMITTER_EMAIL"] = "ada@example.org",
        };
        CommandResult result = await _runner.RunAsync(new Command { Executable = "git", Arguments = [.. arguments], WorkingDirectory = Root, Environment = environment.ToImmutableSortedDictionary(), Input = Encoding.UTF8.GetBytes(input) }, null, Cancellation);
        if (result.ExitCode != 0)
            throw new UnreachableException($"git {string.Join(' ', arguments)}: {result.StandardError}");
    }
}
