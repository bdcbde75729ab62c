namespace Slipway.Releases.Ledger;

/// <summary>A place in a ledger: so many entries, the hash of the last of them, and the byte where the next one begins.</summary>
/// <param name="Count">Number of entries up to here.</param>
/// <param name="Head">Hash of the last of them, or <see cref="LedgerChain.Genesis"/>.</param>
/// <param name="Bytes">Length of their lines.</param>
public sealed record LedgerMark(int Count, string Head, long Bytes)
{
    /// <summary>In front of the first entry.</summary>
    public static LedgerMark Start { get; } = new(0, LedgerChain.Genesis, 0);
}
