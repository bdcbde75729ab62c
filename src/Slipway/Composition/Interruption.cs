using System.Runtime.InteropServices;
using Slipway.Vocabulary.Faults;

namespace Slipway.Composition;

/// <summary>Ctrl-C and SIGTERM: the first asks the run to end within ten seconds, the second ends it at once.</summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(9);

    private static readonly TimeSpan Hearing = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private Timer? _end;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Ask(context, Vocabulary.Faults.ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Ask(context, Vocabulary.Faults.ExitCode.Terminated));
    }

    public CancellationToken Token => _source.Token;

    /// <summary>What to exit with when the run was interrupted; null when it was not.</summary>
    public ExitCode? ExitCode { get; private set; }

    /// <summary>What a run that did not succeed exits with. Ctrl-C reaches a child and us at once, and the child may be quicker to fail than we to hear: so it is asked twice.</summary>
    public ExitCode ExitCodeOr(ExitCode failure)
    {
        if (ExitCode is null)
            Thread.Sleep(Hearing);
        return ExitCode ?? failure;
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _end?.Dispose();
        _source.Dispose();
    }

    private void Ask(PosixSignalContext context, ExitCode exitCode)
    {
        context.Cancel = true;
        if (ExitCode is not null)
            Environment.Exit((int)ExitCode);
        ExitCode = exitCode;
        _end = new Timer(_ => Environment.Exit((int)exitCode), null, Patience, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }
}
