using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>The files of the package the entry is about are deleted from the store.</summary>
/// <param name="Reason">Why nothing needs them.</param>
public sealed record PackagePruned(string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.PackagePruned;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static PackagePruned Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("reason"));
}
