using Slipway.Delivery.LedgerFiles;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.LedgerBranch;

/// <summary>
/// The branch's entries as far as they were verified here, in the format of the file ledger, so that nobody has to ask git for them again.
/// The branch is the authority: the lines may be lost and are fetched anew. The pin beside them is what a branch that was taken back or rewritten is known by.
/// </summary>
internal sealed class VerifiedEntries(AbsolutePath folder, string branch)
{
    private readonly LedgerFile _file = new(folder / $"{branch.Replace('/', '-')}.jsonl");

    public AbsolutePath Place => _file.Place;

    /// <summary>The head verified last; null when none ever was.</summary>
    /// <exception cref="FaultException">The pin is damaged (exit 10).</exception>
    public HeadPin? Pin()
    {
        if (_file.PinText() is not { } text)
            return null;
        return HeadPin.Read(text) is { Bytes: not null, Commit: not null } pin ? pin : throw Damaged(LedgerChain.Read([], text, Place).Damage!);
    }

    /// <summary>True when the lines up to the pin are all here; a broken write behind them is cut off.</summary>
    public bool IsWhole(HeadPin pin)
    {
        long length = _file.Length();
        if (length > pin.Bytes)
            _file.CutAt(pin.Bytes!.Value);
        return length >= pin.Bytes;
    }

    /// <summary>Checks lines that follow a mark and keeps them; the pin then names their last commit.</summary>
    /// <param name="from">Where they begin: the pin's place, or the start when all are read anew.</param>
    /// <param name="pin">The head verified before, which must be among them or just in front of them.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="commit">The commit of the last line.</param>
    /// <param name="source">Where they come from, for faults.</param>
    public LedgerReading Accept(LedgerMark from, HeadPin? pin, byte[] lines, string commit, string source)
    {
        LedgerReading reading = LedgerChain.ReadFrom(from, lines, (pin ?? new HeadPin(0, LedgerChain.Genesis)).Write(), source);
        if (reading.Damage is { } damage)
            throw Damaged(damage);
        _file.Append(from, lines, new HeadPin(reading.End.Count, reading.End.Head, reading.End.Bytes, commit));
        return reading;
    }

    public LedgerReading Read(LedgerMark? mark)
    {
        if (mark is not null && _file.ReadAfter(mark) is { } tail)
            return tail;
        LedgerReading all = _file.ReadAll();
        return all.Damage is { } damage ? throw Damaged(damage with { Mend = $"delete {Place} (not the .head beside it): the entries are read from the branch again" }) : all;
    }

    private static FaultException Damaged(Fault damage) => new(ExitCode.Damaged, damage);
}
