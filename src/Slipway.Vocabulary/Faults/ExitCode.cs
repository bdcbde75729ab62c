namespace Slipway.Vocabulary.Faults;

/// <summary>The stable exit codes of every verb; a CI server may branch on them.</summary>
public enum ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    Succeeded = 0,

    /// <summary>A target failed.</summary>
    Failed = 1,

    /// <summary>The command line or a configuration file is wrong; nothing ran.</summary>
    Usage = 2,

    /// <summary>A gate failed or the order of environments was not kept.</summary>
    GateFailed = 3,

    /// <summary>An approval is missing.</summary>
    ApprovalMissing = 4,

    /// <summary>A freeze is in force.</summary>
    Frozen = 5,

    /// <summary>Another run holds the environment.</summary>
    Held = 6,

    /// <summary>There is no evidence to decide on; never the same as passed.</summary>
    Inconclusive = 7,

    /// <summary>The deployment failed and the previous release serves again.</summary>
    RolledBack = 8,

    /// <summary>The deployment failed and taking it back failed too.</summary>
    RollbackFailed = 9,

    /// <summary>The ledger or a package is not what was recorded.</summary>
    Damaged = 10,

    /// <summary>Interrupted from the keyboard (128 + SIGINT).</summary>
    Interrupted = 130,

    /// <summary>Terminated (128 + SIGTERM).</summary>
    Terminated = 143,
}
