using System.IO.Compression;
using System.Text;
using Slipway.Delivery.Scanning;
using Slipway.Releases.Evidence;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.Scanning;

public sealed class SecretScanTests : IDisposable
{
    private const string Key = "-----BEGIN " + "PRIVATE KEY-----";
    private const string Value = "correct horse battery";

    private readonly Fakes.TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Places_are_named_by_line_or_byte_and_the_secret_is_not()
    {
        Write("a.txt", Encoding.UTF8.GetBytes($"one\ntwo {Key} {Key}\n\n{Value}\n"));
        Write("b.bin", [0, 1, .. Encoding.Unicode.GetBytes(Value)]);
        Write("empty", []);
        File.CreateSymbolicLink(_folder.Path / "link", _folder.Path / "a.txt");

        ScanReport report = await ScanAsync("a.txt", "b.bin", "empty", "gone", "link");

        Assert.Equal(["a.txt:2: private key", "a.txt:4: value of SHOP_KEY", "b.bin:byte 2: value of SHOP_KEY"], report.Findings);
        Assert.Equal("3 files of the source, 1 known values", report.Looked);
        Assert.DoesNotContain(report.ToData(), item => item.Value.Contains(Value, StringComparison.Ordinal) || item.Value.Contains("BEGIN", StringComparison.Ordinal));
    }

    // Pieces are 1 MiB: what starts in one, and what ends in the next, is found once, and its line is right.
    [Theory]
    [InlineData((1 << 20) - 30)]
    [InlineData((1 << 20) - 10)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData((1 << 20) + 2)]
    [InlineData((1 << 20) + 3)]
    [InlineData((2 << 20) + 4)]
    [InlineData((3 << 20) - 1)]
    public async Task Nothing_hides_on_the_border_of_two_pieces(int offset)
    {
        string before = string.Concat(Enumerable.Repeat("123456789\n", (offset / 10) + 1))[..(offset - 1)] + "\n";
        Write("long.txt", Encoding.UTF8.GetBytes($"{before}{Value}\n{Key}\nend"));
        Write("long.bin", [0, .. new byte[offset], .. Encoding.Unicode.GetBytes(Value), 0, .. Encoding.Latin1.GetBytes(Key), .. new byte[1 << 20]]);
        int line = before.Count(letter => letter == '\n') + 1;

        ScanReport report = await ScanAsync("long.txt", "long.bin");

        Assert.Equal(
            [$"long.txt:{line}: value of SHOP_KEY", $"long.txt:{line + 1}: private key", $"long.bin:byte {offset + 1}: value of SHOP_KEY", $"long.bin:byte {offset + 2 + (Value.Length * 2)}: private key"],
            report.Findings);
    }

    [Fact]
    public async Task Packed_files_are_looked_into_and_what_cannot_be_is_a_finding()
    {
        using (ZipArchive archive = await ZipFile.OpenAsync(_folder.Path / "p.nupkg", ZipArchiveMode.Create, Cancellation))
        {
            await using Stream entry = await archive.CreateEntry("lib/config.json").OpenAsync(Cancellation);
            await entry.WriteAsync(Encoding.UTF8.GetBytes($"\n{Key}"), Cancellation);
        }

        Write("broken.zip", [1, 2, 3]);

        Assert.Equal(["p.nupkg!lib/config.json:2: private key", "broken.zip: it is no archive that can be looked into"], (await ScanAsync("p.nupkg", "broken.zip")).Findings);
    }

    [Fact]
    public async Task Nothing_to_look_at_is_no_data() => Assert.False((await ScanAsync("gone")).HasData);

    [Fact]
    public void A_source_that_changes_while_it_is_scanned_gives_no_evidence()
    {
        var before = new PackageSource(new string('c', 40), new string('a', 40), IsDirty: false);

        Components.Scanning.EnsureUnchanged(before, before with { IsDirty = true });
        FaultException refused = Assert.Throws<FaultException>(() => Components.Scanning.EnsureUnchanged(before, before with { Tree = new string('b', 40) }));

        Assert.Equal((ExitCode.Inconclusive, "SLP1641"), (refused.ExitCode, Assert.Single(refused.Faults).Code));
    }

    private Task<ScanReport> ScanAsync(params string[] files) =>
        new SecretScan(new SecretSearch([new("SHOP_KEY", Value)])).ReadAsync(_folder.Path, [.. files], "the source", Cancellation);

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(_folder.Path / name, bytes);
}
