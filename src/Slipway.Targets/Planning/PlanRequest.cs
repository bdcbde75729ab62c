using Slipway.Targets.Graph;

namespace Slipway.Targets.Planning;

/// <summary>What is asked of the planner.</summary>
public sealed record PlanRequest
{
    /// <summary>Indices of the targets asked for.</summary>
    public required IndexList Invoked { get; init; }

    /// <summary>Indices of targets to skip; invoked ones run all the same.</summary>
    public IndexList Skipped { get; init; } = [];

    /// <summary>Skip everything that was not invoked by name.</summary>
    public bool SkipsAllOthers { get; init; }
}
