namespace Slipway.Targets.Events;

/// <summary>How one target ended.</summary>
public enum Outcome
{
    Succeeded,

    /// <summary>Not run, by choice; the reason says whose.</summary>
    Skipped,

    Failed,

    /// <summary>Interrupted while it ran.</summary>
    Aborted,

    /// <summary>Scheduled, but the run ended before its turn.</summary>
    NotRun,
}
