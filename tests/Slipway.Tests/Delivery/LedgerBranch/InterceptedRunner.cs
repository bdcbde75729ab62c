using Slipway.Processes;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tests.Delivery.LedgerBranch;

/// <summary>Runs commands for real and lets a test put something before, after or instead of one.</summary>
internal sealed class InterceptedRunner(Func<Command, Func<Task<CommandResult>>, Task<CommandResult>> around) : ICommandRunner
{
    private readonly ProcessRunner _runner = new();

    public Task<CommandResult> RunAsync(Command command, Action<OutputLine>? line, CancellationToken cancellation) => around(command, () => _runner.RunAsync(command, line, cancellation));
}
