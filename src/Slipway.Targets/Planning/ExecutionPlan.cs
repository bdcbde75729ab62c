using System.Collections.Immutable;
using Slipway.Targets.Declaring;
using Slipway.Targets.Graph;

namespace Slipway.Targets.Planning;

/// <summary>The targets of one run in the order they run.</summary>
/// <param name="Steps">Every scheduled target, also the ones that will be skipped.</param>
public sealed record ExecutionPlan(ImmutableArray<PlannedTarget> Steps);

/// <summary>One target's place in a plan.</summary>
public sealed record PlannedTarget
{
    /// <summary>Which.</summary>
    public required TargetDeclaration Target { get; init; }

    /// <summary>Named on the command line, or the default.</summary>
    public required bool IsInvoked { get; init; }

    /// <summary>Why it will not run, or null.</summary>
    public string? SkipReason { get; init; }

    /// <summary>Where triggers alone brought it here: the targets of which one must succeed for it to run. Empty otherwise.</summary>
    public ImmutableArray<string> TriggeredOnlyBy { get; init; } = [];

    /// <summary>Places in the plan, from 0, of all that must have ended before it starts: what it depends on, what triggers it, what comes first.</summary>
    public IndexList After { get; init; } = IndexList.Empty;

    /// <summary>Those of them that it depends on: where one fails, it does not run.</summary>
    public IndexList Needs { get; init; } = IndexList.Empty;

    /// <summary>Names of what only one running target may hold at a time.</summary>
    public ImmutableArray<string> Holds { get; init; } = [];
}
