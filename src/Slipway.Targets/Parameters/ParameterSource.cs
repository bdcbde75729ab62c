using System.Collections.Immutable;

namespace Slipway.Targets.Parameters;

/// <summary>Values of one origin, by the key of the parameter's name.</summary>
/// <param name="Origin">Where they come from, as shown by <c>--help</c>: <c>command line</c>, <c>environment</c>, a file.</param>
/// <param name="Values">Texts by key (<see cref="Graph.TargetName.Key"/>); a switch given without a value is an empty list.</param>
public sealed record ParameterSource(string Origin, IReadOnlyDictionary<string, GivenValue> Values)
{
    /// <summary>The folder that relative paths are meant from; null where none is, and they are refused.</summary>
    public string? Folder { get; init; }
}

/// <summary>A value as given, before conversion.</summary>
/// <param name="Texts">The words; empty for a bare switch.</param>
/// <param name="Place">Where exactly: the option, the variable, or file with line and column.</param>
/// <param name="IsWhole">True when a list arrives as one text that is still to be split.</param>
public sealed record GivenValue(ImmutableArray<string> Texts, string Place, bool IsWhole = false);

/// <summary>A value after choosing its origin and converting it.</summary>
/// <param name="Value">The converted value.</param>
/// <param name="Origin">Where it came from.</param>
public sealed record ResolvedValue(object Value, string Origin);
