using Microsoft.Win32.SafeHandles;
using Slipway.Delivery.Durable;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.LedgerFiles;

/// <summary>One file of chained lines with the pin of its head beside it. Knows how little has to be read; who may write is the caller's to arrange.</summary>
internal sealed class LedgerFile(AbsolutePath file)
{
    // About two dozen entries, checked before every append: more than the last one, and still in no time.
    private const int Window = 16 * 1024;

    private readonly AbsolutePath _pin = $"{file}.head";

    public AbsolutePath Place => file;

    // The pin is read before the lines, so that a writer in between makes the lines longer than the pin and never shorter.
    public string? PinText() => File.Exists(_pin) ? File.ReadAllText(_pin) : null;

    /// <summary>Everything, checked from the first byte to the last.</summary>
    public LedgerReading ReadAll()
    {
        string? pin = PinText();
        return LedgerChain.Read(Bytes(0), pin, file);
    }

    /// <summary>What follows a mark; null when the mark is not in this file or anything behind it is not sound: then only <see cref="ReadAll"/> can tell.</summary>
    public LedgerReading? ReadAfter(LedgerMark mark)
    {
        string? pin = PinText();
        if (!IsHere(mark))
            return null;
        LedgerReading reading = LedgerChain.ReadFrom(mark, Bytes(mark.Bytes), pin, file);
        return reading.Damage is null ? reading : null;
    }

    /// <summary>The end of the file, as much of it as an append has to know: the last entries, chained, and the acknowledged head among them.</summary>
    public LedgerReading ReadEnd()
    {
        string? pin = PinText();
        if (pin is null || HeadPin.Read(pin) is not { Bytes: { } acknowledged } || acknowledged > Length())
            return ReadAll();
        return ReadWindow(acknowledged, Window, pin) ?? ReadWindow(acknowledged, LedgerLine.Longest * 2, pin) ?? ReadAll();
    }

    /// <summary>Appends lines behind an end that was just read, and pins the new head. All of them are on the disk when this returns, or none is acknowledged.</summary>
    public void Append(LedgerMark end, byte[] lines, HeadPin head)
    {
        bool isNew = !File.Exists(file);
        using (SafeFileHandle handle = File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite))
        {
            try
            {
                RandomAccess.Write(handle, lines, end.Bytes);
                Posix.Flush(handle);
            }
            catch
            {
                RandomAccess.SetLength(handle, end.Bytes); // nobody was told, so nothing happened
                throw;
            }
        }

        if (isNew)
            Posix.FlushFolder(file.Parent!);
        Pin(end, head);
    }

    // Lines without their pin are told to nobody, so they must not stay: the next reader would take them for acknowledged.
    private void Pin(LedgerMark end, HeadPin head)
    {
        try
        {
            DurableFile.Replace(_pin, head.Write());
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            if (PinText() == head.Write())
                throw new IOException($"entry {head.Count} stands in the ledger, but the disk did not confirm it: {exception.Message}", exception);
            CutAt(end.Bytes);
            throw;
        }
    }

    /// <summary>Bytes from a place to the end of the file.</summary>
    public byte[] Bytes(long from)
    {
        if (!File.Exists(file))
            return [];
        using SafeFileHandle handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[Math.Max(0, RandomAccess.GetLength(handle) - from)];
        int read = 0;
        while (read < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(read), from + read) is > 0 and var more)
            read += more;
        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>Ends the file at a mark.</summary>
    public void CutAt(long length)
    {
        using SafeFileHandle handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.SetLength(handle, length);
        Posix.Flush(handle);
    }

    public long Length() => File.Exists(file) ? new FileInfo(file).Length : 0;

    private bool IsHere(LedgerMark mark)
    {
        if (mark.Count == 0)
            return mark == LedgerMark.Start;
        if (mark.Bytes <= 0 || mark.Bytes > Length())
            return false;
        long start = Math.Max(0, mark.Bytes - LedgerLine.Longest);
        ReadOnlySpan<byte> before = Bytes(start).AsSpan(0, (int)(mark.Bytes - start));
        int line = before[..^1].LastIndexOf((byte)'\n') + 1;
        return LedgerLine.Read(before[line..], out _) is { } entry && entry.Seq == mark.Count && entry.Hash == mark.Head;
    }

    // From the first whole line in the window; what that line says about its own place is believed, since the acknowledged head must follow from it.
    private LedgerReading? ReadWindow(long acknowledged, int size, string pin)
    {
        long start = Math.Max(0, acknowledged - size);
        byte[] bytes = Bytes(start);
        int skip = start == 0 ? 0 : bytes.AsSpan().IndexOf((byte)'\n') + 1;
        if (start + skip >= acknowledged)
            return null;
        int length = bytes.AsSpan(skip).IndexOf((byte)'\n') + 1;
        if (LedgerLine.Read(bytes.AsSpan(skip, length), out _) is not { } first)
            return null;
        var from = new LedgerMark(first.Seq - 1, first.Prev, start + skip);
        LedgerReading reading = LedgerChain.ReadFrom(from, bytes.AsSpan(skip), pin, file);
        return reading.Damage is null ? reading : null;
    }
}
