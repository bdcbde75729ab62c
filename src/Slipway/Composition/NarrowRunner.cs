using System.Collections.Immutable;
using Slipway.Vocabulary.Commands;

namespace Slipway.Composition;

/// <summary>A runner whose commands see the variables that are named, those that every program needs, and those they are given themselves.</summary>
internal sealed class NarrowRunner(ICommandRunner runner, ImmutableArray<string> named) : ICommandRunner
{
    public Task<CommandResult> RunAsync(Command command, Action<OutputLine>? line, CancellationToken cancellation)
    {
        var environment = DeclaredEnvironment.Read().Keys.Where(name => !named.Contains(name) && !DeclaredEnvironment.IsNeeded(name))
            .ToImmutableSortedDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        return runner.RunAsync(command with { Environment = environment.SetItems(command.Environment) }, line, cancellation);
    }
}
