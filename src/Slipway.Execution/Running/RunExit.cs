using Slipway.Vocabulary.Faults;

namespace Slipway.Execution.Running;

/// <summary>What a run exits with: what came first decides, an interrupt or a failure; of several failures the first in the plan, whichever was quicker.</summary>
internal sealed class RunExit
{
    private readonly Lock _gate = new();
    private int _failed = int.MaxValue;
    private bool _isInterrupted;

    /// <summary>The exit code so far.</summary>
    public ExitCode Code { get; private set; } = ExitCode.Succeeded;

    /// <summary>The run was interrupted.</summary>
    public void Interrupt()
    {
        lock (_gate)
        {
            if (Code == ExitCode.Succeeded)
                (Code, _isInterrupted) = (ExitCode.Interrupted, true);
        }
    }

    /// <summary>A target failed.</summary>
    /// <param name="place">Its place in the plan.</param>
    /// <param name="code">What its failure means.</param>
    public void Fail(int place, ExitCode code)
    {
        lock (_gate)
        {
            if (!_isInterrupted && place < _failed)
                (Code, _failed) = (code, place);
        }
    }
}
