using Slipway.Vocabulary.Commands;

namespace Slipway.Tests.Processes;

public sealed class CancellationTests
{
    [Theory]
    [InlineData("sleep", "60")]
    [InlineData("trap-interrupt", "60")]
    [InlineData("spawn", "plain", "60")]
    [InlineData("spawn", "setsid", "60")]
    [InlineData("spawn", "orphan", "60")]
    public async Task Cancelling_leaves_nothing_of_the_tree_behind(params string[] verb)
    {
        string mark = Guid.NewGuid().ToString("N");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Command command = Dummy.Told(verb);
        command = command with { Environment = command.Environment.Add("TEST_MARK", mark) };

        var stopped = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Dummy.RunAsync(command, line => cancel.CancelAfter(300), cancel.Token));

        Assert.Equal(cancel.Token, stopped.CancellationToken);
        Assert.Empty(Dummy.Carrying(mark));
    }

    [Fact]
    public async Task A_cancelled_token_starts_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Dummy.RunAsync(new Command { Executable = "no-such-tool" }, cancellation: new CancellationToken(canceled: true)));
    }
}
