using System.Collections.Immutable;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Gates;

/// <summary>A gate's answer as its entry says it.</summary>
public static class GateRecord
{
    /// <summary>An answer as members of a ledger entry.</summary>
    public static ImmutableArray<(string Name, string Value)> Of(GateResult gate) =>
    [
        ("gate", gate.Gate), ("verdict", gate.Verdict.ToString().ToLowerInvariant()), ("reason", gate.Reason), ("inputs", Inputs(gate)),
        .. gate.ValidUntil is null ? ImmutableArray<(string, string)>.Empty : [("validUntil", Until(gate.ValidUntil))],
    ];

    internal static string Inputs(GateResult gate) => gate.Inputs.IsDefaultOrEmpty ? "" : string.Join(' ', gate.Inputs);

    internal static string Until(DateTimeOffset? until) => UtcText.Exact(until);
}
