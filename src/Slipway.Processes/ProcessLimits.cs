namespace Slipway.Processes;

/// <summary>How long the runner waits and how much it keeps.</summary>
public sealed record ProcessLimits
{
    /// <summary>Time between the first interrupt of a process tree and the kill; SIGTERM follows SIGINT after a fifth of it.</summary>
    public TimeSpan InterruptGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time the pipes are read on after the process ended; a grandchild that holds them open cannot keep us longer.</summary>
    public TimeSpan DrainGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Characters of output kept for the result; older lines are dropped.</summary>
    public int KeptCharacters { get; init; } = 1 << 20;

    /// <summary>Characters after which a line without an end is handed on in pieces.</summary>
    public int LineLimit { get; init; } = 1 << 16;

    /// <summary>Characters kept of a command that keeps all its output, and the longest line of it; what prints more is refused, not cut.</summary>
    public int WholeCharacters { get; init; } = 1 << 26;
}
