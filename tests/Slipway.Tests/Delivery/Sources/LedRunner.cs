using System.Collections.Immutable;
using Slipway.Processes;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tests.Delivery.Sources;

/// <summary>Runs commands with variables around them, as a hook or a server would; what a command itself says of a variable counts.</summary>
internal sealed class LedRunner(params ImmutableArray<(string Name, string? Value)> variables) : ICommandRunner
{
    private readonly ProcessRunner _runner = new();

    public Task<CommandResult> RunAsync(Command command, Action<OutputLine>? line, CancellationToken cancellation)
    {
        ImmutableSortedDictionary<string, string?> around = variables.ToImmutableSortedDictionary(variable => variable.Name, variable => variable.Value);
        return _runner.RunAsync(command with { Environment = around.SetItems(command.Environment) }, line, cancellation);
    }
}
