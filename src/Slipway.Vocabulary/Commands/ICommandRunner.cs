namespace Slipway.Vocabulary.Commands;

/// <summary>Runs commands as processes.</summary>
public interface ICommandRunner
{
    /// <summary>
    /// Runs a command to its end and returns how it ended; a non-zero exit is a result, not an exception.
    /// Each line is handed to <paramref name="line"/> as it arrives, one call at a time.
    /// Cancelling interrupts the whole process tree, then kills it, and throws <see cref="OperationCanceledException"/> with the caller's token.
    /// </summary>
    /// <exception cref="Faults.FaultException">The program cannot be started, or its time is over.</exception>
    Task<CommandResult> RunAsync(Command command, Action<OutputLine>? line, CancellationToken cancellation);
}
