using Slipway.Targets.Events;
using Slipway.Targets.Planning;
using Slipway.Targets.Scheduling;

namespace Slipway.Execution.Running;

/// <summary>Runs a plan and tells what happens.</summary>
/// <param name="emit">Gets every event, one at a time; those of one target in order, and on its thread but for the end of one that was given up.</param>
/// <param name="clock">Measures durations.</param>
/// <param name="summaryOf">What a target reported about itself in one line, asked when it ended; null for nothing.</param>
public sealed class Executor(Action<BuildEvent> emit, TimeProvider clock, Func<string, string?> summaryOf)
{
    /// <summary>How many targets run at once, and what follows a failure. Default: one after the other, and nothing.</summary>
    public RunRules Rules { get; init; } = new();

    /// <summary>Runs every target of the plan whose turn comes; never throws for what a target does.</summary>
    public BuildResult Run(ExecutionPlan plan, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var exit = new RunExit();
        var work = new TargetWork(emit, clock, summaryOf, exit);
        work.Tell(new BuildEvent.Started(plan));
        long began = clock.GetTimestamp();
        TargetResult[] results = new RunThreads(plan, Rules, work, exit, cancellation).Run();
        var finished = new BuildResult([.. results], exit.Code) { Elapsed = Rules.Parallel > 1 ? clock.GetElapsedTime(began) : null };
        work.Tell(new BuildEvent.Finished(finished));
        return finished;
    }
}
