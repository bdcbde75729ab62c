using System.Collections.Immutable;
using Slipway.Targets.Declaring;
using Slipway.Targets.Events;
using Slipway.Targets.Planning;
using Slipway.Vocabulary.Faults;

namespace Slipway.Execution.Running;

/// <summary>Runs a plan, one target after the other, and tells what happens.</summary>
/// <param name="emit">Gets every event, in order.</param>
/// <param name="clock">Measures durations.</param>
/// <param name="summaryOf">What a target reported about itself in one line, asked when it ended; null for nothing.</param>
public sealed class Executor(Action<BuildEvent> emit, TimeProvider clock, Func<string, string?> summaryOf)
{
    private readonly Dictionary<string, TargetResult> _results = new(StringComparer.Ordinal);
    private ExitCode _exitCode = ExitCode.Succeeded;
    private bool _isStopped;

    /// <summary>Runs every target of the plan whose turn comes; never throws for what a target does.</summary>
    public async Task<BuildResult> RunAsync(ExecutionPlan plan, CancellationToken cancellation)
    {
        emit(new BuildEvent.Started(plan));
        foreach (PlannedTarget step in plan.Steps)
        {
            TargetResult result = Settled(step, cancellation) ?? await RunAsync(step, cancellation).ConfigureAwait(false);
            _results[result.Target] = result;
            emit(new BuildEvent.TargetFinished(result));
        }

        var finished = new BuildResult([.. plan.Steps.Select(step => _results[step.Target.Name])], _exitCode);
        emit(new BuildEvent.Finished(finished));
        return finished;
    }

    // The result of a target that does not run, or null when it is its turn.
    private TargetResult? Settled(PlannedTarget step, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            Stop(ExitCode.Interrupted);
        if (step.SkipReason is not null)
            return Result(step, Outcome.Skipped, reason: step.SkipReason);
        if (_isStopped && !step.Target.IsAssuredAfterFailure)
            return Result(step, Outcome.NotRun);
        if (step.TriggeredOnlyBy.Length > 0 && !step.TriggeredOnlyBy.Any(HasSucceeded))
            return Result(step, Outcome.Skipped, reason: $"{string.Join(", ", step.TriggeredOnlyBy)} did not run");
        return null;
    }

    private bool HasSucceeded(string target) => _results.TryGetValue(target, out TargetResult? result) && result.Outcome == Outcome.Succeeded;

    private async Task<TargetResult> RunAsync(PlannedTarget step, CancellationToken cancellation)
    {
        // What is assured after an interrupt must be able to work: it gets a token that is still alive.
        CancellationToken token = step.Target.IsAssuredAfterFailure && cancellation.IsCancellationRequested ? CancellationToken.None : cancellation;
        long started = clock.GetTimestamp();
        try
        {
            foreach (Condition condition in step.Target.DynamicConditions)
            {
                if (!condition.Holds())
                    return Result(step, Outcome.Skipped, reason: condition.Text);
            }

            if (step.Target.Actions.Length > 0)
                emit(new BuildEvent.TargetStarted(step.Target.Name));
            foreach (TargetAction action in step.Target.Actions)
            {
                token.ThrowIfCancellationRequested();
                await action.Invoke(token).ConfigureAwait(false);
            }

            return Result(step, Outcome.Succeeded, clock.GetElapsedTime(started), summaryOf(step.Target.Name));
        }
        catch (Exception) when (token.IsCancellationRequested)
        {
            // Whatever is thrown on the way out of an interrupt, a child's own exit code among it, is the interrupt.
            Stop(ExitCode.Interrupted);
            return Result(step, Outcome.Aborted, clock.GetElapsedTime(started));
        }
        catch (Exception exception)
        {
            return Failed(step, clock.GetElapsedTime(started), exception);
        }
    }

    private TargetResult Failed(PlannedTarget step, TimeSpan duration, Exception exception)
    {
        (ExitCode exitCode, ImmutableArray<Fault> faults) = exception is FaultException known
            ? (known.ExitCode, known.Faults)
            : (ExitCode.Failed, [ThrownFault.Of(exception, step.Target)]);
        if (step.Target.ProceedsAfterFailure)
            _exitCode = _exitCode == ExitCode.Succeeded ? exitCode : _exitCode;
        else
            Stop(exitCode);
        return Result(step, Outcome.Failed, duration, summaryOf(step.Target.Name), faults);
    }

    // The first reason to stop decides the exit code.
    private void Stop(ExitCode exitCode)
    {
        if (!_isStopped)
            _exitCode = _exitCode == ExitCode.Succeeded ? exitCode : _exitCode;
        _isStopped = true;
    }

    private static TargetResult Result(PlannedTarget step, Outcome outcome, TimeSpan duration = default, string? reason = null, ImmutableArray<Fault>? faults = null) =>
        new(step.Target.Name, outcome, duration, reason, faults ?? [], step.Target.Actions.Length > 0);
}
