namespace Slipway.Targets.Declaring;

/// <summary>One piece of work of a target.</summary>
/// <param name="Place">File and line of the call that added it.</param>
/// <param name="Invoke">Does the work.</param>
/// <param name="Describe">The argv and effects the work would have, for <c>--dry-run</c>; null for a C# action, which a dry run names but never looks into.</param>
public sealed record TargetAction(string Place, Func<CancellationToken, Task> Invoke, Func<CancellationToken, Task<IReadOnlyList<string>>>? Describe = null);
