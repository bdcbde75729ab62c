using System.Collections.Immutable;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Xunit;

namespace Slipway.Fakes.Contracts;

/// <summary>What every ledger store promises. A subclass lends stores that share one empty place.</summary>
public abstract class LedgerStoreContract
{
    /// <summary>A store on the test's place, as another process would open it.</summary>
    protected abstract ILedgerStore Open();

    /// <summary>Entries each of the eight writers appends; fewer where one takes longer.</summary>
    protected virtual int EntriesEach => 50;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ledger_nobody_wrote_is_empty() => Assert.Empty(await Open().ReadAsync(Cancellation));

    [Fact]
    public async Task Entries_come_back_in_order_and_chained()
    {
        ImmutableArray<Entry> first = await Open().AppendAsync([Facts.Draft("a"), Facts.Draft("b")], Cancellation);
        ImmutableArray<Entry> second = await Open().AppendAsync([Facts.Draft("c")], Cancellation);

        ImmutableArray<Entry> read = await Open().ReadAsync(Cancellation);

        Assert.Equal(["a", "b", "c"], read.Select(entry => entry.Type));
        Assert.Equal([1, 2, 3], read.Select(entry => entry.Seq));
        Assert.Equal([LedgerChain.Genesis, read[0].Hash, read[1].Hash], read.Select(entry => entry.Prev));
        Assert.Equal(first.Concat(second).Select(entry => entry.Hash), read.Select(entry => entry.Hash));
    }

    [Fact]
    public async Task What_was_written_is_what_is_read()
    {
        Entry draft = Facts.Draft("evidence.recorded") with
        {
            Environment = "staging", PackageId = new string('a', 64), Version = "1.2.3", DeploymentId = "0001-aaaaaaaaaaaa",
            Data = ImmutableSortedDictionary<string, string>.Empty.Add("text", "quote \" back\\slash\nline ä 日本 🚢 </script>").Add("empty", ""),
        };

        Entry written = Assert.Single(await Open().AppendAsync([draft], Cancellation));
        Entry read = Assert.Single(await Open().ReadAsync(Cancellation));

        Assert.Equal(draft.Data.AsEnumerable(), read.Data);
        Assert.Equal(written with { Data = read.Data }, read);
    }

    [Fact]
    public async Task Nothing_appended_changes_nothing()
    {
        await Open().AppendAsync([Facts.Draft("a")], Cancellation);

        Assert.Empty(await Open().AppendAsync([], Cancellation));
        Assert.Single(await Open().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_batch_that_cannot_be_written_leaves_none_of_itself()
    {
        await Open().AppendAsync([Facts.Draft("a")], Cancellation);
        Entry tooLong = Facts.Draft("c") with { Data = ImmutableSortedDictionary<string, string>.Empty.Add("text", new string('x', LedgerLine.Longest)) };

        await Assert.ThrowsAnyAsync<Exception>(() => Open().AppendAsync([Facts.Draft("b"), tooLong], Cancellation));
        await Open().AppendAsync([Facts.Draft("d")], Cancellation);

        Assert.Equal(["a", "d"], (await Open().ReadAsync(Cancellation)).Select(entry => entry.Type));
    }

    [Fact]
    public async Task An_append_behind_the_head_that_was_seen_is_made()
    {
        ImmutableArray<Entry>? first = await Open().TryAppendAsync([Facts.Draft("a")], LedgerChain.Genesis, Cancellation);
        ImmutableArray<Entry>? second = await Open().TryAppendAsync([Facts.Draft("b"), Facts.Draft("c")], first!.Value[0].Hash, Cancellation);

        Assert.Equal(["b", "c"], second!.Value.Select(entry => entry.Type));
        Assert.Equal(["a", "b", "c"], (await Open().ReadAsync(Cancellation)).Select(entry => entry.Type));
    }

    [Fact]
    public async Task An_append_behind_a_head_that_is_not_the_last_any_more_changes_nothing()
    {
        Entry first = (await Open().AppendAsync([Facts.Draft("a")], Cancellation))[0];
        await Open().AppendAsync([Facts.Draft("b")], Cancellation);

        Assert.Null(await Open().TryAppendAsync([Facts.Draft("late")], first.Hash, Cancellation));
        Assert.Null(await Open().TryAppendAsync([Facts.Draft("late")], LedgerChain.Genesis, Cancellation));
        Assert.Equal(["a", "b"], (await Open().ReadAsync(Cancellation)).Select(entry => entry.Type));
    }

    [Fact]
    public async Task Of_many_who_saw_the_same_head_one_appends()
    {
        Entry seen = (await Open().AppendAsync([Facts.Draft("seen")], Cancellation))[0];

        ImmutableArray<Entry>?[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() => Open().TryAppendAsync([Facts.Draft($"writer{writer}")], seen.Hash, Cancellation))));

        Assert.Single(answers, answer => answer is not null);
        Assert.Equal(2, (await Open().ReadAsync(Cancellation)).Length);
    }

    [Fact]
    public async Task What_follows_a_mark_is_read_alone()
    {
        await Open().AppendAsync([Facts.Draft("a"), Facts.Draft("b")], Cancellation);
        LedgerTail all = await Open().ReadAfterAsync(null, Cancellation);
        await Open().AppendAsync([Facts.Draft("c")], Cancellation);

        LedgerTail tail = await Open().ReadAfterAsync(all.End, Cancellation);
        LedgerTail none = await Open().ReadAfterAsync(tail.End, Cancellation);

        Assert.Equal((LedgerMark.Start, 2, all.Entries[^1].Hash), (all.From, all.End.Count, all.End.Head));
        Assert.Equal((all.End, "c", 3), (tail.From, Assert.Single(tail.Entries).Type, tail.End.Count));
        Assert.Equal((tail.End, 0, tail.End), (none.From, none.Entries.Length, none.End));
    }

    [Fact]
    public async Task Behind_a_mark_that_is_not_in_the_ledger_everything_is_read()
    {
        await Open().AppendAsync([Facts.Draft("a"), Facts.Draft("b")], Cancellation);
        LedgerMark end = (await Open().ReadAfterAsync(null, Cancellation)).End;

        foreach (LedgerMark foreign in new[] { end with { Head = new string('f', 64) }, end with { Count = 1 }, end with { Bytes = end.Bytes - 1 }, end with { Bytes = end.Bytes + 1 }, end with { Bytes = 1L << 40 } })
        {
            LedgerTail tail = await Open().ReadAfterAsync(foreign, Cancellation);
            Assert.Equal((LedgerMark.Start, 2, end), (tail.From, tail.Entries.Length, tail.End));
        }
    }

    [Fact]
    public async Task Eight_writers_at_once_make_one_unbroken_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            ILedgerStore ledger = Open();
            for (int number = 0; number < EntriesEach; number++)
                await ledger.AppendAsync([Facts.Draft($"writer{writer}") with { Run = $"{number}" }], Cancellation);
        })));

        ImmutableArray<Entry> read = await Open().ReadAsync(Cancellation);

        Assert.Equal(8 * EntriesEach, read.Length);
        Assert.Equal(Enumerable.Range(1, 8 * EntriesEach), read.Select(entry => entry.Seq));
        Assert.All(read.GroupBy(entry => entry.Type), writer => Assert.Equal(Enumerable.Range(0, EntriesEach).Select(number => $"{number}"), writer.Select(entry => entry.Run)));
    }
}
