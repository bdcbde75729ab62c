using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Releases.Facts;

/// <summary>Something went wrong where users are.</summary>
/// <param name="Id"><c>INC-1</c>, counted in the order of the ledger.</param>
/// <param name="Title">What, in a few words.</param>
/// <param name="Severity">How bad it is; what cannot be read is critical.</param>
/// <param name="Since">When users began to feel it; null for what cannot be read.</param>
/// <param name="Reason">What more there is to say; often empty.</param>
public sealed record IncidentOpened(string Id, string Title, Severity Severity, DateTimeOffset? Since, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.IncidentOpened;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() =>
    [
        ("id", Id), ("title", Title), ("severity", Word.Of(Severity)),
        ("since", Since?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? ""), ("reason", Reason),
    ];

    /// <summary>What an entry says.</summary>
    public static IncidentOpened Read(ImmutableSortedDictionary<string, string> data) => new(
        data.Text("id"), data.Text("title"), Word.Read<Severity>(data.Text("severity")) ?? Severity.Critical,
        Instant(data.Text("since")), data.Text("reason"));

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant) ? instant : null;
}

/// <summary>A deployment was named the cause of an incident; the entry is about the deployment.</summary>
/// <param name="Id">Which incident.</param>
/// <param name="Reason">What more there is to say; often empty.</param>
public sealed record IncidentLinked(string Id, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.IncidentLinked;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("id", Id), ("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static IncidentLinked Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("id"), data.Text("reason"));
}

/// <summary>An incident is over.</summary>
/// <param name="Id">Which.</param>
/// <param name="Reason">What ended it.</param>
public sealed record IncidentResolved(string Id, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.IncidentResolved;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("id", Id), ("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static IncidentResolved Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("id"), data.Text("reason"));
}
