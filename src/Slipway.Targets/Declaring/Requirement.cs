namespace Slipway.Targets.Declaring;

/// <summary>Something a target cannot run without; a missing one stops the build before the first target.</summary>
/// <param name="Text">The requirement as written in the build.</param>
/// <param name="Parameter">Name of the required parameter, or null where the requirement is an assertion.</param>
/// <param name="IsMet">Asks.</param>
public sealed record Requirement(string Text, string? Parameter, Func<bool> IsMet);
