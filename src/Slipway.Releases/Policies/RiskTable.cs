namespace Slipway.Releases.Policies;

/// <summary>How many points each sign of risk is worth. Versioned with the policy, so that a score can be told again.</summary>
public sealed record RiskTable
{
    /// <summary>For each doubling of the changed lines. Default 1.</summary>
    public double Lines { get; init; } = 1;

    /// <summary>For each doubling of the changed files. Default 1.</summary>
    public double Files { get; init; } = 1;

    /// <summary>For each commit, up to ten. Default 0.5.</summary>
    public double Commits { get; init; } = 0.5;

    /// <summary>For each author beyond the first, up to five. Default 1.</summary>
    public double Authors { get; init; } = 1;

    /// <summary>For each day since the last deployment, up to 20. Default 0.25.</summary>
    public double Days { get; init; } = 0.25;

    /// <summary>When features are added. Default 5.</summary>
    public double MinorVersion { get; init; } = 5;

    /// <summary>When something is broken on purpose. Default 25.</summary>
    public double MajorVersion { get; init; } = 25;

    /// <summary>For each configuration key that changes, up to five. Default 2.</summary>
    public double Configuration { get; init; } = 2;

    /// <summary>For each file that says which packages are used, up to five. Default 2.</summary>
    public double Dependencies { get; init; } = 2;

    /// <summary>For each touched file that was in a release taken back, up to five. Default 3.</summary>
    public double HotSpots { get; init; } = 3;

    /// <summary>For each open risk of middle severity. Default 8.</summary>
    public double MediumRisks { get; init; } = 8;

    /// <summary>For each open risk of high severity. Default 20.</summary>
    public double HighRisks { get; init; } = 20;

    /// <summary>For the share of releases taken back here, all of them being 1. Default 20.</summary>
    public double FailureRate { get; init; } = 20;

    /// <summary>When the way back was not rehearsed in the profile's time. Default 5.</summary>
    public double NotRehearsed { get; init; } = 5;

    /// <summary>When whoever deploys never deployed here. Default 3.</summary>
    public double FirstTimer { get; init; } = 3;
}
