namespace Slipway.Releases.Deciding;

/// <summary>Numbers of the rules that decisions are made by: a rule that comes later is not asked of what was decided before it.</summary>
public static class DecisionRules
{
    /// <summary>From here on going down to an older version is no promotion.</summary>
    public const int NoWayDown = 2;

    /// <summary>What is decided now is decided by these.</summary>
    public const int Current = NoWayDown;
}
