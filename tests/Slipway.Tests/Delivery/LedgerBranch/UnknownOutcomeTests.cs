using Slipway.Delivery.LedgerBranch;
using Slipway.Fakes;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.LedgerBranch;

/// <summary>The remote takes a push, and the answer never comes.</summary>
public sealed class UnknownOutcomeTests : IDisposable
{
    private readonly TeamRemote _team = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _team.Dispose();

    [Fact]
    public async Task An_entry_that_arrived_is_not_sent_twice()
    {
        Soak.OrSkip("waits for answers that never come");
        int lost = 0;
        BranchLedger ledger = _team.Clone("ada", new InterceptedRunner(async (command, next) =>
        {
            CommandResult result = await next();
            return command.Arguments.Contains("push") && lost++ == 0 ? result with { ExitCode = 128, Output = [new OutputLine(true, "fatal: the remote end hung up unexpectedly")] } : result;
        }));

        var written = await ledger.AppendAsync([Facts.Draft("a"), Facts.Draft("b")], Cancellation);
        await ledger.AppendAsync([Facts.Draft("c")], Cancellation);

        Assert.Equal(["a", "b"], written.Select(entry => entry.Type));
        Assert.Equal(["a", "b", "c"], (await _team.Clone("bob").ReadAsync(Cancellation)).Select(entry => entry.Type));
    }

    [Fact]
    public async Task An_entry_that_arrived_and_was_continued_by_others_is_not_sent_twice()
    {
        Soak.OrSkip("waits for answers that never come");
        bool isLost = false;
        BranchLedger ledger = _team.Clone("ada", new InterceptedRunner(async (command, next) =>
        {
            CommandResult result = await next();
            if (!command.Arguments.Contains("push") || isLost)
                return result;
            isLost = true;
            await _team.Clone("bob").AppendAsync([Facts.Draft("bob")], Cancellation);
            return result with { ExitCode = 128 };
        }));

        var written = await ledger.TryAppendAsync([Facts.Draft("ada")], Slipway.Releases.Ledger.LedgerChain.Genesis, Cancellation);

        Assert.Equal(1, Assert.Single(written!.Value).Seq);
        Assert.Equal(["ada", "bob"], (await ledger.ReadAsync(Cancellation)).Select(entry => entry.Type));
    }

    [Fact]
    public async Task A_remote_that_takes_the_push_and_then_sleeps_is_looked_at_again()
    {
        Soak.OrSkip("waits for answers that never come");
        _team.Hook("post-receive", "sleep 20 >/dev/null 2>&1 </dev/null");
        var ledger = new BranchLedger(_team.OptionsOf("ada") with { NetworkDeadline = TimeSpan.FromSeconds(2) }, new Slipway.Processes.ProcessRunner(), TimeProvider.System);

        await ledger.AppendAsync([Facts.Draft("a")], Cancellation);

        Assert.Equal(["a"], (await _team.Clone("bob").ReadAsync(Cancellation)).Select(entry => entry.Type));
    }

    [Fact]
    public async Task When_nobody_can_be_asked_any_more_the_outcome_is_said_to_be_unknown()
    {
        Soak.OrSkip("waits for answers that never come");
        BranchLedger ledger = _team.Clone("ada", new InterceptedRunner(async (command, next) =>
        {
            CommandResult result = await next();
            if (!command.Arguments.Contains("push"))
                return result;
            Directory.Move(_team.Bare, _team.Bare + ".away");
            return result with { ExitCode = 128 };
        }));

        var unknown = await Assert.ThrowsAsync<FaultException>(() => ledger.AppendAsync([Facts.Draft("a")], Cancellation));
        Directory.Move(_team.Bare + ".away", _team.Bare);

        Assert.Equal((ExitCode.Failed, "SLP3607"), (unknown.ExitCode, unknown.Faults[0].Code));
        Assert.Equal(["a"], (await _team.Clone("ada").ReadAsync(Cancellation)).Select(entry => entry.Type));
    }
}
