namespace Slipway.Targets.Events;

/// <summary>How one target ended.</summary>
public enum Outcome
{
    /// <summary>Everything in it ended well.</summary>
    Succeeded,

    /// <summary>Not run, by choice; the reason says whose.</summary>
    Skipped,

    /// <summary>Something in it did not.</summary>
    Failed,

    /// <summary>Interrupted while it ran.</summary>
    Aborted,

    /// <summary>Scheduled, but the run ended before its turn.</summary>
    NotRun,
}
