using System.Collections.Immutable;
using Slipway.Releases.Facts;

namespace Slipway.Releases.Ledger;

/// <summary>What people decided, as recorded; whether it still holds is judged when it is used.</summary>
public sealed record GovernanceState
{
    /// <summary>Signatures under policies, oldest first.</summary>
    public ImmutableArray<Entry> PolicySignatures { get; init; } = [];

    /// <summary>Digests of the policies whose text is on record, signed or kept.</summary>
    public ImmutableHashSet<string> Policies { get; init; } = [];

    /// <summary>Consents to deployments, oldest first.</summary>
    public ImmutableArray<Entry> Approvals { get; init; } = [];

    /// <summary>Consents to plans, oldest first.</summary>
    public ImmutableArray<Entry> PlanApprovals { get; init; } = [];

    /// <summary>Rejections by "environment package person".</summary>
    public ImmutableSortedDictionary<string, Entry> Rejections { get; init; } = ImmutableSortedDictionary<string, Entry>.Empty;

    /// <summary>Wishes to take a rejection back, by the same key; whether they count is judged by their signature.</summary>
    public ImmutableSortedDictionary<string, Entry> Reopenings { get; init; } = ImmutableSortedDictionary<string, Entry>.Empty;

    /// <summary>Second signatures under emergencies, by the hash of the emergency's start.</summary>
    public ImmutableSortedDictionary<string, Entry> Countersigned { get; init; } = ImmutableSortedDictionary<string, Entry>.Empty;

    /// <summary>Hashes of approvals a deployment has used up.</summary>
    public ImmutableHashSet<string> Used { get; init; } = [];

    /// <summary>Hashes of approvals that are recorded as void already.</summary>
    public ImmutableHashSet<string> Voided { get; init; } = [];

    /// <summary>Exceptions by id.</summary>
    public ImmutableSortedDictionary<string, ExceptionRecord> Exceptions { get; init; } = ImmutableSortedDictionary<string, ExceptionRecord>.Empty;

    /// <summary>Freezes declared by command and not lifted, by id.</summary>
    public ImmutableSortedDictionary<string, Entry> Freezes { get; init; } = ImmutableSortedDictionary<string, Entry>.Empty;

    /// <summary>The risk register by id.</summary>
    public ImmutableSortedDictionary<string, RiskRecord> Risks { get; init; } = ImmutableSortedDictionary<string, RiskRecord>.Empty;

    /// <summary>Ticks by "package item".</summary>
    public ImmutableSortedDictionary<string, Entry> Checks { get; init; } = ImmutableSortedDictionary<string, Entry>.Empty;

    /// <summary>Milestones reached and dependencies met, by "version/id".</summary>
    public ImmutableSortedDictionary<string, Entry> Reached { get; init; } = ImmutableSortedDictionary<string, Entry>.Empty;

    /// <summary>The newest snapshot of each environment that was shown to be restorable.</summary>
    public ImmutableSortedDictionary<string, Entry> Snapshots { get; init; } = ImmutableSortedDictionary<string, Entry>.Empty;

    /// <summary>Named candidates by package.</summary>
    public ImmutableSortedDictionary<string, Entry> Candidates { get; init; } = ImmutableSortedDictionary<string, Entry>.Empty;

    /// <summary>Packages that a newer candidate took the place of, with the event.</summary>
    public ImmutableSortedDictionary<string, Entry> Superseded { get; init; } = ImmutableSortedDictionary<string, Entry>.Empty;

    /// <summary>The newest rehearsal of each package.</summary>
    public ImmutableSortedDictionary<string, Entry> Rehearsals { get; init; } = ImmutableSortedDictionary<string, Entry>.Empty;

    /// <summary>Emergency deployments, by the hash of their start.</summary>
    public ImmutableSortedDictionary<string, Entry> Emergencies { get; init; } = ImmutableSortedDictionary<string, Entry>.Empty;

    /// <summary>Incidents by id.</summary>
    public ImmutableSortedDictionary<string, IncidentRecord> Incidents { get; init; } = ImmutableSortedDictionary<string, IncidentRecord>.Empty;

    /// <summary>Actions that teams promised themselves, by id.</summary>
    public ImmutableSortedDictionary<string, ActionRecord> Actions { get; init; } = ImmutableSortedDictionary<string, ActionRecord>.Empty;

    /// <summary>The newest value measured of what a release was meant to change, by "version/name".</summary>
    public ImmutableSortedDictionary<string, Entry> Impacts { get; init; } = ImmutableSortedDictionary<string, Entry>.Empty;

    /// <summary>Releases that were closed, by package.</summary>
    public ImmutableSortedDictionary<string, Entry> ClosedReleases { get; init; } = ImmutableSortedDictionary<string, Entry>.Empty;

    /// <summary>Actions that are not closed, the one due first before the others.</summary>
    public IEnumerable<ActionRecord> OpenActions => Actions.Values.Where(action => action.IsOpen).OrderBy(action => action.Due).ThenBy(action => action.Opened.Seq);

