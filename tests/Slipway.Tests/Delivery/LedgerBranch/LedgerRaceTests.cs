using System.Collections.Immutable;
using System.Diagnostics;
using Slipway.Delivery.LedgerBranch;
using Slipway.Delivery.LedgerFiles;
using Slipway.Fakes;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;

namespace Slipway.Tests.Delivery.LedgerBranch;

/// <summary>Many append at once, each in a process of its own where it counts; some are killed. Nothing that was acknowledged is lost.</summary>
[Collection(nameof(Alone))]
public sealed class LedgerRaceTests(ITestOutputHelper output) : IDisposable
{
    private readonly TeamRemote _team = new();

    private static bool IsRace => Environment.GetEnvironmentVariable("SLIPWAY_RACES") == "1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _team.Dispose();

    [Theory]
    [InlineData(4, 10)]
    [InlineData(16, 1000)]
    public async Task Processes_that_append_to_one_file_lose_nothing(int processes, int each)
    {
        Assert.SkipUnless(each <= 10 || IsRace, "takes a minute; ./build.sh LedgerRaces runs it");
        var state = _team.Folder / "state";
        var watch = Stopwatch.StartNew();

        int[] codes = await Task.WhenAll(Enumerable.Range(0, processes).Select(writer => AppendAsync("file", state, $"writer{writer}", each)));

        output.WriteLine($"{processes} processes x {each}: {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.All(codes, code => Assert.Equal(0, code));
        Check(await new FileLedger(state, TimeProvider.System).ReadAsync(Cancellation), processes, each);
    }

    [Theory]
    [InlineData(4, 10)]
    [InlineData(8, 200)]
    public async Task Clones_that_push_to_one_branch_lose_nothing(int clones, int each)
    {
        Assert.SkipUnless(each <= 10 || IsRace, "takes minutes; ./build.sh LedgerRaces runs it");
        if (!IsRace)
            Soak.OrSkip("forty pushes of four clones to one branch");
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, clones).Select(clone => Task.Run(async () =>
        {
            BranchLedger ledger = _team.Clone($"clone{clone}");
            for (int number = 0; number < each; number++)
                await ledger.AppendAsync([Facts.Draft($"writer{clone}") with { Run = $"{number}" }], Cancellation);
        })));

        output.WriteLine($"{clones} clones x {each}: {watch.Elapsed.TotalSeconds:0.0} s");
        Check(await _team.Clone("a-fresh-one").ReadAsync(Cancellation), clones, each);
        Assert.Equal("0", TeamRemote.Git(_team.Bare, "rev-list", "--count", "--min-parents=2", TeamRemote.Branch));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("branch")]
    public async Task Writers_killed_at_any_moment_leave_a_ledger_that_goes_on(string kind)
    {
        Soak.OrSkip("kills writers");
        string place = kind == "file" ? _team.Folder / "state" : _team.OptionsOf("ada").Repository;
        for (int kill = 0; kill < (Soak.IsOn ? 40 : 6); kill++)
        {
            using Process writer = Start(kind, place, $"writer{kill}", 1000);
            int acknowledged = 0;
            while (acknowledged < 2 + (kill % 3) && await writer.StandardOutput.ReadLineAsync(Cancellation) is not null)
                acknowledged++;
            await Task.Delay(kill * 7 % 50, Cancellation);
            writer.Kill(); // its git, if one runs, is left alone as after a crash
            while (await writer.StandardOutput.ReadLineAsync(Cancellation) is not null)
                acknowledged++;
            await writer.WaitForExitAsync(Cancellation);

            ILedgerStore ledger = kind == "file" ? new FileLedger(place, TimeProvider.System) : _team.Clone("ada");
            var watch = Stopwatch.StartNew();
            await ledger.AppendAsync([Facts.Draft("after")], Cancellation);
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
            ImmutableArray<Entry> all = await ledger.ReadAsync(Cancellation);
            Assert.InRange(all.Count(entry => entry.Type == $"writer{kill}"), acknowledged, acknowledged + 1); // the last may have arrived before anyone was told
        }
    }

    private static void Check(ImmutableArray<Entry> all, int writers, int each)
    {
        Assert.Equal(Enumerable.Range(1, writers * each), all.Select(entry => entry.Seq));
        Assert.All(all.GroupBy(entry => entry.Type), writer => Assert.Equal(Enumerable.Range(0, each).Select(number => $"{number}"), writer.Select(entry => entry.Run)));
        Assert.Equal(writers, all.Select(entry => entry.Type).Distinct().Count());
    }

    private static async Task<int> AppendAsync(string kind, string place, string writer, int count)
    {
        using Process process = Start(kind, place, writer, count);
        await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return process.ExitCode;
    }

    private static Process Start(string kind, string place, string writer, int count) => Process.Start(new ProcessStartInfo(Processes.Dummy.Program, ["append", kind, place, writer, $"{count}"]) { RedirectStandardOutput = true })!;
}
