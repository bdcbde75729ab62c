using System.Collections.Immutable;
using System.Globalization;
using Slipway.Delivery.Recording;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Conducting;

/// <summary>Writes decisions into the ledger with what they rest on, refusals like any other.</summary>
internal sealed class DecisionRecord(Journal journal, ReleasePolicy policy)
{
    // What the deployment was allowed on.
    public IEnumerable<(string Name, string Value)> Grounds(Assessment assessment, DecisionBasis basis) => [("policy", policy.Digest), ("facts", basis.Facts), .. DecisionGrounds.Of(assessment)];

    /// <summary>What a decision rests on, as entries: documents the ledger does not have yet, its facts, and what every gate answered on them.</summary>
    public DecisionBasis Basis(Subject subject, DeployRequest request, Decision decision)
    {
        ImmutableArray<KeptDocument> documents = DecisionMatter.Documents(request, decision);
        string facts = documents[^1].Digest;
        return new DecisionBasis(facts, [.. documents.Select(document => journal.Draft(EntryType.DocumentKept, new Subject(), [.. document.Data])), .. decision.Gates.Select(gate => Gate(subject, gate, ("facts", facts)))]);
    }

    /// <summary>What a hotfix is for; most deployments mend nothing and do not say so.</summary>
    public static IEnumerable<(string Name, string Value)> Mended(DeployOrder order) => order.Remediates is { } what ? [("remediates", what)] : [];

    public Task<Entry> RehearsalAsync(Subject subject, string result, string reason) =>
        journal.AppendAsync(EntryType.RollbackRehearsed, subject, CancellationToken.None, ("result", result), ("reason", reason));

    /// <summary>Freezes that an exception let pass.</summary>
    public IEnumerable<Entry> Overrides(Subject subject, Assessment? assessment) => (assessment?.Overrides ?? [])
        .Select(used => used.Split(' '))
        .Where(used => used[1] == "freeze")
        .Select(used => journal.Draft(new FreezeOverridden(used[0]), subject));

    // A consent to this package that does not hold any more is recorded as void once, and the wish for a new one.
    // What fails only because of who asks is not void: it counts when somebody else asks.
    private async Task MissingConsentAsync(Subject subject, DeployRequest request, Decision.Refusal refusal)
    {
        if (refusal.Assessment?.Approvals is not { IsMet: false } answer)
            return;
        foreach (RefusedSignature refused in answer.Void.Where(refused => !refused.IsOfRequest && refused.Entry.PackageId == subject.PackageId && !request.State.Governance.Voided.Contains(refused.Entry.Hash)))
            await journal.AppendAsync([journal.Draft(new ApprovalVoided(refused.Entry.Hash, refused.Reason), subject)]).ConfigureAwait(false);
        await journal.AppendAsync([journal.Draft(new ApprovalRequested(refusal.Assessment.PlanDigest, answer.Missing), subject)]).ConfigureAwait(false);
    }

    public Entry Gate(Subject subject, GateResult gate, params ReadOnlySpan<(string Name, string Value)> more) => journal.Draft(EntryType.GateEvaluated, subject, [("policy", policy.Digest), .. GateRecord.Of(gate), .. more]);

    /// <summary>Records a refusal with everything it rests on; gives what is thrown then.</summary>
    public async Task<FaultException> RefuseAsync(Subject subject, string verb, DeployRequest request, Decision.Refusal refusal)
    {
        DecisionBasis basis = Basis(subject, request, refusal);
        await journal.AppendAsync(basis.Entries).ConfigureAwait(false);
        await MissingConsentAsync(subject, request, refusal).ConfigureAwait(false);
        return await RefusedAsync(subject, verb, refusal, ("policy", policy.Digest), ("facts", basis.Facts)).ConfigureAwait(false);
    }

    public async Task<FaultException> RefusedAsync(Subject subject, string verb, Decision.Refusal refusal, params (string Name, string Value)[] basis)
    {
        await journal.AppendAsync(
            EntryType.DeployRefused, subject, CancellationToken.None,
            [("verb", verb), ("exitCode", ((int)refusal.ExitCode).ToString(CultureInfo.InvariantCulture)), ("reason", refusal.Faults[0].Cause), .. basis]).ConfigureAwait(false);
        return new FaultException(refusal.ExitCode, refusal.Faults);
    }
}

/// <summary>What a decision rests on, ready to be recorded.</summary>
/// <param name="Facts">Digest of its facts.</param>
/// <param name="Entries">Documents and gates.</param>
internal sealed record DecisionBasis(string Facts, ImmutableArray<Entry> Entries);
