using System.Collections.Immutable;

namespace Slipway.Vocabulary.Commands;

/// <summary>How a process ended, with the end of what it printed.</summary>
/// <param name="ExitCode">The process's own exit code; 128 + n where signal n ended it.</param>
/// <param name="Output">The last lines printed, masked, oldest first; bounded by the runner (1 MB).</param>
/// <param name="Duration">Wall time from start to exit.</param>
public sealed record CommandResult(int ExitCode, ImmutableArray<OutputLine> Output, TimeSpan Duration)
{
    /// <summary>Standard output as one text, lines joined with a line feed.</summary>
    public string StandardOutput => string.Join('\n', Output.Where(line => !line.IsError).Select(line => line.Text));

    /// <summary>Standard error as one text, lines joined with a line feed.</summary>
    public string StandardError => string.Join('\n', Output.Where(line => line.IsError).Select(line => line.Text));
}
