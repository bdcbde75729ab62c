using System.Collections.Immutable;
using Slipway.Targets.Declaring;
using Slipway.Targets.Events;
using Slipway.Targets.Planning;
using Slipway.Targets.Scheduling;
using Slipway.Vocabulary.Faults;

namespace Slipway.Execution.Running;

/// <summary>Runs one target on the thread that calls, judges what came of it, and tells.</summary>
internal sealed class TargetWork(Action<BuildEvent> emit, TimeProvider clock, Func<string, string?> summaryOf, RunExit exit)
{
    private readonly Lock _telling = new();

    /// <summary>Hands an event on; one at a time, whichever thread has it.</summary>
    public void Tell(BuildEvent happened)
    {
        lock (_telling)
            emit(happened);
    }

    /// <summary>The turn of a target that starts now.</summary>
    public Turn Begin(PlannedTarget step, NextTarget.Starts starts, CancellationToken token) => new(starts.Place, step, starts.IsBeside, clock.GetTimestamp(), token);

    /// <summary>Runs a target: how it ended, or null when it was given up meanwhile.</summary>
    public TargetResult? Run(Turn turn)
    {
        ExecutionContext? flow = ExecutionContext.Capture(); // what a listener enters for a target ends with it
        (string? skipped, Exception? thrown) = Act(turn);
        turn.Return();
        if (flow is not null)
            ExecutionContext.Restore(flow);
        return turn.TryEnd() ? Told(turn.Step, turn.Place, Judged(turn, skipped, thrown)) : null;
    }

    /// <summary>Tells of a target that does not run.</summary>
    public TargetResult Rest(PlannedTarget step, NextTarget.Rests rests) => Told(step, rests.Place, Result(step, rests.Outcome, reason: rests.Reason));

    /// <summary>Tells of a target that is not waited for any longer.</summary>
    public TargetResult Abort(Turn turn)
    {
        exit.Interrupt();
        return Told(turn.Step, turn.Place, Result(turn.Step, Outcome.Aborted, clock.GetElapsedTime(turn.Began)));
    }

    // Who listens may throw: what a build does after its targets belongs to the target it was told about.
    private TargetResult Told(PlannedTarget step, int place, TargetResult result)
    {
        try
        {
            Tell(new BuildEvent.TargetFinished(result));
            return result;
        }
        catch (Exception thrown)
        {
            TargetResult failed = Failed(step, place, result.Duration, thrown);
            failed = failed with { Faults = result.Faults.AddRange(failed.Faults) };
            return Retold(step, failed);
        }
    }

    private TargetResult Retold(PlannedTarget step, TargetResult failed)
    {
        try
        {
            Tell(new BuildEvent.TargetFinished(failed));
            return failed;
        }
        catch (Exception thrown)
        {
            return failed with { Faults = failed.Faults.Add(ThrownFault.Of(thrown, step.Target)) }; // told twice already; the summary has it
        }
    }

    // Why it does not run, or what was thrown; neither when it succeeded.
    private (string? Skipped, Exception? Thrown) Act(Turn turn)
    {
        TargetDeclaration target = turn.Step.Target;
        try
        {
            turn.Token.ThrowIfCancellationRequested();
            foreach (Condition condition in target.DynamicConditions)
            {
                if (!condition.Holds())
                    return (condition.Text, null);
            }

            if (target.Actions.Length > 0)
                Tell(new BuildEvent.TargetStarted(target.Name, turn.IsBeside));
            foreach (TargetAction action in target.Actions)
            {
                turn.Token.ThrowIfCancellationRequested();
                End(action.Invoke(turn.Token));
            }

            return (null, null);
        }
        catch (Exception exception)
        {
            return (null, exception);
        }
    }

    private static void End(Task work)
    {
        try
        {
            work.GetAwaiter().GetResult();
        }
        catch when (work.Exception is { InnerExceptions.Count: > 1 } several)
        {
            throw several; // awaiting shows the first of them only
        }
    }

    private TargetResult Judged(Turn turn, string? skipped, Exception? thrown)
    {
        TimeSpan duration = clock.GetElapsedTime(turn.Began);
        if (skipped is not null)
            return Result(turn.Step, Outcome.Skipped, reason: skipped);
        if (thrown is null)
            return Result(turn.Step, Outcome.Succeeded, duration, summaryOf(turn.Step.Target.Name));
        if (!turn.Token.IsCancellationRequested)
            return Failed(turn.Step, turn.Place, duration, thrown);
        // Whatever is thrown on the way out of an interrupt, a child's own exit code among it, is the interrupt.
        exit.Interrupt();
        return Result(turn.Step, Outcome.Aborted, duration);
    }

    private TargetResult Failed(PlannedTarget step, int place, TimeSpan duration, Exception exception)
    {
        (ExitCode exitCode, ImmutableArray<Fault> faults) = exception is FaultException known
            ? (known.ExitCode, known.Faults)
            : (ExitCode.Failed, ThrownFault.AllOf(exception, step.Target));
        exit.Fail(place, exitCode);
        return Result(step, Outcome.Failed, duration, summaryOf(step.Target.Name), faults) with { Trace = exception.ToString() };
    }

    private static TargetResult Result(
        PlannedTarget step, Outcome outcome, TimeSpan duration = default, string? reason = null, ImmutableArray<Fault>? faults = null) =>
        new(step.Target.Name, outcome, duration, reason, faults ?? [], step.Target.Actions.Length > 0);
}
