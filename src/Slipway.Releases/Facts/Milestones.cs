using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>A milestone of the calendar was reached, or a dependency met.</summary>
/// <param name="What"><c>1.4.0/code-freeze</c>.</param>
/// <param name="Reason">How it is known.</param>
public sealed record PlanReached(string What, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.PlanReached;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("what", What), ("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static PlanReached Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("what"), data.Text("reason"));
}
