using Slipway.Vocabulary.Commands;

namespace Slipway.Tooling;

/// <summary>A process on its way; its output is complete once it has been waited for.</summary>
public sealed class StartedProcess : IDisposable
{
    private readonly Command _command;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<CommandResult> _run;

    internal StartedProcess(Command command, Func<CancellationToken, Task<CommandResult>> run)
    {
        _command = command;
        _run = run(_stop.Token);
    }

    /// <summary>The program as it was named.</summary>
    public string FileName => _command.Executable;

    /// <summary>The whole command as one line to read, masked.</summary>
    public string CommandLine => CommandRun.Shown(_command);

    /// <summary>True once it ended.</summary>
    public bool HasExited => _run.IsCompleted;

    /// <summary>Waits, then tells the exit code.</summary>
    public int ExitCode => Result.ExitCode;

    /// <summary>Waits, then tells the lines printed, all of them.</summary>
    /// <exception cref="Vocabulary.Faults.FaultException">More was printed than is kept (64 MB).</exception>
    public IReadOnlyCollection<Output> Output => CommandRun.Whole(_command, Result);

    private CommandResult Result => CommandRun.Placed(() => _run.GetAwaiter().GetResult());

    /// <summary>Waits for the end; false when it was killed.</summary>
    public bool WaitForExit()
    {
        try
        {
            _ = Result;
            return true;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Ends the process with everything it started.</summary>
    public void Kill() => _stop.Cancel();

    /// <summary>Waits for its end and fails the target unless it ended well.</summary>
    public StartedProcess AssertWaitForExit()
    {
        _ = Result;
        return this;
    }

    /// <summary>Waits for the end.</summary>
    /// <exception cref="Vocabulary.Faults.FaultException">The exit code is not zero.</exception>
    public StartedProcess AssertZeroExitCode()
    {
        CommandRun.Checked(_command, Result);
        return this;
    }

    /// <summary>Ends it with all it started, if it still runs.</summary>
    public void Dispose() => _stop.Dispose();
}
