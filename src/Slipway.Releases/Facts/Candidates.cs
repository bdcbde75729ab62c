using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>A sealed package was named the release candidate; the entry is about the package.</summary>
/// <param name="Name"><c>1.4.0-rc.2</c>.</param>
public sealed record CandidateNamed(string Name) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.CandidateNamed;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("name", Name)];

    /// <summary>What an entry says.</summary>
    public static CandidateNamed Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("name"));
}

/// <summary>A newer candidate took the place of the one the entry is about.</summary>
/// <param name="By">The package that took it.</param>
/// <param name="Reason">Why.</param>
public sealed record CandidateSuperseded(string By, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.CandidateSuperseded;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("by", By), ("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static CandidateSuperseded Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("by"), data.Text("reason"));
}
