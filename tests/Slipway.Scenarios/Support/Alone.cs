namespace Slipway.Scenarios.Support;

/// <summary>Scenarios that measure time, and so run when no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
