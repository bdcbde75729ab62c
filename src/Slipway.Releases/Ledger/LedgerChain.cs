using System.Collections.Immutable;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Ledger;

/// <summary>Proves that the bytes of a ledger are the entries that were acknowledged, in their order, all of them.</summary>
public static class LedgerChain
{
    /// <summary>The hash in front of the first entry.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Reads and checks a whole ledger.</summary>
    /// <param name="bytes">The ledger file.</param>
    /// <param name="pinText">The head pin as stored, or null when there is none.</param>
    /// <param name="place">Path of the ledger, for faults.</param>
    public static LedgerReading Read(ReadOnlySpan<byte> bytes, string? pinText, string place) => ReadFrom(LedgerMark.Start, bytes, pinText, place);

    /// <summary>Reads and checks what follows a mark whose entry the caller has checked. A pin that lies in front of the mark cannot be compared and counts as damage.</summary>
    /// <param name="from">The mark.</param>
    /// <param name="bytes">The ledger file from the mark on.</param>
    /// <param name="pinText">The head pin as stored, or null when there is none.</param>
    /// <param name="place">Path of the ledger, for faults.</param>
    public static LedgerReading ReadFrom(LedgerMark from, ReadOnlySpan<byte> bytes, string? pinText, string place)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        string prev = from.Head;
        int offset = 0;
        while (offset < bytes.Length)
        {
            int end = bytes[offset..].IndexOf((byte)'\n');
            if (end < 0)
                break;
            int seq = from.Count + entries.Count + 1;
            Entry? entry = LedgerLine.Read(bytes.Slice(offset, end + 1), out string? reason);
            reason ??= entry!.Seq != seq ? $"it says it is entry {entry.Seq}" : entry.Prev != prev ? "it does not follow the entry before it" : null;
            if (reason is not null)
                return new LedgerReading(from, entries.ToImmutable(), offset, Damaged(place, seq, reason));
            entries.Add(entry!);
            prev = entry!.Hash;
            offset += end + 1;
        }

        return new LedgerReading(from, entries.ToImmutable(), offset, CheckPin(from, entries, pinText, place));
    }

    private static Fault? CheckPin(LedgerMark from, ImmutableArray<Entry>.Builder entries, string? pinText, string place)
    {
        int count = from.Count + entries.Count;
        // The very first entry may be there without a pin: a crash between the two writes. Later ones never.
        if (pinText is null)
            return count <= 1 ? null : Unpinned(place);
        if (HeadPin.Read(pinText) is not { } pin)
            return BadPin(place);
        if (pin.Count > count)
            return Cut(place, pin.Count, count);
        bool isSame = pin.Count == 0 || (pin.Count == from.Count ? from.Head == pin.Hash : pin.Count > from.Count && entries[pin.Count - from.Count - 1].Hash == pin.Hash);
        return isSame ? null : Rewritten(place, pin.Count);
    }

    private static Fault Damaged(string place, int line, string reason) => new(
        "SLP3001", $"entry {line} of the ledger is damaged: {reason}", $"{place}:{line}", Restore);

    private static Fault Unpinned(string place) => new("SLP3002", "the ledger's head pin is missing", place + ".head", Restore);

    private static Fault BadPin(string place) => new("SLP3003", "the ledger's head pin is damaged", place + ".head", Restore);

    private static Fault Cut(string place, int pinned, int found) => new(
        "SLP3004", $"the ledger was cut: {pinned} entries were acknowledged, {found} are there", place, Restore);

    private static Fault Rewritten(string place, int count) => new(
        "SLP3005", $"the ledger was rewritten: entry {count} is not the one that was acknowledged", $"{place}:{count}", Restore);

    private const string Restore = "restore .nuke/state from a backup; nothing is deployed on a ledger that cannot be trusted";
}

/// <summary>What reading a ledger gave.</summary>
/// <param name="From">Where the reading began.</param>
/// <param name="Entries">The entries up to the first damage.</param>
/// <param name="WholeBytes">Length of what was read up to the end of the last whole entry; what follows was never acknowledged.</param>
/// <param name="Damage">The first damage, or null.</param>
public sealed record LedgerReading(LedgerMark From, ImmutableArray<Entry> Entries, int WholeBytes, Fault? Damage)
{
    /// <summary>Hash of the last entry.</summary>
    public string Head => Entries.IsEmpty ? From.Head : Entries[^1].Hash;

    /// <summary>Behind the last whole entry.</summary>
    public LedgerMark End => new(From.Count + Entries.Length, Head, From.Bytes + WholeBytes);
}
