using System.Diagnostics;
using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>A build that is killed leaves no process behind: neither those it started nor those these started.</summary>
public sealed class KilledBuildTests(GreeterRepository greeter)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Killed_in_the_middle_of_a_step_nothing_is_left_within_five_seconds()
    {
        Soak.OrSkip("compiles, tests and publishes for real");
        await using Site clone = await greeter.CloneAsync();
        (await clone.RunAsync("--help")).Expect(0); // compiles the build program
        await KillAsync(clone, "Compile", "VBCSCompiler");
        await KillAsync(clone, "Test", "testhost");
        await KillAsync(clone, "Package", " publish ");
    }

    private static async Task KillAsync(Site site, string target, string word)
    {
        string mark = $"SLIPWAY_STATE={site.State}";
        await using Launch build = site.Start(target);
        await Eventually.IsTrueAsync($"{word} runs", () => Support.Processes.Carrying(mark).Any(line => line.Contains(word, StringComparison.Ordinal)));

        build.KillAlone();

        long start = Stopwatch.GetTimestamp();
        string[] left;
        while ((left = Support.Processes.Carrying(mark)).Length > 0 && Stopwatch.GetElapsedTime(start) < Limit)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        Assert.Empty(left);
        (await build.EndAsync()).Expect(137);
    }
}
