using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>The release was closed that the entry is about.</summary>
/// <param name="Reason">What more there is to say; often empty.</param>
public sealed record ReleaseClosed(string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.ReleaseClosed;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static ReleaseClosed Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("reason"));
}
