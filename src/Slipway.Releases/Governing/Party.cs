using System.Collections.Immutable;

namespace Slipway.Releases.Governing;

/// <summary>Whoever acts, and what the policy knows of them.</summary>
/// <param name="Address">Mail address of the git identity, or the account's name; anybody can give any.</param>
/// <param name="Person">Short name in the policy: by the key at hand where keys count, by the address otherwise; null for somebody it does not
/// know.</param>
/// <param name="Looked">Keys that were looked at and belong to nobody, for the fault that says so.</param>
public sealed record Party(string Address, string? Person, ImmutableArray<string> Looked);
