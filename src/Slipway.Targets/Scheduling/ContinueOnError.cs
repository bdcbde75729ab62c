namespace Slipway.Targets.Scheduling;

/// <summary>What still starts after a target failed. What runs already is let end; targets with <c>AssuredAfterFailure</c> start in any case.</summary>
public enum ContinueOnError
{
    /// <summary>Nothing.</summary>
    Never,

    /// <summary>What needs nothing that failed.</summary>
    Independent,

    /// <summary>Everything.</summary>
    Always,
}
