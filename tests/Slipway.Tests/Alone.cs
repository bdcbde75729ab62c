namespace Slipway.Tests;

/// <summary>Tests that measure the whole process, and so run when no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
