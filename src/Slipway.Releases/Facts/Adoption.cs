using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>A policy was signed into force, or toward it.</summary>
/// <param name="Policy">The policy as canonical JSON.</param>
public sealed record PolicySigned(string Policy) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.PolicySigned;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("policy", Policy)];

    /// <summary>What an entry says.</summary>
    public static PolicySigned Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("policy"));
}
