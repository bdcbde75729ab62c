namespace Slipway.Releases.Policies;

/// <summary>What release managers decide, as data: <c>.nuke/release.json</c>.</summary>
public sealed record ReleasePolicy
{
    public GatePolicy Gates { get; init; } = new();

    public DeploymentPolicy Deployment { get; init; } = new();

    public LedgerPolicy Ledger { get; init; } = new();

    public PackagesPolicy Packages { get; init; } = new();
}

/// <summary>Thresholds of the gates.</summary>
public sealed record GatePolicy
{
    /// <summary>Fewer tests than this are no evidence. Default 1.</summary>
    public int MinimumTests { get; init; } = 1;

    /// <summary>Least line coverage in percent; null asks for none.</summary>
    public double? MinimumCoverage { get; init; }
}

/// <summary>How long a deployment may take, in seconds.</summary>
public sealed record DeploymentPolicy
{
    /// <summary>From start to ready. Default 30.</summary>
    public int ReadySeconds { get; init; } = 30;

    /// <summary>For requests in flight to leave the old instances. Default 30.</summary>
    public int DrainSeconds { get; init; } = 30;

    /// <summary>Between asking an instance to stop and killing it. Default 10.</summary>
    public int StopSeconds { get; init; } = 10;
}
