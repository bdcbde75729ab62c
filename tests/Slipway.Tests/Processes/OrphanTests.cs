using System.Diagnostics;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tests.Processes;

/// <summary>What a command started ends with us, in whatever way we end.</summary>
public sealed class OrphanTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sleep", "60")]
    [InlineData("trap-interrupt", "60")]
    [InlineData("spawn", "plain", "60")]
    [InlineData("spawn", "setsid", "60")]
    [InlineData("spawn", "orphan", "60")]
    public async Task Killing_a_parent_leaves_nothing_of_the_tree_behind(params string[] verb)
    {
        string mark = Guid.NewGuid().ToString("N");
        await KillParentAsync(mark, [Dummy.Program, .. verb]);
        Assert.True(await IsSoonAsync(() => Dummy.Carrying(mark).IsEmpty));
    }

    [Fact]
    public async Task Killing_the_outermost_of_two_parents_leaves_nothing_of_the_tree_behind()
    {
        string mark = Guid.NewGuid().ToString("N");
        await KillParentAsync(mark, [Dummy.Program, "parent", Dummy.Program, "spawn", "orphan", "60"]);
        Assert.True(await IsSoonAsync(() => Dummy.Carrying(mark).IsEmpty));
    }

    [Fact]
    public async Task A_child_that_threw_its_environment_away_ends_too()
    {
        string length = $"60.{Random.Shared.NextInt64(1_000_000_000):D9}";
        await KillParentAsync("", ["env", "-i", "sh", "-c", "echo started; exec sleep $0", length]);
        Assert.True(await IsSoonAsync(() => !IsNamed(length)));
    }

    [Fact]
    public async Task The_end_of_the_thread_that_asked_ends_no_child()
    {
        Task<CommandResult> running = null!; // set by the thread
        var asking = new Thread(() => running = Dummy.RunAsync(Dummy.Told("sleep", "1"), cancellation: Cancellation));
        asking.Start();
        asking.Join();

        CommandResult result = await running;

        Assert.Equal(("sleeping", 0), (result.StandardOutput, result.ExitCode));
    }

    [Fact]
    public async Task Nobody_stands_beside_a_command_that_is_over()
    {
        CommandResult result = await Dummy.RunAsync(Dummy.Told("print-env", "SLIPWAY_RUN"), cancellation: Cancellation);
        string marker = result.StandardOutput.Split(',')[^1];
        Assert.Equal(32, marker.Length);

        Assert.True(await IsSoonAsync(() => !IsNamed(marker)));
    }

    private static async Task KillParentAsync(string mark, string[] child)
    {
        using Process parent = Process.Start(new ProcessStartInfo(Dummy.Program, ["parent", .. child]) { Environment = { ["TEST_MARK"] = mark }, RedirectStandardOutput = true })!;
        Assert.NotNull(await parent.StandardOutput.ReadLineAsync(Cancellation));
        Assert.True(Dummy.Carrying(mark).Length > 1);
        parent.Kill();
    }

    private static async Task<bool> IsSoonAsync(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
                return false;
            await Task.Delay(20, Cancellation);
        }

        return true;
    }

    private static bool IsNamed(string word) => Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Any(folder =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(word, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // ended between the listing and the look
        }
    });
}
