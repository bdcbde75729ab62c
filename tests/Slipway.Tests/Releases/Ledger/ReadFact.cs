using System.Collections.Immutable;
using Slipway.Releases.Facts;

namespace Slipway.Tests.Releases.Ledger;

/// <summary>The fact that an entry of a kind holds; null for kinds that have none yet.</summary>
internal static class ReadFact
{
    public static Fact? Of(string type, ImmutableSortedDictionary<string, string> data) => type switch
    {
        EntryType.RiskOpened => RiskOpened.Read(data),
        EntryType.RiskAccepted => RiskAccepted.Read(data),
        EntryType.RiskClosed => RiskClosed.Read(data),
        EntryType.ExceptionRequested => ExceptionRequested.Read(data),
        EntryType.ExceptionGranted => ExceptionGranted.Read(data),
        EntryType.ExceptionClosed => ExceptionClosed.Read(data),
        EntryType.FreezeDeclared => FreezeDeclared.Read(data),
        EntryType.FreezeLifted => FreezeLifted.Read(data),
        EntryType.FreezeOverridden => FreezeOverridden.Read(data),
        EntryType.IncidentOpened => IncidentOpened.Read(data),
        EntryType.IncidentLinked => IncidentLinked.Read(data),
        EntryType.IncidentResolved => IncidentResolved.Read(data),
        EntryType.ActionOpened => ActionOpened.Read(data),
        EntryType.ActionClosed => ActionClosed.Read(data),
        EntryType.CandidateNamed => CandidateNamed.Read(data),
        EntryType.CandidateSuperseded => CandidateSuperseded.Read(data),
        EntryType.ChecklistChecked => ChecklistChecked.Read(data),
        EntryType.SurveyAnswered => SurveyAnswered.Read(data),
        EntryType.PlanApproved => PlanApproved.Read(data),
        EntryType.ApprovalGranted => ApprovalGranted.Read(data),
        EntryType.ApprovalRejected => ApprovalRejected.Read(data),
        EntryType.ApprovalReopened => ApprovalReopened.Read(data),
        EntryType.ApprovalRefused => ApprovalRefused.Read(data),
        EntryType.ApprovalRequested => ApprovalRequested.Read(data),
        EntryType.ApprovalVoided => ApprovalVoided.Read(data),
        EntryType.EmergencyCountersigned => EmergencyCountersigned.Read(data),
        EntryType.PolicySigned => PolicySigned.Read(data),
        EntryType.PlanReached => PlanReached.Read(data),
        EntryType.ReleaseClosed => ReleaseClosed.Read(data),
        EntryType.ReleaseUnblocked => ReleaseUnblocked.Read(data),
        EntryType.PublishRefused => PublishRefused.Read(data),
        EntryType.PublishStarted => PublishStarted.Read(data),
        EntryType.PublishCompleted => PublishCompleted.Read(data),
        EntryType.PublishFailed => PublishFailed.Read(data),
        _ => null,
    };
}
