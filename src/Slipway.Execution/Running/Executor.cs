using System.Collections.Immutable;
using Slipway.Targets.Declaring;
using Slipway.Targets.Events;
using Slipway.Targets.Planning;
using Slipway.Vocabulary.Faults;

namespace Slipway.Execution.Running;

/// <summary>
/// Runs a plan, one target after the other, and tells what happens. It blocks its thread, as the program around it would: what an action awaits is the action's,
/// and a loop that awaits too costs every start the compilation of its continuations, a tenth of all it takes.
/// </summary>
/// <param name="emit">Gets every event, in order.</param>
/// <param name="clock">Measures durations.</param>
/// <param name="summaryOf">What a target reported about itself in one line, asked when it ended; null for nothing.</param>
public sealed class Executor(Action<BuildEvent> emit, TimeProvider clock, Func<string, string?> summaryOf)
{
    // A child is asked, then told, then killed within this time; what is assured has the rest of the ten seconds that a run may take to end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5.5);

    private static readonly TimeSpan Hearing = TimeSpan.FromSeconds(0.5);

    private readonly Dictionary<string, TargetResult> _results = new(StringComparer.Ordinal);
    private ExitCode _exitCode = ExitCode.Succeeded;
    private bool _isStopped;
    private ActionThread? _thread;

    /// <summary>Runs every target of the plan whose turn comes; never throws for what a target does.</summary>
    public BuildResult Run(ExecutionPlan plan, CancellationToken cancellation)
    {
        emit(new BuildEvent.Started(plan));
        foreach (PlannedTarget step in plan.Steps)
        {
            TargetResult result = Settled(step, cancellation) ?? Run(step, cancellation);
            _results[result.Target] = Told(step, result);
        }

        _thread?.Dispose();
        var finished = new BuildResult([.. plan.Steps.Select(step => _results[step.Target.Name])], _exitCode);
        emit(new BuildEvent.Finished(finished));
        return finished;
    }

    // Who listens may throw: what a build does after its targets belongs to the target it was told about.
    private TargetResult Told(PlannedTarget step, TargetResult result)
    {
        try
        {
            emit(new BuildEvent.TargetFinished(result));
            return result;
        }
        catch (Exception thrown)
        {
            TargetResult failed = Failed(step, result.Duration, thrown);
            failed = failed with { Faults = result.Faults.AddRange(failed.Faults) };
            return Retold(step, failed);
        }
    }

    private TargetResult Retold(PlannedTarget step, TargetResult failed)
    {
        try
        {
            emit(new BuildEvent.TargetFinished(failed));
            return failed;
        }
        catch (Exception thrown)
        {
            return failed with { Faults = failed.Faults.Add(ThrownFault.Of(thrown, step.Target)) }; // told twice already; the summary has it
        }
    }

    // The result of a target that does not run, or null when it is its turn.
    private TargetResult? Settled(PlannedTarget step, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            Stop(ExitCode.Interrupted);
        if (step.SkipReason is not null)
            return Result(step, Outcome.Skipped, reason: step.SkipReason);
        if (_isStopped)
            return step.Target.IsAssuredAfterFailure ? null : Result(step, Outcome.NotRun);
        if (step.TriggeredOnlyBy.Length > 0 && !step.TriggeredOnlyBy.Any(HasRun))
            return Result(step, Outcome.Skipped, reason: $"{string.Join(", ", step.TriggeredOnlyBy)} did not run");
        return null;
    }

    // One that failed and lets the run go on has run: what reports on it is triggered.
    private bool HasRun(string target) => _results.TryGetValue(target, out TargetResult? result) && result.Outcome is Outcome.Succeeded or Outcome.Failed;

    private TargetResult Run(PlannedTarget step, CancellationToken cancellation)
    {
        ExecutionContext? flow = ExecutionContext.Capture(); // what a listener enters for a target ends with it
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
                Invoke(step.Target.Name, action, token);
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
        finally
        {
            if (flow is not null)
                ExecutionContext.Restore(flow);
        }
    }

    // An action may block, and then hears no token: after an interrupt it is waited for only so long.
    private void Invoke(string target, TargetAction action, CancellationToken token)
    {
        Task work = (_thread ??= new ActionThread()).Begin(() => action.Invoke(token));
        if (!HasEnded(work, token) && Task.WaitAny([work], Hearing) < 0)
        {
            emit(new BuildEvent.TargetAwaited(target, Patience));
            if (Task.WaitAny([work], Patience) < 0)
            {
                _thread.Dispose();
                _thread = null;
                throw new OperationCanceledException(token);
            }
        }

        if (work.Exception is { InnerExceptions.Count: > 1 } several)
            throw several; // awaiting shows the first of them only
        work.GetAwaiter().GetResult();
    }

    private static bool HasEnded(Task work, CancellationToken token)
    {
        try
        {
            Task.WaitAny([work], token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return work.IsCompleted;
        }
    }

    private TargetResult Failed(PlannedTarget step, TimeSpan duration, Exception exception)
    {
        (ExitCode exitCode, ImmutableArray<Fault> faults) = exception is FaultException known
            ? (known.ExitCode, known.Faults)
            : (ExitCode.Failed, ThrownFault.AllOf(exception, step.Target));
        if (step.Target.ProceedsAfterFailure)
            _exitCode = _exitCode == ExitCode.Succeeded ? exitCode : _exitCode;
        else
            Stop(exitCode);
        return Result(step, Outcome.Failed, duration, summaryOf(step.Target.Name), faults) with { Trace = exception.ToString() };
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
