namespace Slipway.Targets.Scheduling;

/// <summary>How a plan is run.</summary>
/// <param name="Parallel">How many targets run at once, at most. One: in the order of the plan, one after the other.</param>
/// <param name="ContinueOnError">What still starts after a failure.</param>
public sealed record RunRules(int Parallel = 1, ContinueOnError ContinueOnError = ContinueOnError.Never);
