using System.Collections.Immutable;
using Slipway.Targets.Parameters;

namespace Slipway.Targets.CommandLine;

/// <summary>What a command line asks for.</summary>
public sealed record Invocation
{
    /// <summary>Targets asked for, as typed; empty asks for the default.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>Targets to skip, as typed; null skips none, an empty list skips all that were not asked for.</summary>
    public ImmutableArray<string>? Skip { get; init; }

    /// <summary>Values for the build's parameters.</summary>
    public required ParameterSource Parameters { get; init; }

    /// <summary>Values for the engine's own options, by key.</summary>
    public required IReadOnlyDictionary<string, string[]> Options { get; init; }

    /// <summary>True when an option was given, in whatever spelling.</summary>
    public bool Has(string option) => Options.ContainsKey(Graph.TargetName.Key(option));

    /// <summary>The last value of an engine option, or null.</summary>
    public string? ValueOf(string option) => Options.TryGetValue(Graph.TargetName.Key(option), out string[]? values) && values.Length > 0 ? values[^1] : null;
}
