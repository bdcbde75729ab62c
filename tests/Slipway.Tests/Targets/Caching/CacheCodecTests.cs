using Slipway.Targets.Caching;

namespace Slipway.Tests.Targets.Caching;

public sealed class CacheCodecTests
{
    private static readonly CacheEntry Entry = new(
        "Docs", new string('a', 64),
        [new("out/a.txt", OutputKind.File, 0x1ED, new string('b', 64), 12), new("out/link", OutputKind.Link, 0, "../a", 0), new("out/empty", OutputKind.Folder, 0x1ED, "", 0)],
        [new(LogSource.Build, "made ä"), new(LogSource.Command, "sh -c x"), new(LogSource.Output, ""), new(LogSource.Error, "careful")], 3);

    private static readonly LastSuccess Last = new(
        "Docs", new string('a', 64), new DateTimeOffset(2026, 11, 29, 9, 0, 0, TimeSpan.Zero), [new(InputKind.File, "docs/a.md", "absent")], Entry.Outputs);

    [Fact]
    public void What_is_written_is_read_again()
    {
        CacheEntry entry = CacheCodec.ReadEntry(CacheCodec.Write(Entry))!;
        LastSuccess last = CacheCodec.ReadLast(CacheCodec.Write(Last))!;

        Assert.Equal((Entry.Target, Entry.Key, Entry.LinesLeftOut), (entry.Target, entry.Key, entry.LinesLeftOut));
        Assert.Equal(Entry.Outputs, entry.Outputs.AsEnumerable());
        Assert.Equal(Entry.Log, entry.Log.AsEnumerable());
        Assert.Equal((Last.Target, Last.Key, Last.Utc), (last.Target, last.Key, last.Utc));
        Assert.Equal(Last.Fields, last.Fields.AsEnumerable());
    }

    [Fact]
    public void Cut_at_any_byte_or_with_any_bit_turned_it_is_no_entry()
    {
        byte[] bytes = CacheCodec.Write(Entry);

        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.Null(CacheCodec.ReadEntry(bytes[..length])));
        Assert.All(Enumerable.Range(0, bytes.Length), index =>
        {
            byte[] turned = [.. bytes];
            turned[index] ^= 0x10;
            Assert.Null(CacheCodec.ReadEntry(turned));
        });
        Assert.Null(CacheCodec.ReadEntry(CacheCodec.Write(Last)));
        Assert.Null(CacheCodec.ReadLast(bytes));
    }

    [Fact]
    public void A_number_that_was_made_up_asks_for_no_memory()
    {
        byte[] bytes = CacheCodec.Write(Entry with { Outputs = [], Log = [] })[..^32];
        int outputs = bytes.Length - 12;
        BitConverter.GetBytes(int.MaxValue).CopyTo(bytes, outputs);

        Assert.Null(CacheCodec.ReadEntry([.. bytes, .. System.Security.Cryptography.SHA256.HashData(bytes)]));
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("/etc/passwd")]
    [InlineData("out/../../x")]
    [InlineData("out//x")]
    [InlineData("./x")]
    [InlineData("c:/x")]
    [InlineData("a\\..\\b")]
    [InlineData("")]
    public void A_path_that_leaves_its_folder_makes_it_no_entry(string path) =>
        Assert.Null(CacheCodec.ReadEntry(CacheCodec.Write(Entry with { Outputs = [Entry.Outputs[0] with { Path = path }] })));
}
