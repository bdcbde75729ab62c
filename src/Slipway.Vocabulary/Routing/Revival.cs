namespace Slipway.Vocabulary.Routing;

/// <summary>What the keeper of a front door does when its edge ended.</summary>
/// <param name="ExitCode">To end with this code itself; null to start another edge.</param>
/// <param name="Pause">How long to wait before it does.</param>
public readonly record struct Revival(int? ExitCode, TimeSpan Pause)
{
    /// <summary>An edge that served at least this long stood: one that dies sooner is followed more slowly each time.</summary>
    public static readonly TimeSpan Standing = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Decides. An edge that was told to end ends with 0, and its keeper with it. One that gives up by itself (a code below 128) before any edge stood
    /// never will: whoever starts the environment is told its code. Every other end is a crash, and another edge is started: at once after one that stood,
    /// else after a pause that doubles up to 5 s.
    /// </summary>
    /// <param name="exitCode">How the edge ended; 128 and above is a signal.</param>
    /// <param name="lived">How long it lived.</param>
    /// <param name="hasStood">Whether any edge before it stood.</param>
    /// <param name="fell">How many before it in a row did not stand; 0 or more.</param>
    public static Revival After(int exitCode, TimeSpan lived, bool hasStood, int fell) =>
        exitCode == 0 || (exitCode < 128 && !hasStood && lived < Standing) ? new(exitCode, TimeSpan.Zero)
        : lived >= Standing || fell == 0 ? default
        : new(null, First * Math.Min(1 << Math.Min(fell - 1, 16), Longest / First));
}
