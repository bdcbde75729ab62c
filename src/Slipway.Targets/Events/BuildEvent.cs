using System.Collections.Immutable;
using Slipway.Targets.Planning;
using Slipway.Vocabulary.Faults;

namespace Slipway.Targets.Events;

/// <summary>Something that happened in a run; a one-way channel from the executor to whoever shows or keeps it.</summary>
public abstract record BuildEvent
{
    private BuildEvent()
    {
    }

    /// <summary>A run begins.</summary>
    public sealed record Started(ExecutionPlan Plan) : BuildEvent;

    /// <summary>A target begins.</summary>
    /// <param name="Target">Its name.</param>
    /// <param name="IsBeside">True where another runs meanwhile, or may start before this one ends.</param>
    public sealed record TargetStarted(string Target, bool IsBeside = false) : BuildEvent;

    /// <summary>The run was interrupted and waits for a target that has not ended, so long at most.</summary>
    public sealed record TargetAwaited(string Target, TimeSpan Longest) : BuildEvent;

    /// <summary>A target ended, or will not run.</summary>
    public sealed record TargetFinished(TargetResult Result) : BuildEvent;

    /// <summary>A run ended.</summary>
    public sealed record Finished(BuildResult Result) : BuildEvent;
}

/// <summary>How one target of a run ended.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Duration">Wall time of its actions.</param>
/// <param name="Reason">Why it was skipped, or what it reported in one line; null when there is nothing to say.</param>
/// <param name="Faults">What went wrong, empty unless it failed.</param>
/// <param name="HasActions">False for a target that only gathers others.</param>
public sealed record TargetResult(string Target, Outcome Outcome, TimeSpan Duration, string? Reason, ImmutableArray<Fault> Faults, bool HasActions)
{
    /// <summary>What was thrown with its stack and all inner exceptions, for who debugs; null where nothing was.</summary>
    public string? Trace { get; init; }
}

/// <summary>How a run ended.</summary>
/// <param name="Targets">Every target of the plan, in the order of the plan.</param>
/// <param name="ExitCode">What the program exits with.</param>
public sealed record BuildResult(ImmutableArray<TargetResult> Targets, ExitCode ExitCode)
{
    /// <summary>Wall time of a run in which targets may run at once; null where they ran one after the other.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>How long the run took.</summary>
    public TimeSpan Duration => Elapsed ?? Targets.Aggregate(TimeSpan.Zero, (sum, target) => sum + target.Duration);

    /// <summary>True when the run ended as it should.</summary>
    public bool IsSucceeding => ExitCode == ExitCode.Succeeded;
}
