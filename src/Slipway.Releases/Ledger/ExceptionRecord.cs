using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Releases.Ledger;

/// <summary>A deviation from the rules: asked for by one person, granted by another, for one package in one environment and a short time.</summary>
/// <param name="Id"><c>EX-1</c>, counted in the order of the ledger.</param>
/// <param name="Requested">The wish: what, why, its impact, its follow-up.</param>
/// <param name="Granted">The consent, or null.</param>
/// <param name="Closed">The end of it, or null.</param>
public sealed record ExceptionRecord(string Id, Entry Requested, Entry? Granted = null, Entry? Closed = null)
{
    /// <summary>What it lets pass: <c>freeze</c>, <c>emergency</c>, or names of gates.</summary>
    public ImmutableArray<string> Covers => [.. Requested.Data.GetValueOrDefault("covers", "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The instant from which it lets nothing pass any more.</summary>
    public DateTimeOffset Expires => (Granted ?? Requested).Utc.AddHours(Hours);

    /// <summary>Hours it holds from its grant on. Default 24, also for what is no number of hours up to a year.</summary>
    public int Hours => int.TryParse(Requested.Data.GetValueOrDefault("hours"), NumberStyles.None, CultureInfo.InvariantCulture, out int hours) && hours <= 24 * 366 ? hours : 24;

    /// <summary>Whether it lets something pass now.</summary>
    public bool Allows(string what, string environment, string packageId, DateTimeOffset now) =>
        Granted is not null && Closed is null && now < Expires && Covers.Contains(what) && Requested.Environment == environment && Requested.PackageId == packageId;

    /// <summary><c>requested</c>, <c>granted</c>, <c>expired</c> or <c>closed</c>.</summary>
    public string StateAt(DateTimeOffset now) => Closed is not null ? "closed" : Granted is null ? "requested" : now < Expires ? "granted" : "expired";

    internal static ImmutableSortedDictionary<string, ExceptionRecord> Fold(ImmutableSortedDictionary<string, ExceptionRecord> exceptions, Entry entry)
    {
        string id = entry.Data.GetValueOrDefault("id", "");
        if (entry.Type == EntryType.ExceptionRequested)
            return exceptions.Add(RegisterId.Of(exceptions, entry), new ExceptionRecord(RegisterId.Of(exceptions, entry), entry));
        if (!exceptions.TryGetValue(id, out ExceptionRecord? known))
            return exceptions;
        return exceptions.SetItem(id, entry.Type == EntryType.ExceptionGranted ? known with { Granted = entry } : known with { Closed = entry });
    }
}
