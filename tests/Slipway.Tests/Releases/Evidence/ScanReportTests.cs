using System.Collections.Immutable;
using Slipway.Releases.Evidence;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Evidence;

public sealed class ScanReportTests
{
    [Fact]
    public void A_report_becomes_lines_in_order_and_no_line_becomes_two()
    {
        ImmutableSortedDictionary<string, string> data = Data(new ScanReport("secrets", ["b\nc: x", "a", "a", ""], "2 files"));

        Assert.Equal("a\nb c: x", data["findings"]);
        Assert.Equal("ok", data["result"]);
        Assert.Equal("2 files", data["looked"]);
        Assert.Equal("no data", Data(ScanReport.WithoutData("deprecated", "no source"))["result"]);
    }

    [Fact]
    public void A_package_without_licence_keeps_its_tab() =>
        Assert.Equal("A 1.0.0\t\nB 1.0.0\tMIT", Data(new ScanReport("licences", ["B 1.0.0\tMIT", "A 1.0.0\t"], "2 packages"))["findings"]);

    [Theory]
    [InlineData('x')]
    [InlineData('"')]
    [InlineData('ä')]
    [InlineData('\u2028')]
    public void A_long_list_fits_into_an_entry_and_counts_what_it_leaves_out(char letter)
    {
        ImmutableSortedDictionary<string, string> data = Data(new ScanReport("secrets", [.. Enumerable.Range(1000, 3000).Select(number => $"{number} {new string(letter, 500)}")], new string(letter, 5000)));

        string[] lines = data["findings"].Split('\n');
        Assert.Equal($"and {3000 - (lines.Length - 1)} more", lines[^1]);
        Assert.EndsWith($"; {lines.Length - 1} findings are listed, {lines[^1]}", data["looked"], StringComparison.Ordinal);
        Entry entry = new() { Seq = 0, Type = EntryType.EvidenceRecorded, Utc = DateTimeOffset.UnixEpoch, Actor = new Actor("ada@example.org", "human"), Run = "r", Application = "a", Data = data };
        Assert.True(LedgerLine.Write(entry, 1, "", out _).Length < LedgerLine.Longest - (8 * 1024));
    }

    private static ImmutableSortedDictionary<string, string> Data(ScanReport report) => report.ToData().ToImmutableSortedDictionary(item => item.Name, item => item.Value);
}
