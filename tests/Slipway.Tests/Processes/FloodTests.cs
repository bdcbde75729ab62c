using System.Diagnostics;
using System.Globalization;
using Slipway.Fakes;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tests.Processes;

[Collection(nameof(Alone))]
public sealed class FloodTests(ITestOutputHelper log)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_million_lines_arrive_in_order_and_masked_quickly()
    {
        Command command = Dummy.Told("flood", "1000000") with { Secrets = ["000000000042xxx", "second-secret", "third-secret", "fourth-secret", "fifth-secret"] };
        long next = 0;
        int masked = 0;

        CommandResult result = await Dummy.RunAsync(command, line =>
        {
            if (line.Text.StartsWith("***", StringComparison.Ordinal))
                masked++;
            else if (next != long.Parse(line.Text.AsSpan(0, 12), CultureInfo.InvariantCulture))
                Assert.Fail($"line {next} is {line.Text}");
            next++;
        }, Cancellation);

        log.WriteLine($"1,000,000 lines in {result.Duration.TotalMilliseconds:0} ms");
        Assert.Equal((1_000_000, 1), (next, masked));
        Assert.InRange(result.Output.Sum(line => line.Text.Length + 1), 1_000_000, 1 << 20);
        Assert.InRange(result.Duration.TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task Both_pipes_at_once_do_not_deadlock()
    {
        int output = 0, error = 0;

        await Dummy.RunAsync(Dummy.Told("flood-both", "1000000"), line => _ = line.IsError ? error++ : output++, Cancellation);

        Assert.Equal((1_000_000, 1_000_000), (output, error));
    }

    [Fact]
    public async Task Two_gigabytes_do_not_grow_memory()
    {
        Soak.OrSkip("two gigabytes");
        using var self = Process.GetCurrentProcess();
        await Dummy.RunAsync(Dummy.Told("flood", "1000000"), cancellation: Cancellation);
        self.Refresh();
        long before = self.WorkingSet64;

        CommandResult result = await Dummy.RunAsync(Dummy.Told("flood", "20000000"), cancellation: Cancellation);

        self.Refresh();
        log.WriteLine($"2 GB in {result.Duration.TotalSeconds:0.0} s, grown by {(self.WorkingSet64 - before) >> 20} MB");
        Assert.InRange(self.WorkingSet64 - before, long.MinValue, 64 << 20);
    }

    [Fact]
    public async Task A_line_without_an_end_comes_in_pieces()
    {
        var lengths = new List<int>();

        await Dummy.RunAsync(Dummy.Told("long-line", "100000000"), line => lengths.Add(line.Text.Length), Cancellation);

        Assert.Equal(1 << 16, lengths.Max());
        Assert.InRange(lengths.Sum(length => (long)length), 100_000_000, 100_000_000 + (1 << 16));
    }
}
