using System.Collections;
using System.Collections.Immutable;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tooling;

/// <summary>The lines a command printed. Who never reads them never minds how many there were; who does gets all of them or a fault.</summary>
internal sealed class WholeOutput(CommandResult result, string command) : IReadOnlyCollection<Output>
{
    private ImmutableArray<OutputLine> Lines => result.IsComplete ? result.Output : throw CommandResult.TooMuch(command);

    public int Count => Lines.Length;

    public IEnumerator<Output> GetEnumerator() => Lines.Select(Output.Of).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
