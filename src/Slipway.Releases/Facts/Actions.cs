using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>A team promised itself something.</summary>
/// <param name="Id"><c>A-1</c>, counted in the order of the ledger.</param>
/// <param name="Title">What.</param>
/// <param name="Owner">Who looks after it.</param>
/// <param name="Due">The last day it is in time; null for what cannot be read.</param>
public sealed record ActionOpened(string Id, string Title, string Owner, DateOnly? Due) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.ActionOpened;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() =>
        [("id", Id), ("title", Title), ("owner", Owner), ("due", Due is { } day ? FactText.Of(day) : "")];

    /// <summary>What an entry says.</summary>
    public static ActionOpened Read(ImmutableSortedDictionary<string, string> data) =>
        new(data.Text("id"), data.Text("title"), data.Text("owner"), data.Day("due"));
}

/// <summary>A promised action is done.</summary>
/// <param name="Id">Which.</param>
/// <param name="Reason">What was done.</param>
public sealed record ActionClosed(string Id, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.ActionClosed;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("id", Id), ("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static ActionClosed Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("id"), data.Text("reason"));
}
