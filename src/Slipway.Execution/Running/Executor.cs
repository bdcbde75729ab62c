using System.Collections.Immutable;
using Slipway.Targets.Declaring;
using Slipway.Targets.Events;
using Slipway.Targets.Planning;
using Slipway.Vocabulary.Faults;

namespace Slipway.Execution.Running;

/// <summary>
/// Runs a plan, one target after the other, and tells what happens. The targets have a thread of their own, on which all of them run, so that between
/// two of them nobody waits for anybody (a switch of threads costs more than most small targets); the thread of the caller is blocked, and hears an
/// interrupt. A target that does not return after one is given up, its thread with it, and the rest of the plan is walked on another.
/// </summary>
/// <remarks>
/// Nothing here awaits: what an action awaits is the action's, and a loop that awaits too costs every start the compilation of its continuations, a tenth
/// of all it takes.
/// </remarks>
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
    private volatile Turn? _turn;

    /// <summary>Runs every target of the plan whose turn comes; never throws for what a target does.</summary>
    public BuildResult Run(ExecutionPlan plan, CancellationToken cancellation)
    {
        emit(new BuildEvent.Started(plan));
        int place = 0;
        while (place < plan.Steps.Length)
            place = WalkApart(plan, place, cancellation);
        var finished = new BuildResult([.. plan.Steps.Select(step => _results[step.Target.Name])], _exitCode);
        emit(new BuildEvent.Finished(finished));
        return finished;
    }

    // Where it goes on: behind the last target, or behind the one that was given up.
    private int WalkApart(ExecutionPlan plan, int first, CancellationToken cancellation)
    {
        void Begin() => Walk(plan, first, cancellation);
        Task walk = Task.Factory.StartNew(Begin, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!HasEnded(walk, cancellation) && _turn is { Token.CanBeCanceled: true } turn && !turn.HasReturned(Hearing))
        {
            long began = clock.GetTimestamp();
            PlannedTarget step = plan.Steps[turn.Place];
            emit(new BuildEvent.TargetAwaited(step.Target.Name, Patience));
            if (!turn.HasReturned(Patience) && turn.TryEnd())
            {
                Stop(ExitCode.Interrupted);
                _results[step.Target.Name] = Told(step, Result(step, Outcome.Aborted, Hearing + clock.GetElapsedTime(began)));
                return turn.Place + 1;
            }
        }

        walk.GetAwaiter().GetResult();
        return plan.Steps.Length;
    }

    private static bool HasEnded(Task walk, CancellationToken cancellation)
    {
        try
        {
            walk.Wait(cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            return walk.IsCompleted;
        }
    }

    private void Walk(ExecutionPlan plan, int first, CancellationToken cancellation)
    {
        for (int place = first; place < plan.Steps.Length; place++)
        {
            PlannedTarget step = plan.Steps[place];
            TargetResult? result = Settled(step, cancellation) ?? Run(step, place, cancellation);
            if (result is null)
                return; // given up: another thread walks on
            _results[result.Target] = Told(step, result);
        }
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

    // Null when it was given up meanwhile.
    private TargetResult? Run(PlannedTarget step, int place, CancellationToken cancellation)
    {
        ExecutionContext? flow = ExecutionContext.Capture(); // what a listener enters for a target ends with it
        // What is assured after an interrupt must be able to work: it gets a token that is still alive.
        CancellationToken token = step.Target.IsAssuredAfterFailure && cancellation.IsCancellationRequested ? CancellationToken.None : cancellation;
        long started = clock.GetTimestamp();
        var turn = new Turn(place, token);
        _turn = turn; // before the token is looked at: who cancels it finds either the turn, or a target that does not begin
        (string? skipped, Exception? thrown) = Act(step, token);
        turn.Return();
        if (flow is not null)
            ExecutionContext.Restore(flow);
        return turn.TryEnd() ? Judged(step, skipped, thrown, clock.GetElapsedTime(started), token) : null;
    }

    // Why it does not run, or what was thrown; neither when it succeeded.
    private (string? Skipped, Exception? Thrown) Act(PlannedTarget step, CancellationToken token)
    {
        try
        {
            token.ThrowIfCancellationRequested();
            foreach (Condition condition in step.Target.DynamicConditions)
            {
                if (!condition.Holds())
                    return (condition.Text, null);
            }

            if (step.Target.Actions.Length > 0)
                emit(new BuildEvent.TargetStarted(step.Target.Name));
            foreach (TargetAction action in step.Target.Actions)
            {
                token.ThrowIfCancellationRequested();
                End(action.Invoke(token));
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

    private TargetResult Judged(PlannedTarget step, string? skipped, Exception? thrown, TimeSpan duration, CancellationToken token)
    {
        if (skipped is not null)
            return Result(step, Outcome.Skipped, reason: skipped);
        if (thrown is null)
            return Result(step, Outcome.Succeeded, duration, summaryOf(step.Target.Name));
        if (!token.IsCancellationRequested)
            return Failed(step, duration, thrown);
        // Whatever is thrown on the way out of an interrupt, a child's own exit code among it, is the interrupt.
        Stop(ExitCode.Interrupted);
        return Result(step, Outcome.Aborted, duration);
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
