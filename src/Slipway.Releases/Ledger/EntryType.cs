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
    public const string CandidateNamed = "candidate.named";
    public const string CandidateSuperseded = "candidate.superseded";
    public const string PolicySigned = "policy.signed";
    public const string PlanApproved = "plan.approved";
    public const string ApprovalRefused = "approval.refused";
    public const string ApprovalRequested = "approval.requested";
    public const string ApprovalGranted = "approval.granted";
    public const string ApprovalRejected = "approval.rejected";
    public const string ApprovalReopened = "approval.reopened";
    public const string ApprovalVoided = "approval.voided";
    public const string EmergencyCountersigned = "emergency.countersigned";
    public const string ExceptionRequested = "exception.requested";
    public const string ExceptionGranted = "exception.granted";
    public const string ExceptionClosed = "exception.closed";
    public const string FreezeDeclared = "freeze.declared";
    public const string FreezeLifted = "freeze.lifted";
    public const string FreezeOverridden = "freeze.overridden";
    public const string RiskOpened = "risk.opened";
    public const string RiskAccepted = "risk.accepted";
    public const string RiskClosed = "risk.closed";
    public const string ChecklistChecked = "checklist.checked";
    public const string BoardPapered = "board.papered";
    public const string RollbackRehearsed = "rollback.rehearsed";
    public const string IncidentOpened = "incident.opened";
    public const string IncidentLinked = "incident.linked";
    public const string IncidentResolved = "incident.resolved";
    public const string SurveyAnswered = "survey.answered";
    public const string RetroCreated = "retro.created";
    public const string ActionOpened = "action.opened";
    public const string ActionClosed = "action.closed";
    public const string ReleaseClosed = "release.closed";
    public const string DeployScope = "deploy.scope";
    public const string ExposureChanged = "exposure.changed";
}
