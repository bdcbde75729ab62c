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
    public async Task Eight_writers_at_once_make_one_unbroken_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            ILedgerStore ledger = Open();
            for (int number = 0; number < 50; number++)
                await ledger.AppendAsync([Facts.Draft($"writer{writer}") with { Run = $"{number}" }], Cancellation);
        })));

        ImmutableArray<Entry> read = await Open().ReadAsync(Cancellation);

        Assert.Equal(400, read.Length);
        Assert.Equal(Enumerable.Range(1, 400), read.Select(entry => entry.Seq));
        Assert.All(read.GroupBy(entry => entry.Type), writer => Assert.Equal(Enumerable.Range(0, 50).Select(number => $"{number}"), writer.Select(entry => entry.Run)));
    }
}
