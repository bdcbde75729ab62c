using System.Collections.Immutable;
using System.Text;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Ledger;

public sealed class LedgerChainTests
{
    private const int Count = 200;
    private static readonly ImmutableArray<byte[]> Lines = Make();
    private static readonly byte[] Whole = [.. Lines.SelectMany(line => line)];
    private static readonly string Pin = PinOf(Whole);

    [Fact]
    public void A_ledger_as_written_is_whole()
    {
        LedgerReading reading = LedgerChain.Read(Whole, Pin, "ledger");

        Assert.Null(reading.Damage);
        Assert.Equal((Count, Whole.Length), (reading.Entries.Length, reading.WholeBytes));
    }

    // All of them at several bits would take minutes: each byte is flipped in one bit that goes round with its place, and only the lines from the one hit are read.
    [Fact]
    public void Every_single_flipped_byte_is_found()
    {
        byte[] bytes = [.. Whole];
        var missed = new List<int>();
        int start = 0;
        for (int line = 0; line < Count; line++)
        {
            for (int offset = start; offset < start + Lines[line].Length; offset++)
            {
                bytes[offset] ^= (byte)(1 << (offset % 8));
                if (IsBelieved(bytes, line, start))
                    missed.Add(offset);
                bytes[offset] = Whole[offset];
            }

            start += Lines[line].Length;
        }

        Assert.Empty(missed);
    }

    [Fact]
    public void A_flipped_byte_is_found_by_reading_the_whole_file_too()
    {
        byte[] bytes = [.. Whole];
        for (int offset = 0; offset < bytes.Length; offset += 997)
        {
            bytes[offset] ^= 0x20;
            Assert.NotNull(LedgerChain.Read(bytes, Pin, "ledger").Damage);
            bytes[offset] = Whole[offset];
        }
    }

    [Fact]
    public void A_dropped_doubled_or_moved_entry_is_found()
    {
        for (int index = 0; index < Count; index++)
        {
            Assert.NotNull(LedgerChain.Read(Joined(Lines.RemoveAt(index)), Pin, "ledger").Damage);
            Assert.NotNull(LedgerChain.Read(Joined(Lines.Insert(index, Lines[index])), Pin, "ledger").Damage);
            if (index > 0)
                Assert.NotNull(LedgerChain.Read(Joined(Lines.SetItem(index, Lines[index - 1]).SetItem(index - 1, Lines[index])), Pin, "ledger").Damage);
        }
    }

    [Fact]
    public void A_cut_anywhere_is_found_against_the_pin()
    {
        int boundary = 0;
        for (int index = 0; index < Count; index++)
        {
            foreach (int length in new[] { boundary, boundary + 1, boundary + (Lines[index].Length / 2), boundary + Lines[index].Length - 1 })
                Assert.Equal("SLP3004", LedgerChain.Read(Whole.AsSpan(0, length), Pin, "ledger").Damage?.Code);
            boundary += Lines[index].Length;
        }
    }

    [Fact]
    public void A_tail_that_was_never_acknowledged_is_no_damage()
    {
        byte[] torn = [.. Whole, .. LineAfter().AsSpan(0, 100)];

        LedgerReading reading = LedgerChain.Read(torn, Pin, "ledger");

        Assert.Null(reading.Damage);
        Assert.Equal((Count, Whole.Length), (reading.Entries.Length, reading.WholeBytes));
    }

    [Fact]
    public void A_whole_record_that_was_never_pinned_is_kept()
    {
        LedgerReading reading = LedgerChain.Read([.. Whole, .. LineAfter()], Pin, "ledger");

        Assert.Null(reading.Damage);
        Assert.Equal(Count + 1, reading.Entries.Length);
    }

    [Fact]
    public void A_ledger_rewritten_with_a_chain_of_its_own_is_found()
    {
        ImmutableArray<byte[]> other = Make(run: "another");

        Assert.Equal("SLP3005", LedgerChain.Read(Joined(other), Pin, "ledger").Damage?.Code);
    }

