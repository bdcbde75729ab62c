using Slipway.Targets.Events;

namespace Slipway.Targets.Scheduling;

/// <summary>What comes next in a run.</summary>
/// <param name="Place">The target's place in the plan, from 0.</param>
public abstract record NextTarget(int Place)
{
    /// <summary>It starts now.</summary>
    /// <param name="Place">The target's place in the plan, from 0.</param>
    /// <param name="IsBeside">True where another runs meanwhile, or may start before this one ends.</param>
    public sealed record Starts(int Place, bool IsBeside) : NextTarget(Place);

    /// <summary>It does not run.</summary>
    /// <param name="Place">The target's place in the plan, from 0.</param>
    /// <param name="Outcome"><see cref="Outcome.Skipped"/> or <see cref="Outcome.NotRun"/>.</param>
    /// <param name="Reason">Why it is skipped; null where the run ended before its turn.</param>
    public sealed record Rests(int Place, Outcome Outcome, string? Reason) : NextTarget(Place);
}
