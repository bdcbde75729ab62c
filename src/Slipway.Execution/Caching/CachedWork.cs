using System.Collections.Immutable;
using Slipway.Targets.Caching;

namespace Slipway.Execution.Caching;

/// <summary>One target of a run whose work may be known already.</summary>
public sealed record CachedWork
{
    /// <summary>The target's name.</summary>
    public required string Target { get; init; }

    /// <summary>The type that declares it, for messages.</summary>
    public required string DeclaredBy { get; init; }

    /// <summary>False where it only says what it makes: it runs every time, and that is looked at.</summary>
    public required bool IsCached { get; init; }

    /// <summary>What it reads, with what the targets make that it depends on.</summary>
    public required ImmutableArray<PathPattern> Inputs { get; init; }

    /// <summary>What of it does not count.</summary>
    public required ImmutableArray<PathPattern> Except { get; init; }

    /// <summary>What it makes.</summary>
    public required ImmutableArray<PathPattern> Outputs { get; init; }

    /// <summary>Everything else its work depends on, asked when its turn comes.</summary>
    public required Func<CancellationToken, Task<ImmutableArray<InputField>>> ReadOthers { get; init; }

    /// <summary>Does the work and gives what was printed.</summary>
    public required Func<CancellationToken, Task<WorkLog>> Run { get; init; }

    /// <summary>Says why what was just made must not be kept, such as a secret in it; null where it may. Gets the files, and the log.</summary>
    public required Func<ImmutableArray<string>, WorkLog, CancellationToken, Task<string?>> Objection { get; init; }
}

/// <summary>What a target printed: the beginning, and how many lines more.</summary>
/// <param name="Lines">Lines, masked.</param>
/// <param name="LeftOut">How many are not among them.</param>
public sealed record WorkLog(ImmutableArray<LogLine> Lines, int LeftOut);

/// <summary>What is told while a target is looked up.</summary>
/// <param name="Say">One line.</param>
/// <param name="Replay">What it printed when it ran.</param>
/// <param name="Label">What the summary says beside it.</param>
public sealed record CacheVoice(Action<string> Say, Action<WorkLog> Replay, Action<string> Label);

/// <summary>What is asked of the cache.</summary>
public enum CacheUse
{
    /// <summary>What is known is taken.</summary>
    Take,

    /// <summary>Everything runs, and is kept anew.</summary>
    RunAll,

    /// <summary>What is known runs too, and what it makes is compared.</summary>
    Verify,
}
