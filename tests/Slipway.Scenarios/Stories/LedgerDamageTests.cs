using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>Somebody alters the ledger's file by hand.</summary>
public sealed class LedgerDamageTests(GreeterRepository greeter)
{
    private const int Flips = 50;

    [Fact]
    public async Task Every_flipped_byte_is_found_by_the_audit()
    {
        Soak.OrSkip("audits 51 times");
        await using Site site = await greeter.OpenAsync();
        string file = Path.Combine(site.State, "ledger.jsonl");
        long length = new FileInfo(file).Length;

        for (int number = 0; number < Flips; number++)
        {
            long position = length * number / Flips;
            Flip(file, position);
            Ended ended = await site.RunAsync("Audit", "--verify");
            Assert.True(ended.ExitCode == 10 && ended.All.Contains("SLP30", StringComparison.Ordinal), $"byte {position} of {length}: exit {ended.ExitCode}\n{ended.All}");
            Flip(file, position);
        }

        (await site.RunAsync("Audit", "--verify")).Expect(0);
    }

    private static void Flip(string file, long position)
    {
        using FileStream stream = File.Open(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = position;
        int value = stream.ReadByte();
        stream.Position = position;
        stream.WriteByte((byte)(value ^ 1));
    }
}
