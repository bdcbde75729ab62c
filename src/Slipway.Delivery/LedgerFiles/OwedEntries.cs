using System.Collections.Immutable;
using Slipway.Delivery.Durable;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.LedgerFiles;

/// <summary>
/// What has happened and is not in the ledger yet, because the ledger took nothing when it happened: a remote that was away, a disk that was full.
/// A chain of its own in <c>owed.jsonl</c> of the state folder, which the ledger takes over as soon as it takes anything. Used by whoever holds a lease.
/// </summary>
public sealed class OwedEntries(AbsolutePath stateFolder)
{
    // Room for some two dozen entries and a route table, taken while there is room and given back when there is none.
    private const int Reserved = 128 * 1024;

    private readonly LedgerFile _file = new(stateFolder / "owed.jsonl");
    private readonly AbsolutePath _reserve = stateFolder / "owed.reserve";

    /// <summary>Where they are kept, for messages.</summary>
    public string Place => _file.Place;

    /// <summary>True while the ledger owes nothing.</summary>
    public bool IsEmpty => !File.Exists(_file.Place);

    /// <summary>What is owed, in the order it happened; what was torn by a crash was told to nobody and is left out.</summary>
    public ImmutableArray<Entry> Read() => IsEmpty ? [] : _file.ReadAll().Entries;

    /// <summary>Keeps entries until the ledger takes them; durable when this returns.</summary>
    /// <exception cref="IOException">Not even this can be written.</exception>
    public void Keep(ImmutableArray<Entry> drafts)
    {
        PrivateFolder.CreateIgnored(stateFolder);
        LedgerReading reading = _file.ReadAll();
        byte[] lines = [.. LedgerLine.WriteAll(drafts, reading.End, out ImmutableArray<Entry> written).SelectMany(line => line)];
        _file.Append(reading.End, lines, new HeadPin(written[^1].Seq, written[^1].Hash, reading.End.Bytes + lines.Length));
    }

    /// <summary>Forgets what the ledger has taken.</summary>
    public void Clear()
    {
        File.Delete(_file.Place);
        File.Delete($"{_file.Place}.head");
    }

    /// <summary>Takes room on the disk for what must be written when the disk is full. A disk that has none left is told by whatever needs it.</summary>
    public void Reserve()
    {
        try
        {
            PrivateFolder.CreateIgnored(stateFolder);
            if (!File.Exists(_reserve))
                DurableFile.Replace(_reserve, new byte[Reserved]);
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            // without a reserve the way back still goes; only its record may have to wait
        }
    }

    /// <summary>Gives the room back to the disk; false when it was given already.</summary>
    public bool Release()
    {
        if (!File.Exists(_reserve))
            return false;
        File.Delete(_reserve);
        return true;
    }
}
