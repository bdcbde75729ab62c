using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>The kinds of facts a ledger holds.</summary>
public static class EntryType
{
    /// <summary>A package was sealed.</summary>
    public const string CandidateSealed = "candidate.sealed";

    /// <summary>More who wrote a sealed package, where they are too many for one entry.</summary>
    public const string AuthorsNamed = "candidate.authors";

    /// <summary>Something was measured or tested; <c>kind</c> says what.</summary>
    public const string EvidenceRecorded = "evidence.recorded";

    /// <summary>A gate judged a package for an environment.</summary>
    public const string GateEvaluated = "gate.evaluated";

    /// <summary>A deployment was asked for and refused before anything changed.</summary>
    public const string DeployRefused = "deploy.refused";

    /// <summary>A deployment began.</summary>
    public const string DeployStarted = "deploy.started";

    /// <summary>A step of a deployment is intended (<c>phase=intent</c>) or done (<c>phase=outcome</c>).</summary>
    public const string DeployStep = "deploy.step";

    /// <summary>A deployment reached its end: users meet the package.</summary>
    public const string DeployCompleted = "deploy.completed";

    /// <summary>A deployment ended before that.</summary>
    public const string DeployFailed = "deploy.failed";

    /// <summary>A smoke test passed.</summary>
    public const string SmokePassed = "smoke.passed";

    /// <summary>A smoke test failed.</summary>
    public const string SmokeFailed = "smoke.failed";

    /// <summary>A rollback began.</summary>
    public const string RollbackStarted = "rollback.started";

    /// <summary>A rollback reached its end.</summary>
    public const string RollbackCompleted = "rollback.completed";

    /// <summary>A rollback ended before that.</summary>
    public const string RollbackFailed = "rollback.failed";

    /// <summary>A package was barred from an environment.</summary>
    public const string ReleaseBlocked = "release.blocked";

    /// <summary>A barred package was let in again.</summary>
    public const string ReleaseUnblocked = "release.unblocked";

    /// <summary>An environment was pinned: it stays as it is until another package is promoted.</summary>
    public const string EnvironmentPinned = "env.pinned";

    /// <summary>An environment was freed again.</summary>
    public const string EnvironmentUnpinned = "env.unpinned";

    /// <summary>What an environment runs was brought back.</summary>
    public const string EnvironmentUp = "env.up";

    /// <summary>What an environment runs was ended.</summary>
    public const string EnvironmentDown = "env.down";

    /// <summary>The version that went live was tagged in git.</summary>
    public const string VersionTagged = "version.tagged";

    /// <summary>A sealed package was named the release candidate.</summary>
    public const string CandidateNamed = "candidate.named";

    /// <summary>A newer candidate took the place of another.</summary>
    public const string CandidateSuperseded = "candidate.superseded";

    /// <summary>A policy was signed into force.</summary>
    public const string PolicySigned = "policy.signed";

    /// <summary>A plan was consented to, before work on it began.</summary>
    public const string PlanApproved = "plan.approved";

    /// <summary>Consent was offered by somebody who may not give it.</summary>
    public const string ApprovalRefused = "approval.refused";

    /// <summary>Consent was found missing, and asked for.</summary>
    public const string ApprovalRequested = "approval.requested";

    /// <summary>Consent to a deployment was given.</summary>
    public const string ApprovalGranted = "approval.granted";

    /// <summary>A package was rejected for an environment.</summary>
    public const string ApprovalRejected = "approval.rejected";

    /// <summary>A rejection was taken back.</summary>
    public const string ApprovalReopened = "approval.reopened";

    /// <summary>Consent no longer holds; the entry says why.</summary>
    public const string ApprovalVoided = "approval.voided";

    /// <summary>An emergency was signed afterwards.</summary>
    public const string EmergencyCountersigned = "emergency.countersigned";

    /// <summary>An exception was asked for.</summary>
    public const string ExceptionRequested = "exception.requested";

    /// <summary>An exception was granted.</summary>
    public const string ExceptionGranted = "exception.granted";

    /// <summary>An exception is over, its follow-up done.</summary>
    public const string ExceptionClosed = "exception.closed";

    /// <summary>A freeze was declared.</summary>
    public const string FreezeDeclared = "freeze.declared";

    /// <summary>A declared freeze was lifted.</summary>
    public const string FreezeLifted = "freeze.lifted";

    /// <summary>A deployment passed a freeze by an exception.</summary>
    public const string FreezeOverridden = "freeze.overridden";

    /// <summary>A risk was put on the register.</summary>
    public const string RiskOpened = "risk.opened";

    /// <summary>A risk was accepted.</summary>
    public const string RiskAccepted = "risk.accepted";

    /// <summary>A risk is gone.</summary>
    public const string RiskClosed = "risk.closed";

