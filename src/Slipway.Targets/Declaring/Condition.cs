namespace Slipway.Targets.Declaring;

/// <summary>Something that must be true for a target to run; a target with a false condition is skipped, not failed.</summary>
/// <param name="Text">The condition as written in the build, shown as the reason of a skip.</param>
/// <param name="Holds">Asks.</param>
public sealed record Condition(string Text, Func<bool> Holds);
