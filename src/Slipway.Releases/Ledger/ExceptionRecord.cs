using System.Collections.Immutable;
using Slipway.Releases.Facts;

namespace Slipway.Releases.Ledger;

/// <summary>How far an exception has come.</summary>
public enum ExceptionState
{
    /// <summary>Asked for.</summary>
    Requested,

    /// <summary>Granted, and it holds.</summary>
    Granted,

    /// <summary>Granted once, and its time is over.</summary>
    Expired,

    /// <summary>Its follow-up is done.</summary>
    Closed,
}

/// <summary>A deviation from the rules: asked for by one person, granted by another, for one package in one environment and a short time.</summary>
/// <param name="Id"><c>EX-1</c>, counted in the order of the ledger.</param>
/// <param name="Requested">The entry that asked for it.</param>
/// <param name="Granted">The consent, or null.</param>
/// <param name="Closed">The end of it, or null.</param>
public sealed record ExceptionRecord(string Id, Entry Requested, Entry? Granted = null, Entry? Closed = null)
{
    /// <summary>Deployments that leaned on it, by name.</summary>
    public ImmutableArray<string> Uses { get; init; } = [];

    /// <summary>The wish: what, why, its impact, its follow-up.</summary>
    public ExceptionRequested Wish => ExceptionRequested.Read(Requested.Data);

    /// <summary>What it lets pass: <c>freeze</c>, <c>emergency</c>, or names of gates.</summary>
    public ImmutableArray<string> Covers => Wish.Covers;

    /// <summary>The instant from which it lets nothing pass any more.</summary>
    public DateTimeOffset Expires => (Granted ?? Requested).Utc.AddHours(Hours);

    /// <summary>Hours it holds from its grant on.</summary>
    public int Hours => Wish.Hours;

    /// <summary>What was done about it; empty until it is closed.</summary>
    public string Outcome => Closed is null ? "" : ExceptionClosed.Read(Closed.Data).Reason;

    /// <summary>Whether it lets something pass now.</summary>
    public bool Allows(string what, string environment, string packageId, DateTimeOffset now) =>
        Granted is not null && Closed is null && now < Expires && Covers.Contains(what)
            && Requested.Environment == environment && Requested.PackageId == packageId;

    /// <summary>How far it has come.</summary>
    public ExceptionState StateAt(DateTimeOffset now) =>
        Closed is not null ? ExceptionState.Closed
        : Granted is null ? ExceptionState.Requested
        : now < Expires ? ExceptionState.Granted
        : ExceptionState.Expired;

    internal static ImmutableSortedDictionary<string, ExceptionRecord> Fold(
        ImmutableSortedDictionary<string, ExceptionRecord> exceptions, Entry entry)
    {
        switch (entry.Type)
        {
            case EntryType.ExceptionRequested:
                string free = RegisterId.Of(exceptions, ExceptionRequested.Read(entry.Data).Id, entry.Seq);
                return exceptions.Add(free, new ExceptionRecord(free, entry));
            case EntryType.ExceptionGranted:
                return Changed(exceptions, ExceptionGranted.Read(entry.Data).Id, known => known with { Granted = entry });
            default:
                return Changed(exceptions, ExceptionClosed.Read(entry.Data).Id, known => known with { Closed = entry });
        }
    }

    private static ImmutableSortedDictionary<string, ExceptionRecord> Changed(
        ImmutableSortedDictionary<string, ExceptionRecord> exceptions, string id, Func<ExceptionRecord, ExceptionRecord> change) =>
        exceptions.TryGetValue(id, out ExceptionRecord? known) ? exceptions.SetItem(id, change(known)) : exceptions;
}