    [Fact]
    public void A_missing_pin_is_found_but_for_the_very_first_entry()
    {
        Assert.Equal("SLP3002", LedgerChain.Read(Whole, null, "ledger").Damage?.Code);
        Assert.Null(LedgerChain.Read(Lines[0], null, "ledger").Damage);
        Assert.Null(LedgerChain.Read([], null, "ledger").Damage);
    }

    [Fact]
    public void Every_flipped_byte_of_the_pin_is_found()
    {
        byte[] bytes = Encoding.ASCII.GetBytes(Pin);
        for (int offset = 0; offset < bytes.Length; offset++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] flipped = [.. bytes];
                flipped[offset] ^= (byte)(1 << bit);
                Assert.Equal("SLP3003", LedgerChain.Read(Whole, Encoding.Latin1.GetString(flipped), "ledger").Damage?.Code);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("1 2 3")]
    [InlineData("-1 x y\n")]
    [InlineData("99999999999 x y\n")]
    public void What_is_no_pin_is_damage(string pin) => Assert.Equal("SLP3003", LedgerChain.Read(Whole, pin, "ledger").Damage?.Code);

    [Fact]
    public void A_pin_is_read_as_written()
    {
        var pin = new HeadPin(7, LedgerChain.Genesis);

        Assert.Equal(pin, HeadPin.Read(pin.Write()));
    }

    [Fact]
    public void Damage_names_the_entry_and_the_line()
    {
        byte[] bytes = [.. Whole];
        bytes[Lines[0].Length + 40] ^= 1;

        var damage = LedgerChain.Read(bytes, Pin, "state/ledger.jsonl").Damage!;

        Assert.Equal(("SLP3001", "entry 2 of the ledger is damaged: its hash does not match its content", "state/ledger.jsonl:2"), (damage.Code, damage.Cause, damage.Place));
    }

    [Fact]
    public void An_entry_that_is_too_long_for_one_write_is_refused_and_says_what_of_it_is()
    {
        Entry draft = Facts.Draft("x") with { Data = ImmutableSortedDictionary<string, string>.Empty.Add("kind", "short").Add("text", new string('x', LedgerLine.Longest)) };

        FaultException refused = Assert.Throws<FaultException>(() => LedgerLine.Write(draft, 1, LedgerChain.Genesis, out _));

        Assert.Equal((ExitCode.Usage, "SLP3006", "give a shorter text: 65536 characters are too many"), (refused.ExitCode, refused.Faults[0].Code, refused.Faults[0].Mend));
    }

    // What LedgerChain does for this line and the next, without reading all that stands in front again.
    private static bool IsBelieved(byte[] bytes, int line, int start)
    {
        int end = Array.IndexOf(bytes, (byte)'\n', start);
        if (end < 0)
            return false;
        Entry? entry = LedgerLine.Read(bytes.AsSpan(start, end + 1 - start), out _);
        return entry is not null && entry.Seq == line + 1;
    }

    private static ImmutableArray<byte[]> Make(string run = "run-1")
    {
        string prev = LedgerChain.Genesis;
        var lines = ImmutableArray.CreateBuilder<byte[]>();
        for (int index = 0; index < Count; index++)
        {
            lines.Add(LedgerLine.Write(Facts.Draft(EntryType.DeployStep, "staging", 'a', ("step", $"step {index}")) with { Run = run }, index + 1, prev, out Entry entry));
            prev = entry.Hash;
        }

        return lines.ToImmutable();
    }

    private static byte[] LineAfter() =>
        LedgerLine.Write(Facts.Draft("x"), Count + 1, LedgerChain.Read(Whole, Pin, "").Head, out _);

    private static string PinOf(byte[] bytes) => new HeadPin(Count, LedgerChain.Read(bytes, null, "").Head).Write();

    private static byte[] Joined(ImmutableArray<byte[]> lines) => [.. lines.SelectMany(line => line)];
}
