using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>A barred package was let in again; the entry is about the package and the environment.</summary>
/// <param name="Reason">Why.</param>
public sealed record ReleaseUnblocked(string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.ReleaseUnblocked;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static ReleaseUnblocked Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("reason"));
}
