using System.Collections.Immutable;

namespace Slipway.Releases.Ledger;

/// <summary>Entries that say they were written before one in front of them. Nothing is wrong with the chain then; with a clock there is, or something was recorded late.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them, all that follow the first without a break.</param>
/// <param name="Ahead">The entry in front of them that is dated later than they are.</param>
public sealed record BackwardTime(Entry First, Entry Last, Entry Ahead)
{
    /// <summary>How far clocks of different machines may be apart: five minutes.</summary>
    public static TimeSpan Tolerance { get; } = TimeSpan.FromMinutes(5);

    /// <summary>What an auditor reads.</summary>
    public string Text => $"{(First.Seq == Last.Seq ? $"entry {First.Seq} is" : $"entries {First.Seq} to {Last.Seq} are")} dated {UtcText.Of(First.Utc)}, before entry {Ahead.Seq} of {UtcText.Of(Ahead.Utc)}";

    /// <summary>Every place where time runs backwards by more than <see cref="Tolerance"/>, oldest first.</summary>
    /// <param name="entries">The ledger, oldest first.</param>
    public static ImmutableArray<BackwardTime> In(IEnumerable<Entry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var found = ImmutableArray.CreateBuilder<BackwardTime>();
        Entry? latest = null;
        foreach (Entry entry in entries)
        {
            if (latest is null || entry.Utc >= latest.Utc)
                latest = entry;
            else if (latest.Utc - entry.Utc > Tolerance && found.Count > 0 && found[^1].Ahead == latest && found[^1].Last.Seq == entry.Seq - 1)
                found[^1] = found[^1] with { Last = entry };
            else if (latest.Utc - entry.Utc > Tolerance)
                found.Add(new BackwardTime(entry, entry, latest));
        }

        return found.ToImmutable();
    }
}
