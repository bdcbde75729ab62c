using Slipway.Releases.Ledger;

namespace Slipway.Releases.History;

/// <summary>One attempt to change what an environment runs, from the entry that announced it to the one that closed it, and what became of it.</summary>
public sealed record PastDeployment
{
    /// <summary>The entry that announced it: <c>deploy.started</c> or <c>rollback.started</c>.</summary>
    public required Entry Started { get; init; }

    /// <summary>The entry that closed it; null while it is open.</summary>
    public Entry? Ended { get; init; }

    /// <summary>What it was for.</summary>
    public required DeploymentKind Kind { get; init; }

    /// <summary>Package that served when it started, or null where nothing did.</summary>
    public string? Before { get; init; }

    /// <summary>True for the steps of a rehearsed rollback: they prove the way back and change nothing for good.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>The <c>rollback.started</c> that left it again, its own automatic one included; null while none did.</summary>
    public Entry? TakenBack { get; init; }

    /// <summary>What it was brought in to mend, as named when it was asked for: an incident or a deployment; null for most.</summary>
    public string? Remediates => Started.Data.GetValueOrDefault("remediates") is { Length: > 0 } what ? what : null;

    /// <summary>Name of the deployment, unique in its environment.</summary>
    public string Id => Started.DeploymentId ?? "";

    /// <summary>Where it went.</summary>
    public string Environment => Started.Environment ?? "";

    /// <summary>Id of the package.</summary>
    public string PackageId => Started.PackageId ?? "";

    /// <summary>Version of the package.</summary>
    public string Version => Started.Version ?? "0.0.0";

    /// <summary><c>succeeded</c>, <c>failed</c>, <c>rolled back</c> or <c>open</c>.</summary>
    public string Outcome => new HistoryLine(Started, Ended).Outcome;

    /// <summary>True when it reached its end with smoke tests passed: users met it.</summary>
    public bool IsSuccessful => Outcome == "succeeded";

    /// <summary>From its start to its end; null while it is open.</summary>
    public TimeSpan? Duration => Ended is null ? null : Ended.Utc - Started.Utc;
}
