using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.LedgerFiles;

/// <summary>What can still be shown of a ledger that is damaged: its entries up to the first damage. Nothing is ever decided on them.</summary>
public static class SoundBeginning
{
    /// <summary>Reads a file of ledger lines; one that is not there has no entries.</summary>
    public static LedgerReading Read(AbsolutePath lines)
    {
        var file = new LedgerFile(lines);
        return LedgerChain.Read(file.Bytes(0), file.PinText(), file.Place);
    }
}
