using System.Diagnostics;

namespace Slipway.Scenarios.Support;

/// <summary>Waits for something to become true, and fails when it does not in time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public static async Task IsTrueAsync(string what, Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Deadline, $"not within {Deadline.TotalSeconds} s: {what}");
            await Task.Delay(Poll, TestContext.Current.CancellationToken);
        }
    }
}
