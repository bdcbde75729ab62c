using System.Diagnostics;
using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>Ctrl-C in the very middle of a step: nothing is left behind, what served serves, and the next verb carries on.</summary>
public sealed class InterruptedStepTests(GreeterRepository greeter)
{
    private const int LargeFile = 400 * 1024 * 1024;
    private const int Attempts = 12;

    [Fact]
    public async Task Ctrl_C_while_a_large_package_is_unpacked()
    {
        Soak.LongOrSkip("packs and unpacks 400 MiB");
        await using Site site = await greeter.CloneAsync();
        await greeter.FillAsync(site);
        string large = await PackageLargeFileAsync(site);
        int before = site.Ledger().Length;
        await using (Launch stage = site.Start("Stage", "--package", large))
        {
            await site.LedgerSaysAsync(before, "\"unpack\"", "\"intent\"");
            await stage.InterruptAsync();
        }

        AssertEndedWithin("unpack", site.Ledger()[before..]);
        Assert.Empty(site.Running(large[..12]));
        Assert.Empty(Directory.EnumerateDirectories(site.State, "services*.tmp*", SearchOption.AllDirectories));
        await site.ServesAsync("staging", greeter.FirstPackage);

        (await site.RunAsync("Stage", "--package", large)).Expect(0);
        await site.ServesAsync("staging", large);
    }

    // A start takes a few milliseconds, so the ledger is watched without a pause, and the attempt repeated until one was in time.
    [Fact]
    public async Task Ctrl_C_while_an_instance_is_started()
    {
        Soak.OrSkip("tries until the moment is met");
        await using Site site = await greeter.OpenAsync();
        bool wasInTime = false;
        for (int attempt = 0; attempt < Attempts && !wasInTime; attempt++)
        {
            int before = site.Ledger().Length;
            await using Launch stage = site.Start("Stage", "--package", greeter.SecondPackage);
            await Task.Run(() => SpinUntilStarting(site, before), TestContext.Current.CancellationToken);
            await stage.InterruptAsync();

            wasInTime = HasOpen("start", site.Ledger()[before..]);
            Assert.Empty(site.Running(greeter.SecondPackage[..12]));
            await site.ServesAsync("staging", greeter.FirstPackage);
        }

        Assert.True(wasInTime, $"none of {Attempts} interrupts arrived within the start");
        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(0);
        await site.ServesAsync("staging", greeter.SecondPackage);
    }

    [Fact]
    public async Task Ctrl_C_while_requests_are_drained_takes_the_traffic_back_and_cuts_no_request()
    {
        Soak.OrSkip("tries until the moment is met");
        await using Site site = await greeter.OpenAsync();
        string version = (await site.StatusAsync()).In("staging").Release!.Version;
        site.Mood("staging", $"{version} slow-front 9000");
        Task<string> slow = site.AskAsync("staging", "/hello/Ada");
        int before = site.Ledger().Length;
        await using (Launch stage = site.Start("Stage", "--package", greeter.SecondPackage))
        {
            await site.LedgerSaysAsync(before, "\"drain\"", "\"intent\"");
            Assert.False(slow.IsCompleted);
            await stage.InterruptAsync();
        }

        AssertEndedWithin("drain", site.Ledger()[before..]);
        Assert.Equal("Ahoy Ada, first release", await slow);
        Assert.Empty(site.Running(greeter.SecondPackage[..12]));
        await site.ServesAsync("staging", greeter.FirstPackage);

        site.Mood("staging", "");
        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(0);
        await site.ServesAsync("staging", greeter.SecondPackage);
    }

    private static async Task<string> PackageLargeFileAsync(Site site)
    {
        string project = Path.Combine(site.Root, "src", "Greeter", "Greeter.csproj");
        string text = await File.ReadAllTextAsync(project, TestContext.Current.CancellationToken);
        const string Large = "<ItemGroup><None Include=\"large.bin\" CopyToPublishDirectory=\"PreserveNewest\" /></ItemGroup></Project>";
        await File.WriteAllTextAsync(project, text.Replace("</Project>", Large, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        using (FileStream file = File.Create(Path.Combine(site.Root, "src", "Greeter", "large.bin")))
            file.SetLength(LargeFile);
        string[] known = site.Packages();
        (await site.RunAsync("Package", "--version", "0.9.5")).Expect(0); // tested too: another tree than the one with evidence
        return site.Packages().Except(known).Single();
    }

    private static void SpinUntilStarting(Site site, int before)
    {
        long start = Stopwatch.GetTimestamp();
        while (!HasIntent("start", site.Ledger().Skip(before)))
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60), "no start within 60 s");
    }

    private static void AssertEndedWithin(string step, string[] entries) =>
        Assert.True(HasOpen(step, entries), $"the interrupt did not arrive within {step}:\n{string.Join('\n', entries)}");

    private static bool HasOpen(string step, string[] entries) =>
        HasIntent(step, entries) && !entries.Any(entry => Says(entry, step, "outcome"));

    private static bool HasIntent(string step, IEnumerable<string> entries) => entries.Any(entry => Says(entry, step, "intent"));

    private static bool Says(string entry, string step, string phase) =>
        entry.Contains($"\"{step}\"", StringComparison.Ordinal) && entry.Contains($"\"{phase}\"", StringComparison.Ordinal);
}
