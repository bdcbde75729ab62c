using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace Slipway.Releases.Facts;

/// <summary>A freeze was declared by command.</summary>
/// <param name="Id">A short name.</param>
/// <param name="Start">Local start; null for what cannot be read.</param>
/// <param name="End">Local end, not part of it; null for what cannot be read.</param>
/// <param name="Zone">IANA time zone of both.</param>
/// <param name="Reason">Why.</param>
public sealed record FreezeDeclared(string Id, LocalDateTime? Start, LocalDateTime? End, string Zone, string Reason) : Fact
{
    /// <summary>Local date and time as written on command lines and in entries.</summary>
    public static LocalDateTimePattern Moment { get; } = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <inheritdoc/>
    public override string Type => EntryType.FreezeDeclared;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() =>
        [("id", Id), ("start", Of(Start)), ("end", Of(End)), ("zone", Zone), ("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static FreezeDeclared Read(ImmutableSortedDictionary<string, string> data) =>
        new(data.Text("id"), Parsed(data.Text("start")), Parsed(data.Text("end")), data.Text("zone"), data.Text("reason"));

    private static string Of(LocalDateTime? moment) => moment is { } known ? Moment.Format(known) : "";

    private static LocalDateTime? Parsed(string text) => Moment.Parse(text) is { Success: true } parsed ? parsed.Value : null;
}

/// <summary>A declared freeze was lifted.</summary>
/// <param name="Id">Which.</param>
/// <param name="Reason">Why.</param>
public sealed record FreezeLifted(string Id, string Reason) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.FreezeLifted;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("id", Id), ("reason", Reason)];

    /// <summary>What an entry says.</summary>
    public static FreezeLifted Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("id"), data.Text("reason"));
}

/// <summary>A deployment passed a freeze by an exception.</summary>
/// <param name="Exception">By which.</param>
public sealed record FreezeOverridden(string Exception) : Fact
{
    /// <inheritdoc/>
    public override string Type => EntryType.FreezeOverridden;

    /// <inheritdoc/>
    public override ImmutableArray<(string Name, string Value)> Write() => [("exception", Exception)];

    /// <summary>What an entry says.</summary>
    public static FreezeOverridden Read(ImmutableSortedDictionary<string, string> data) => new(data.Text("exception"));
}
