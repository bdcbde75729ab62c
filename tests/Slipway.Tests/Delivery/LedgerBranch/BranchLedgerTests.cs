using Slipway.Delivery.LedgerBranch;
using Slipway.Fakes;
using Slipway.Processes;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.LedgerBranch;

public sealed class BranchLedgerTests : IDisposable
{
    private readonly TeamRemote _team = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _team.Dispose();

    [Fact]
    public async Task A_commit_is_an_entry_that_anyone_can_check_without_us()
    {
        await _team.Clone("ada").AppendAsync([Facts.Draft("deploy.started", "staging", 'a'), Facts.Draft("smoke.passed", "staging", 'a')], Cancellation);

        string[] log = TeamRemote.Git(_team.Bare, "log", "--format=%an <%ae>|%cn <%ce>|%s", TeamRemote.Branch).Split('\n');
        string file = TeamRemote.Git(_team.Bare, "show", $"{TeamRemote.Branch}:entry.json");

        Assert.Equal(["slipway <slipway@localhost>|slipway <slipway@localhost>|2 smoke.passed staging 1.0.0", "slipway <slipway@localhost>|slipway <slipway@localhost>|1 deploy.started staging 1.0.0"], log);
        Assert.Equal("entry.json", TeamRemote.Git(_team.Bare, "ls-tree", "--name-only", TeamRemote.Branch));
        Assert.Equal(2, LedgerLine.Read(System.Text.Encoding.UTF8.GetBytes(file + "\n"), out _)!.Seq);
    }

    [Fact]
    public async Task What_one_clone_appends_the_other_continues()
    {
        await _team.Clone("ada").AppendAsync([Facts.Draft("a"), Facts.Draft("b")], Cancellation);
        await _team.Clone("bob").AppendAsync([Facts.Draft("c")], Cancellation);

        Assert.Equal(["a", "b", "c"], (await _team.Clone("ada").ReadAsync(Cancellation)).Select(entry => entry.Type));
        Assert.Equal("3", TeamRemote.Git(_team.Bare, "rev-list", "--count", TeamRemote.Branch));
    }

