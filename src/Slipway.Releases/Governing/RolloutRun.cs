namespace Slipway.Releases.Governing;

/// <summary>What a wish about a rollout met.</summary>
public enum RolloutRun
{
    /// <summary>A run that walks it, and hears of the wish at its next look.</summary>
    AtWork,

    /// <summary>Nobody: its run was gone, so it was taken back at once.</summary>
    TakenBack,

    /// <summary>One that had just ended, or was at its end and is finished now.</summary>
    Over,
}
