using System.Collections.Immutable;

namespace Slipway.Targets.Planning;

/// <summary>What is asked of the planner.</summary>
public sealed record PlanRequest
{
    /// <summary>Indices of the targets asked for.</summary>
    public required ImmutableArray<int> Invoked { get; init; }

    /// <summary>Indices of targets to skip; invoked ones run all the same.</summary>
    public ImmutableArray<int> Skipped { get; init; } = [];

    /// <summary>Skip everything that was not invoked by name.</summary>
    public bool SkipsAllOthers { get; init; }
}
