using System.Globalization;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Conducting;

/// <summary>Writes decisions into the ledger with what they rest on, refusals like any other.</summary>
internal sealed class DecisionRecord(Journal journal, ReleasePolicy policy)
{
    // What the deployment was allowed on: consents are used up by it, and an auditor finds them from here.
    public IEnumerable<(string Name, string Value)> Grounds(Assessment? assessment) => assessment is null
        ? []
        : [
            ("policy", policy.Digest), ("plan", assessment.PlanDigest), ("profile", assessment.Profile.ToString().ToLowerInvariant()),
            ("risk", assessment.Risk.Score.ToString(CultureInfo.InvariantCulture)), ("approvals", string.Join(' ', assessment.Approvals?.Used ?? [])),
            ("exceptions", string.Join(", ", assessment.Overrides)), ("tzdb", assessment.Freeze.TimeZoneData),
        ];

    /// <summary>What a hotfix is for; most deployments mend nothing and do not say so.</summary>
    public static IEnumerable<(string Name, string Value)> Mended(DeployOrder order) => order.Remediates is { } what ? [("remediates", what)] : [];

    public Task<Entry> RehearsalAsync(Subject subject, string result, string reason) =>
        journal.AppendAsync(EntryType.RollbackRehearsed, subject, CancellationToken.None, ("result", result), ("reason", reason));

    /// <summary>Freezes that an exception let pass.</summary>
    public IEnumerable<Entry> Overrides(Subject subject, Assessment? assessment) => (assessment?.Overrides ?? [])
        .Select(used => used.Split(' '))
        .Where(used => used[1] == "freeze")
        .Select(used => journal.Draft(EntryType.FreezeOverridden, subject, ("exception", used[0])));

    // A consent that does not hold any more is recorded as void once, and the wish for a new one.
    public async Task MissingConsentAsync(Subject subject, DeployRequest request, Decision.Refusal refusal)
    {
        if (refusal.Assessment?.Approvals is not { IsMet: false } answer)
            return;
        foreach (RefusedSignature refused in answer.Void.Where(refused => !request.State.Governance.Voided.Contains(refused.Entry.Hash)))
            await journal.AppendAsync(EntryType.ApprovalVoided, subject, CancellationToken.None, ("approval", refused.Entry.Hash), ("reason", refused.Reason)).ConfigureAwait(false);
        await journal.AppendAsync(EntryType.ApprovalRequested, subject, CancellationToken.None, ("plan", refusal.Assessment.PlanDigest), ("missing", answer.Missing)).ConfigureAwait(false);
    }

    public Entry Gate(Subject subject, GateResult gate) => journal.Draft(
        EntryType.GateEvaluated, subject,
        ("policy", policy.Digest), ("gate", gate.Gate), ("verdict", gate.Verdict.ToString().ToLowerInvariant()), ("reason", gate.Reason), ("inputs", gate.Inputs.IsDefaultOrEmpty ? "" : string.Join(' ', gate.Inputs)));

    public async Task<FaultException> RefusedAsync(Subject subject, string verb, Decision.Refusal refusal)
    {
        await journal.AppendAsync(
            EntryType.DeployRefused, subject, CancellationToken.None,
            ("verb", verb), ("exitCode", ((int)refusal.ExitCode).ToString(CultureInfo.InvariantCulture)), ("reason", refusal.Faults[0].Cause)).ConfigureAwait(false);
        return new FaultException(refusal.ExitCode, refusal.Faults);
    }
}
