using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>
/// Something that happened, typed. Its entry holds it as names and texts: they stay as they are for good,
/// because lines that were written are never written again.
/// Every kind has its <c>Write</c> and its <c>Read</c> beside each other, and nobody else knows its names.
/// </summary>
public abstract record Fact
{
    private protected Fact()
    {
    }

    /// <summary>Kind of the entry; one of <see cref="EntryType"/>.</summary>
    public abstract string Type { get; }

    /// <summary>What the entry says, by name.</summary>
    public abstract ImmutableArray<(string Name, string Value)> Write();
}
