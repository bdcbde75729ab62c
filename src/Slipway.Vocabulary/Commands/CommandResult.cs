using System.Collections.Immutable;

using Slipway.Vocabulary.Faults;

namespace Slipway.Vocabulary.Commands;

/// <summary>How a process ended, with the end of what it printed.</summary>
/// <param name="ExitCode">The process's own exit code; 128 + n where signal n ended it.</param>
/// <param name="Output">The lines printed, masked, oldest first; bounded by the runner (1 MB, or 64 MB where the command keeps all).</param>
/// <param name="Duration">Wall time from start to exit.</param>
public sealed record CommandResult(int ExitCode, ImmutableArray<OutputLine> Output, TimeSpan Duration)
{
    /// <summary>False where more was printed than is kept: the first lines are gone.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>Standard output as one text, lines joined with a line feed.</summary>
    /// <exception cref="FaultException">More was printed than is kept; a part of it is not what was asked for (exit 1).</exception>
    public string StandardOutput => IsComplete
        ? string.Join('\n', Output.Where(line => !line.IsError).Select(line => line.Text))
        : throw TooMuch("a command");

    /// <summary>The fault of output that is longer than what is kept.</summary>
    public static FaultException TooMuch(string command) => new(Faults.ExitCode.Failed, new Fault(
        "SLP5006", $"more was printed than is kept in memory, and a part of it would be taken for all: {command}", command, "let the command write to a file and read that"));

    /// <summary>Standard error as one text, lines joined with a line feed.</summary>
    public string StandardError => string.Join('\n', Output.Where(line => line.IsError).Select(line => line.Text));
}
