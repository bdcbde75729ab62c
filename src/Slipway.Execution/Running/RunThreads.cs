using System.Runtime.ExceptionServices;
using Slipway.Targets.Events;
using Slipway.Targets.Planning;
using Slipway.Targets.Scheduling;

namespace Slipway.Execution.Running;

/// <summary>
/// The threads of a run, never more than targets may run at once. Each takes the next target itself, so that between two of them nobody waits for
/// anybody (a switch of threads costs more than most small targets); a second one begins when a second target may. The thread of the caller is blocked,
/// and hears an interrupt. A target that does not return after one is given up, its thread with it, and another thread takes what is left.
/// </summary>
/// <remarks>
/// Nothing here awaits: what an action awaits is the action's, and a loop that awaits too costs every start the compilation of its continuations, a tenth
/// of all it takes.
/// </remarks>
internal sealed class RunThreads(ExecutionPlan plan, RunRules rules, TargetWork work, RunExit exit, CancellationToken cancellation)
{
    // A child is asked, then told, then killed within this time; what is assured has the rest of the ten seconds that a run may take to end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5.5);

    private static readonly TimeSpan Hearing = TimeSpan.FromSeconds(0.5);

    private readonly object _gate = new(); // of all that follows; a monitor, which can wait
    private readonly Schedule _schedule = new(plan, rules);
    private readonly TargetResult[] _results = new TargetResult[plan.Steps.Length];
    private readonly List<Turn> _turns = [];
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _threads;
    private int _idle;
    private ExceptionDispatchInfo? _broken;

    /// <summary>Runs the plan to its end: how each target ended, in the order of the plan.</summary>
    public TargetResult[] Run()
    {
        if (_schedule.IsDone)
            return _results;
        Wake();
        if (!HasFinished())
            GiveUp();
        _finished.Task.Wait(CancellationToken.None);
        _broken?.Throw();
        return _results;
    }

    private bool HasFinished()
    {
        try
        {
            _finished.Task.Wait(cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            return _finished.Task.IsCompleted;
        }
    }

    // Who does not hear the interrupt is waited for, all of them the same while, and then left.
    private void GiveUp()
    {
        Turn[] turns;
        lock (_gate)
            turns = [.. _turns.Where(turn => turn.Token.CanBeCanceled)];
        if (HaveReturned(turns, Hearing))
            return;
        foreach (Turn turn in turns.Where(turn => !turn.Returned.IsCompleted))
            work.Tell(new BuildEvent.TargetAwaited(turn.Step.Target.Name, Patience));
        if (HaveReturned(turns, Patience))
            return;
        foreach (Turn turn in turns.Where(turn => !turn.Returned.IsCompleted && turn.TryEnd()))
        {
            TargetResult aborted = work.Abort(turn);
            lock (_gate)
            {
                _threads--; // its thread stays with it
                End(turn.Place, aborted);
                Wake();
            }
        }
    }

    private static bool HaveReturned(Turn[] turns, TimeSpan limit) => Task.WaitAll([.. turns.Select(turn => turn.Returned)], limit);

    // Gets somebody for what may start now.
    private void Wake()
    {
        lock (_gate)
        {
            if (_idle > 0)
                Monitor.Pulse(_gate);
            else if (_threads < rules.Parallel)
            {
                _threads++;
                Task.Factory.StartNew(Walk, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
    }

    private void Walk()
    {
        try
        {
            while (Next(out Turn? turn) is { } next)
            {
                TargetResult? result = turn is not null ? work.Run(turn) : work.Rest(plan.Steps[next.Place], (NextTarget.Rests)next);
                if (result is null)
                    return; // given up: another thread goes on
                lock (_gate)
                    End(next.Place, result);
            }
        }
        catch (Exception exception)
        {
            _broken = ExceptionDispatchInfo.Capture(exception); // of ours: nothing a target does comes here
            _finished.TrySetResult();
        }
    }

    // What the thread that asks does next, with its turn where that runs; null when nothing is left.
    private NextTarget? Next(out Turn? turn)
    {
        lock (_gate)
        {
            while (!_schedule.IsDone)
            {
                bool isInterrupted = cancellation.IsCancellationRequested;
                if (_schedule.Take(isInterrupted) is { } next)
                {
                    turn = next is NextTarget.Starts starts ? Begin(starts) : null;
                    if (isInterrupted)
                        exit.Interrupt();
                    if (rules.Parallel > 1 && _schedule.HasMore())
                        Wake();
                    return next;
                }

                _idle++;
                Monitor.Wait(_gate);
                _idle--;
            }
        }

        turn = null;
        return null;
    }

    // Under the gate, where the token was looked at: who cancels it finds either the turn, or a target that does not begin.
    private Turn Begin(NextTarget.Starts starts)
    {
        PlannedTarget step = plan.Steps[starts.Place];
        // What is assured after an interrupt must be able to work: it gets a token that is still alive.
        CancellationToken token = step.Target.IsAssuredAfterFailure && cancellation.IsCancellationRequested ? CancellationToken.None : cancellation;
        Turn turn = work.Begin(step, starts, token);
        _turns.Add(turn);
        return turn;
    }

    // The caller holds the gate.
    private void End(int place, TargetResult result)
    {
        _results[place] = result;
        for (int index = _turns.Count - 1; index >= 0; index--)
        {
            if (_turns[index].Place == place)
                _turns.RemoveAt(index);
        }

        _schedule.End(place, result.Outcome);
        if (!_schedule.IsDone)
            return;
        Monitor.PulseAll(_gate);
        _finished.TrySetResult();
    }
}