    /// <summary>Risks that are neither accepted nor closed.</summary>
    public IEnumerable<RiskRecord> OpenRisks => Risks.Values.Where(risk => risk.IsOpen);

    /// <summary>Open risks that a release of that version meets.</summary>
    public IEnumerable<RiskRecord> OpenRisksOf(string? version) => OpenRisks.Where(risk => risk.Concerns(version));

    internal GovernanceState With(Entry entry) => entry.Type switch
    {
        EntryType.PolicySigned => this with { PolicySignatures = PolicySignatures.Add(entry), Policies = Policies.Add(KeptDocument.DigestOf(PolicySigned.Read(entry.Data).Policy)) },
        EntryType.DocumentKept when KeptDocument.Read(entry) is { Kind: KeptDocument.Policy, IsSound: true } policy => this with { Policies = Policies.Add(policy.Digest) },
        EntryType.PlanApproved => this with { PlanApprovals = PlanApprovals.Add(entry) },
        EntryType.ApprovalGranted => this with { Approvals = Approvals.Add(entry) },
        EntryType.ApprovalRejected => this with { Rejections = Rejections.SetItem(RejectionOf(entry), entry), Reopenings = Reopenings.Remove(RejectionOf(entry)) },
        EntryType.ApprovalReopened => this with { Reopenings = Reopenings.SetItem(RejectionOf(entry), entry) },
        EntryType.ApprovalVoided => this with { Voided = Voided.Add(ApprovalVoided.Read(entry.Data).Approval) },
        EntryType.DeployStarted => Started(entry),
        EntryType.EmergencyCountersigned => this with { Countersigned = Countersigned.SetItem(EmergencyCountersigned.Read(entry.Data).Started, entry) },
        EntryType.ExceptionRequested or EntryType.ExceptionGranted or EntryType.ExceptionClosed => this with { Exceptions = ExceptionRecord.Fold(Exceptions, entry) },
        EntryType.FreezeDeclared => this with { Freezes = Freezes.Add(RegisterId.Of(Freezes, FreezeDeclared.Read(entry.Data).Id, entry.Seq), entry) },
        EntryType.FreezeLifted => this with { Freezes = Freezes.Remove(FreezeLifted.Read(entry.Data).Id) },
        EntryType.RiskOpened or EntryType.RiskAccepted or EntryType.RiskClosed => this with { Risks = RiskRecord.Fold(Risks, entry) },
        EntryType.ChecklistChecked => this with { Checks = Checks.SetItem($"{entry.PackageId} {ChecklistChecked.Read(entry.Data).Item}", entry) },
        EntryType.SnapshotTaken when entry.Environment is { } name && entry.Data.GetValueOrDefault("restoreProof") is { Length: > 0 } => this with { Snapshots = Snapshots.SetItem(name, entry) },
        EntryType.PlanReached => this with { Reached = Reached.SetItem(PlanReached.Read(entry.Data).What, entry) },
        EntryType.CandidateNamed when entry.PackageId is { } id => this with { Candidates = Candidates.SetItem(id, entry), Superseded = Superseded.Remove(id) },
        EntryType.CandidateSuperseded when entry.PackageId is { } id => this with { Superseded = Superseded.SetItem(id, entry) },
        EntryType.IncidentOpened or EntryType.IncidentLinked or EntryType.IncidentResolved => this with { Incidents = IncidentRecord.Fold(Incidents, entry) },
        EntryType.ActionOpened or EntryType.ActionClosed => this with { Actions = ActionRecord.Fold(Actions, entry) },
        EntryType.ImpactMeasured => this with { Impacts = Impacts.SetItem($"{entry.Data.GetValueOrDefault("version")}/{entry.Data.GetValueOrDefault("name")}", entry) },
        EntryType.ReleaseClosed when entry.PackageId is { } id => this with { ClosedReleases = ClosedReleases.SetItem(id, entry) },
        EntryType.RollbackRehearsed when entry.PackageId is { } id => this with { Rehearsals = Rehearsals.SetItem(id, entry) },
        _ => this,
    };

    private GovernanceState Started(Entry entry) => this with
    {
        Used = Used.Union(Words(entry, "approvals")),
        Emergencies = entry.Data.GetValueOrDefault("profile") == "emergency" ? Emergencies.SetItem(entry.Hash, entry) : Emergencies,
        Exceptions = entry.Data.GetValueOrDefault("exceptions", "").Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Select(used => used.Split(' ')[0]).Distinct()
            .Where(Exceptions.ContainsKey)
            .Aggregate(Exceptions, (all, id) => all.SetItem(id, all[id] with { Uses = all[id].Uses.Add(entry.DeploymentId ?? "") })),
    };

    private static string RejectionOf(Entry entry) => $"{entry.Environment} {entry.PackageId} {Signed.PersonOf(entry.Data)}";

    private static string[] Words(Entry entry, string name) => entry.Data.GetValueOrDefault(name, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
