namespace Slipway.Targets.Declaring;

/// <summary>What becomes of a skipped target's dependencies that nobody else needs.</summary>
public enum DependencyBehavior
{
    /// <summary>They are skipped too.</summary>
    Skip,

    /// <summary>They run all the same.</summary>
    Execute,
}