    /// <summary>A person ticked off an item, a scenario or a proof by hand.</summary>
    public const string ChecklistChecked = "checklist.checked";

    /// <summary>The paper of a release board was written.</summary>
    public const string BoardPapered = "board.papered";

    /// <summary>A snapshot of an environment's data was taken before a deployment.</summary>
    public const string SnapshotTaken = "snapshot.taken";

    /// <summary>A milestone of the calendar was reached, or a dependency met.</summary>
    public const string PlanReached = "plan.reached";

    /// <summary>A way back was rehearsed.</summary>
    public const string RollbackRehearsed = "rollback.rehearsed";

    /// <summary>Something went wrong where users are.</summary>
    public const string IncidentOpened = "incident.opened";

    /// <summary>A deployment was named the cause of an incident.</summary>
    public const string IncidentLinked = "incident.linked";

    /// <summary>An incident is over.</summary>
    public const string IncidentResolved = "incident.resolved";

    /// <summary>A tracker said when issues were opened.</summary>
    public const string IssuesImported = "issues.imported";

    /// <summary>Somebody said how a release went.</summary>
    public const string SurveyAnswered = "survey.answered";

    /// <summary>A retrospective was drafted.</summary>
    public const string RetroCreated = "retro.created";

    /// <summary>An action was promised.</summary>
    public const string ActionOpened = "action.opened";

    /// <summary>A promised action is done.</summary>
    public const string ActionClosed = "action.closed";

    /// <summary>A release was closed.</summary>
    public const string ReleaseClosed = "release.closed";

    /// <summary>What a release was meant to change was measured.</summary>
    public const string ImpactMeasured = "impact.measured";

    /// <summary>The commits a deployment brought to an environment first.</summary>
    public const string DeployScope = "deploy.scope";

    /// <summary>A document that decisions rest on was kept, by its digest.</summary>
    public const string DocumentKept = "document.kept";

    /// <summary>A part of the traffic, or all of it, was given to a deployment.</summary>
    public const string ExposureChanged = "exposure.changed";

    /// <summary>A step of a rollout was judged.</summary>
    public const string ExposureJudged = "exposure.judged";

    /// <summary>A rollout was told to stay where it is.</summary>
    public const string RolloutHeld = "rollout.held";

    /// <summary>A rollout was told to go on.</summary>
    public const string RolloutResumed = "rollout.resumed";

    /// <summary>A rollout was told to go back.</summary>
    public const string RolloutAborted = "rollout.aborted";

    /// <summary>Publishing was asked for and refused before anything changed.</summary>
    public const string PublishRefused = "publish.refused";

    /// <summary>Publishing to a destination is intended.</summary>
    public const string PublishStarted = "publish.started";

    /// <summary>A destination has all of a release, read back and compared.</summary>
    public const string PublishCompleted = "publish.completed";

    /// <summary>Publishing to a destination ended before that.</summary>
    public const string PublishFailed = "publish.failed";

    /// <summary>The files of a package are deleted: nothing needs them any more.</summary>
    public const string PackagePruned = "package.pruned";

    /// <summary>A feature flag was set in an environment.</summary>
    public const string FlagSet = "flag.set";

    /// <summary>Every kind that is written today.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        CandidateSealed, AuthorsNamed, EvidenceRecorded, GateEvaluated, DeployRefused, DeployStarted,
        DeployStep, DeployCompleted, DeployFailed, SmokePassed, SmokeFailed, RollbackStarted,
        RollbackCompleted, RollbackFailed, ReleaseBlocked, ReleaseUnblocked, EnvironmentPinned, EnvironmentUnpinned,
        EnvironmentUp, EnvironmentDown, VersionTagged, CandidateNamed, CandidateSuperseded, PolicySigned,
        PlanApproved, ApprovalRefused, ApprovalRequested, ApprovalGranted, ApprovalRejected, ApprovalReopened,
        ApprovalVoided, EmergencyCountersigned, ExceptionRequested, ExceptionGranted, ExceptionClosed, FreezeDeclared,
        FreezeLifted, FreezeOverridden, RiskOpened, RiskAccepted, RiskClosed, ChecklistChecked,
        BoardPapered, SnapshotTaken, PlanReached, RollbackRehearsed, IncidentOpened, IncidentLinked,
        IncidentResolved, IssuesImported, SurveyAnswered, RetroCreated, ActionOpened, ActionClosed,
        ReleaseClosed, ImpactMeasured, DeployScope, DocumentKept, ExposureChanged,
        ExposureJudged, RolloutHeld, RolloutResumed, RolloutAborted, PublishRefused, PublishStarted, PublishCompleted, PublishFailed,
        PackagePruned, FlagSet,
    ];
}
