using Slipway.Releases.Ledger;

namespace Slipway.Running;

/// <summary>What is on record of the very source at hand.</summary>
/// <param name="Tree">Digest of the source; empty where there is no git.</param>
/// <param name="Tests">What its tests showed, where they need not run again.</param>
/// <param name="Package">The package it was sealed into, where it need not be sealed again.</param>
internal sealed record KnownSource(string Tree, Entry? Tests, string? Package)
{
    /// <summary>Nothing is.</summary>
    public static KnownSource Nothing { get; } = new("", null, null);
}
