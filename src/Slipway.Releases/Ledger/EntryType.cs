namespace Slipway.Releases.Ledger;

/// <summary>The kinds of facts a ledger holds.</summary>
public static class EntryType
{
    public const string CandidateSealed = "candidate.sealed";
    public const string EvidenceRecorded = "evidence.recorded";
    public const string GateEvaluated = "gate.evaluated";
    public const string DeployRefused = "deploy.refused";
    public const string DeployStarted = "deploy.started";
    public const string DeployStep = "deploy.step";
    public const string DeployCompleted = "deploy.completed";
    public const string DeployFailed = "deploy.failed";
    public const string SmokePassed = "smoke.passed";
    public const string SmokeFailed = "smoke.failed";
    public const string RollbackStarted = "rollback.started";
    public const string RollbackCompleted = "rollback.completed";
    public const string RollbackFailed = "rollback.failed";
    public const string ReleaseBlocked = "release.blocked";
    public const string ReleaseUnblocked = "release.unblocked";
    public const string EnvironmentPinned = "env.pinned";
    public const string EnvironmentUnpinned = "env.unpinned";
    public const string EnvironmentUp = "env.up";
    public const string EnvironmentDown = "env.down";
    public const string VersionTagged = "version.tagged";
}
