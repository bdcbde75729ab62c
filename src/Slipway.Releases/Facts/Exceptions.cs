using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>An exception was asked for.</summary>
/// <param name="Id"><c>EX-1</c>, counted in the order of the ledger.</param>
/// <param name="Deviation">What is asked for, in a few words.</param>
/// <param name="Covers">What it lets pass: <c>freeze</c>, <c>emergency</c>, or names of gates.</param>
/// <param name="Reason">Why.</param>
/// <param name="Impact">What may happen because of it.</param>
/// <param name="FollowUp">What is done about it afterwards.</param>
/// <param name="Hours">Hours it holds from its grant on; 24 for what is no number of hours up to a year.</param>
public sealed record ExceptionRequested(
    string Id, string Deviation, ImmutableArray<string> Covers, string Reason, string Impact, string FollowUp, int Hours) : Fact
{
    private const int UsualHours = 24;
    private const int MostHours = 24 * 366;

    /// <inheritdoc/>
    public override string Type => EntryType.ExceptionRequested;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() =>
    [
        ("id", Id), ("deviation", Deviation), ("covers", string.Join(' ', Covers)), ("reason", Reason), ("impact", Impact), ("followUp", FollowUp),
        ("hours", FactText.Of(Hours)),
    ];

    /// <summary>What an entry says.</summary>
    public static ExceptionRequested Read(ImmutableSortedDictionary<string, string> data) => new(
        data.Text("id"), data.Text("deviation"), data.Words("covers"), data.Text("reason"), data.Text("impact"), data.Text("followUp"),
        data.Number("hours") is { } hours and <= MostHours ? hours : UsualHours);
}

/// <summary>An exception was granted.</summary>
/// <param name="Id">Which.</param>
public sealed record ExceptionGranted(string Id) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.ExceptionGranted;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("id", Id)];

    /// <summary>What an entry says.</summary>
    public static ExceptionGranted Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("id"));
}

/// <summary>An exception is over, its follow-up done.</summary>
/// <param name="Id">Which.</param>
/// <param name="Reason">What was done about it.</param>
public sealed record ExceptionClosed(string Id, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.ExceptionClosed;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("id", Id), ("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static ExceptionClosed Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("id"), data.Text("reason"));
}