    [Fact]
    public async Task A_remote_that_does_not_answer_is_said_when_looking_and_refuses_an_append()
    {
        await _team.Clone("ada").AppendAsync([Facts.Draft("a")], Cancellation);
        Directory.Move(_team.Bare, _team.Bare + ".away");

        LedgerTail seen = await _team.Clone("ada").ReadAfterAsync(null, Cancellation);
        var decide = await Assert.ThrowsAsync<FaultException>(() => _team.Clone("ada").ReadAsync(Cancellation));
        var append = await Assert.ThrowsAsync<FaultException>(() => _team.Clone("ada").AppendAsync([Facts.Draft("b")], Cancellation));
        Directory.Move(_team.Bare + ".away", _team.Bare);

        Assert.Equal(("a", "SLP3605"), (Assert.Single(seen.Entries).Type, seen.Stale!.Reason.Code));
        Assert.InRange(seen.Stale.AsOf, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
        Assert.Equal((ExitCode.Failed, "SLP3605", ExitCode.Failed, "SLP3605"), (decide.ExitCode, decide.Faults[0].Code, append.ExitCode, append.Faults[0].Code));
        Assert.Single(await _team.Clone("ada").ReadAsync(Cancellation));
    }

    [Theory]
    [InlineData("rewound", "SLP3601")]
    [InlineData("rewritten", "SLP3602")]
    [InlineData("deleted", "SLP3603")]
    [InlineData("rewritten and the lines lost", "SLP3602")]
    public async Task A_branch_that_does_not_continue_what_was_verified_is_refused_with_both_heads(string how, string code)
    {
        await _team.Clone("ada").AppendAsync([Facts.Draft("a"), Facts.Draft("b")], Cancellation);
        string verified = _team.Tip!;
        switch (how)
        {
            case "rewound":
                TeamRemote.Git(_team.Bare, "update-ref", TeamRemote.Branch, verified + "^");
                break;
            case "deleted":
                TeamRemote.Git(_team.Bare, "update-ref", "-d", TeamRemote.Branch);
                break;
            default:
                TeamRemote.Git(_team.Bare, "update-ref", TeamRemote.Branch, verified + "^");
                await _team.Clone("eve").AppendAsync([Facts.Draft("other")], Cancellation);
                break;
        }

        if (how.EndsWith("lost", StringComparison.Ordinal))
            File.Delete(_team.StateOf("ada") / "ledger-branch" / "release-ledger.jsonl");
        string? left = _team.Tip;

        var read = await Assert.ThrowsAsync<FaultException>(() => _team.Clone("ada").ReadAsync(Cancellation));
        var append = await Assert.ThrowsAsync<FaultException>(() => _team.Clone("ada").AppendAsync([Facts.Draft("c")], Cancellation));

        Assert.Equal((ExitCode.Damaged, code, ExitCode.Damaged, code), (read.ExitCode, read.Faults[0].Code, append.ExitCode, append.Faults[0].Code));
        Assert.Contains(verified[..12], read.Faults[0].Cause, StringComparison.Ordinal);
        Assert.Contains(left?[..12] ?? "no branch", read.Faults[0].Cause, StringComparison.Ordinal);
        Assert.Contains(verified, read.Faults[0].Mend, StringComparison.Ordinal);
        Assert.Equal(left, _team.Tip);
    }

    [Theory]
    [InlineData("another file")]
    [InlineData("an entry of another place")]
    [InlineData("a merge")]
    [InlineData("no line")]
    public async Task What_somebody_else_pushed_is_no_entry(string what)
    {
        await _team.Clone("ada").AppendAsync([Facts.Draft("a")], Cancellation);
        string tip = _team.Tip!;
        string blob = what == "an entry of another place" ? TeamRemote.Git(_team.Bare, "rev-parse", $"{tip}:entry.json") : Blob("{}\n{}\n");
        string tree = Tree(blob, what == "another file" ? "other.json" : "entry.json");
        string[] parents = what == "a merge" ? ["-p", tip, "-p", TeamRemote.Git(_team.Bare, "commit-tree", tree, "-m", "side")] : ["-p", tip];
        TeamRemote.Git(_team.Bare, "update-ref", TeamRemote.Branch, TeamRemote.Git(_team.Bare, ["commit-tree", tree, .. parents, "-m", "2 x"]));

        var refused = await Assert.ThrowsAsync<FaultException>(() => _team.Clone("ada").ReadAsync(Cancellation));
        var anew = await Assert.ThrowsAsync<FaultException>(() => _team.Clone("bob").ReadAsync(Cancellation));

        Assert.Equal(ExitCode.Damaged, refused.ExitCode);
        Assert.Equal(what switch { "an entry of another place" => "SLP3001", "a merge" => "SLP3602", _ => "SLP3604" }, refused.Faults[0].Code);
        Assert.Equal(what switch { "an entry of another place" => "SLP3001", _ => "SLP3604" }, anew.Faults[0].Code);
    }

    [Fact]
    public async Task Lines_that_were_lost_are_read_from_the_branch_again()
    {
        await _team.Clone("ada").AppendAsync([Facts.Draft("a"), Facts.Draft("b"), Facts.Draft("c")], Cancellation);
        File.Delete(_team.StateOf("ada") / "ledger-branch" / "release-ledger.jsonl");
        Assert.Equal(3, (await _team.Clone("ada").ReadAsync(Cancellation)).Length);

        Directory.Delete(_team.StateOf("ada") / "ledger.git", recursive: true);
        await _team.Clone("ada").AppendAsync([Facts.Draft("d")], Cancellation);
        Assert.Equal(["a", "b", "c", "d"], (await _team.Clone("bob").ReadAsync(Cancellation)).Select(entry => entry.Type));
    }

    [Fact]
    public async Task Locks_a_killed_git_left_behind_are_removed()
    {
        await _team.Clone("ada").AppendAsync([Facts.Draft("a")], Cancellation);
        foreach (string name in new[] { "refs/slipway/made.lock", "refs/slipway/fetched.lock", "HEAD.lock", "packed-refs.lock", "config.lock" })
        {
            File.WriteAllText(_team.StateOf("ada") / "ledger.git" / name, "");
            File.SetLastWriteTimeUtc(_team.StateOf("ada") / "ledger.git" / name, DateTime.UtcNow.AddSeconds(-1));
        }

        await _team.Clone("bob").AppendAsync([Facts.Draft("b")], Cancellation);
        await _team.Clone("ada").AppendAsync([Facts.Draft("c")], Cancellation);

        Assert.Equal(["a", "b", "c"], (await _team.Clone("bob").ReadAsync(Cancellation)).Select(entry => entry.Type));
    }

    [Fact]
    public async Task A_remote_that_refuses_says_why_and_nothing_is_appended()
    {
        _team.Hook("pre-receive", "echo protected branch; exit 1");

        var refused = await Assert.ThrowsAsync<FaultException>(() => _team.Clone("ada").AppendAsync([Facts.Draft("a")], Cancellation));

        Assert.Equal((ExitCode.Failed, "SLP3606"), (refused.ExitCode, refused.Faults[0].Code));
        Assert.Contains("protected branch", refused.Faults[0].Cause, StringComparison.Ordinal);
        Assert.Null(_team.Tip);
    }

    [Fact]
    public async Task Who_is_never_first_gives_up_in_time()
    {
        int pushes = 0;
        var racing = new InterceptedRunner(async (command, next) =>
        {
            if (command.Arguments.Contains("push"))
                await _team.Clone("bob").AppendAsync([Facts.Draft($"bob{++pushes}")], Cancellation);
            return await next();
        });
        var ledger = new BranchLedger(_team.OptionsOf("ada") with { AppendDeadline = TimeSpan.FromMilliseconds(1) }, racing, TimeProvider.System);

        var crowded = await Assert.ThrowsAsync<FaultException>(() => ledger.AppendAsync([Facts.Draft("ada")], Cancellation));

        Assert.Equal((ExitCode.Held, "SLP3611"), (crowded.ExitCode, crowded.Faults[0].Code));
        Assert.DoesNotContain("ada", (await _team.Clone("bob").ReadAsync(Cancellation)).Select(entry => entry.Type));
    }

    [Fact]
    public async Task A_branch_that_is_made_between_two_questions_is_found()
    {
        bool isMade = false;
        BranchLedger ledger = _team.Clone("ada", new InterceptedRunner(async (command, next) =>
        {
            if (command.Arguments.Contains("ls-remote") && !isMade)
            {
                isMade = true;
                await _team.Clone("bob").AppendAsync([Facts.Draft("bob")], Cancellation);
            }

            return await next();
        }));

        await ledger.AppendAsync([Facts.Draft("ada")], Cancellation);

        Assert.Equal(["bob", "ada"], (await ledger.ReadAsync(Cancellation)).Select(entry => entry.Type));
    }

    [Fact]
    public async Task A_git_that_fails_is_told_with_its_command()
    {
        BranchLedger ledger = _team.Clone("ada", new InterceptedRunner(async (command, next) => command.Arguments.Contains("fast-import") ? (await next()) with { ExitCode = 128 } : await next()));

        var failed = await Assert.ThrowsAsync<FaultException>(() => ledger.AppendAsync([Facts.Draft("a")], Cancellation));

        Assert.Equal((ExitCode.Failed, "SLP3608"), (failed.ExitCode, failed.Faults[0].Code));
        Assert.Contains("fast-import", failed.Faults[0].Place, StringComparison.Ordinal);
        Assert.Null(_team.Tip);
    }

    private string Blob(string text)
    {
        string file = Path.Combine(_team.Folder, "blob");
        File.WriteAllText(file, text);
        return TeamRemote.Git(_team.Bare, "hash-object", "-w", file);
    }

    private string Tree(string blob, string name)
    {
        var tree = new Command { Executable = "git", Arguments = ["mktree"], WorkingDirectory = _team.Bare, Input = System.Text.Encoding.ASCII.GetBytes($"100644 blob {blob}\t{name}\n") };
        return new ProcessRunner().RunAsync(tree, null, Cancellation).GetAwaiter().GetResult().StandardOutput.Trim();
    }
}
