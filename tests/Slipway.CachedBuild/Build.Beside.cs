using static Slipway.Tooling.ProcessTasks;

namespace Slipway.CachedBuild;

/// <summary>Targets that run beside each other, are tried again, or take too long.</summary>
internal sealed partial class Build
{
    private const int Steps = 4;
    private const int Chatter = 5000;

    // Each step waits for the other's, so that their lines are spoken in turn.
    private Target Left => _ => _.Executes(() => Speak("left", "right"));

    private Target Right => _ => _.Executes(() => Speak("right", "left"));

    private Target Beside => _ => _.DependsOn(Left, Right).Executes(() => Console.WriteLine("both have spoken"));

    // Console and child at once, in each of two targets at once.
    private Target ChatterOne => _ => _.Executes(() => ChatterAsync("one"));

    private Target ChatterTwo => _ => _.Executes(() => ChatterAsync("two"));

    private Target Flaky => _ => _.Retry(2).Executes(() =>
    {
        Note("Flaky");
        if (File.ReadAllLines(RootDirectory / "ran.log").Length < 3)
            throw new InvalidOperationException("not yet");
    });

    private Target Late => _ => _.Timeout(TimeSpan.FromSeconds(0.5)).Executes(() => StartProcess("sleep", ["60"]).AssertZeroExitCode());

    private Target BehindLate => _ => _.After(Late).Executes(() => { });

    private Target LateAndDeaf => _ => _.Timeout(TimeSpan.FromSeconds(0.2)).Executes(() => Thread.Sleep(TimeSpan.FromSeconds(60)));

    private Target EndlessOne => _ => _.Executes(() => Endless("one"));

    private Target EndlessTwo => _ => _.Executes(() => Endless("two"));

    private Target Tidy => _ => _.After(EndlessOne, EndlessTwo).AssuredAfterFailure().Executes(() =>
    {
        StartProcess("true", []).AssertZeroExitCode();
        Note("Tidy");
    });

    private void Speak(string name, string other)
    {
        for (int step = 1; step <= Steps; step++)
        {
            Console.Write($"{name} says ");
            File.WriteAllText(RootDirectory / $"{name}.{step}.half", "");
            WaitFor($"{other}.{step}.half");
            Console.WriteLine(step);
            StartProcess("sh", ["-c", $"echo {name} prints {step}"]).AssertZeroExitCode();
            File.WriteAllText(RootDirectory / $"{name}.{step}.whole", "");
            WaitFor($"{other}.{step}.whole");
        }

        ReportSummary(notes => notes["spoke"] = name);
    }

    private static async Task ChatterAsync(string name)
    {
        Task child = Task.Run(() => StartProcess("seq", [$"{Chatter}"]).AssertZeroExitCode());
        for (int line = 0; line < Chatter; line++)
            await Console.Out.WriteLineAsync($"{name} {line}");
        await child;
    }

    private static void Endless(string name)
    {
        File.WriteAllText(RootDirectory / $"endless.{name}", "");
        StartProcess("sleep", ["60"]).AssertZeroExitCode();
    }

    private static void WaitFor(string file)
    {
        int most = int.Parse(Environment.GetEnvironmentVariable("BESIDE_PATIENCE") ?? "2000", System.Globalization.CultureInfo.InvariantCulture);
        for (int tries = 0; !File.Exists(RootDirectory / file); tries++)
        {
            if (tries == most)
                throw new TimeoutException($"nobody wrote {file}");
            Thread.Sleep(10);
        }
    }
}
