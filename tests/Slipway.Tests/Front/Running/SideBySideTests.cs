using System.Diagnostics;
using Slipway.Tests.Front.Caching;

namespace Slipway.Tests.Front.Running;

/// <summary>A build program whose targets run at once: what it shows, what it keeps in its log, and how it ends.</summary>
public sealed class SideBySideTests : IDisposable
{
    private readonly BuiltRepository _build = new();

    [Fact]
    public async Task Targets_that_speak_in_turn_are_shown_one_after_the_other()
    {
        (int exitCode, string output) = await _build.RunAsync("Beside", "--parallel", "2");

        Assert.Equal(0, exitCode);
        string[] lines = output.Split('\n');
        foreach (string name in new[] { "left", "right" })
        {
            int heading = Array.IndexOf(lines, $"── {char.ToUpperInvariant(name[0])}{name[1..]} ──");
            string[] expected = [.. Enumerable.Range(1, 4).SelectMany(step => new[] { $"{name} says {step}", $"> sh -c 'echo {name} prints {step}'", $"  {name} prints {step}" })];
            Assert.Equal(expected, lines.Skip(heading + 1).Take(expected.Length));
        }

        Assert.Contains("── Beside ──\nboth have spoken", output, StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("Left ", StringComparison.Ordinal) && line.EndsWith("spoke: left", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Right ", StringComparison.Ordinal) && line.EndsWith("spoke: right", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_has_every_line_behind_the_name_of_its_target()
    {
        await _build.RunAsync("Beside", "--parallel", "2", "--verbosity", "Quiet");

        string[] log = File.ReadAllLines(Assert.Single(Directory.GetFiles(_build.Root / ".nuke/temp/logs")));
        foreach (string name in new[] { "left", "right" })
        {
            foreach (int step in Enumerable.Range(1, 4))
            {
                Assert.Contains($"{char.ToUpperInvariant(name[0])}{name[1..]}| {name} says {step}", log);
                Assert.Contains($"{char.ToUpperInvariant(name[0])}{name[1..]}|   {name} prints {step}", log);
            }
        }

        Assert.DoesNotContain(log, line => line.StartsWith("Beside|", StringComparison.Ordinal)); // it ran alone
    }

    // The framework's own lock around the console and ours were taken in two orders, and such a run stood still.
    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Nobody_waits_for_good_where_targets_and_children_write_at_once(string parallel)
    {
        (int exitCode, string output) = await _build.RunAsync("ChatterOne", "ChatterTwo", "--parallel", parallel);

        Assert.Equal(0, exitCode);
        string[] lines = output.Split('\n');
        foreach (string name in new[] { "one", "two" })
            Assert.Equal(Enumerable.Range(0, 5000).Select(line => $"{name} {line}"), lines.Where(line => line.StartsWith(name + " ", StringComparison.Ordinal)));
        Assert.Equal(2 * 5000, lines.Count(line => line.StartsWith("  ", StringComparison.Ordinal) && int.TryParse(line, out _)));
    }

    [Fact]
    public async Task One_after_the_other_is_what_happens_unasked()
    {
        (int exitCode, string output) = await _build.RunAsync([("BESIDE_PATIENCE", "20")], "Beside");

        Assert.Equal(1, exitCode); // Left waits for Right, whose turn it is not
        Assert.Contains("nobody wrote right.1.half", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("never", "NotRun")]
    [InlineData("independent", "Succeeded")]
    public async Task What_goes_on_after_a_failure_is_asked_for(string rule, string outcome)
    {
        (int exitCode, string output) = await _build.RunAsync("Late", "BehindLate", "--continue-on-error", rule);

        Assert.Equal(1, exitCode);
        Assert.Contains(output.Split('\n'), line => line.StartsWith("BehindLate ", StringComparison.Ordinal) && line.Contains(outcome, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_target_that_fails_is_tried_again_so_often_as_it_says()
    {
        (int exitCode, string output) = await _build.RunAsync("Flaky");

        Assert.Equal(0, exitCode);
        Assert.Equal("Flaky Flaky Flaky", _build.TakeRan());
        Assert.Contains("failed (InvalidOperationException: not yet); tried again, 2 of 2", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Late", "Late took longer than 0.5 s\n")]
    [InlineData("LateAndDeaf", "LateAndDeaf took longer than 0.2 s, and did not end when it was told\n")]
    public async Task A_target_that_takes_too_long_fails_with_its_commands(string target, string cause)
    {
        long began = Stopwatch.GetTimestamp();

        (int exitCode, string output) = await _build.RunAsync(target);

        Assert.Equal(1, exitCode);
        Assert.Contains($"SLP1306  {cause}", output, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 25);
    }

    [Fact]
    public async Task An_interrupt_ends_all_that_run_and_cleanup_follows()
    {
        using Process process = _build.Start(BuiltRepository.ProgramFolder, [], "EndlessOne", "EndlessTwo", "Tidy", "--parallel", "2");
        while (!File.Exists(_build.Root / "endless.one") || !File.Exists(_build.Root / "endless.two"))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        long began = Stopwatch.GetTimestamp();
        using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.Equal("Tidy", _build.TakeRan());
        Assert.Equal(2, output.Split('\n').Count(line => line.StartsWith("Endless", StringComparison.Ordinal) && line.Contains("Aborted", StringComparison.Ordinal)));
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 10);
    }

    [Fact]
    public async Task What_is_no_number_of_targets_is_refused()
    {
        (int exitCode, string output) = await _build.RunAsync("Noop", "--parallel", "all");

        Assert.Equal(2, exitCode);
        Assert.Contains("SLP1111  --parallel cannot be 'all'", output, StringComparison.Ordinal);
    }

    public void Dispose() => _build.Dispose();
}
