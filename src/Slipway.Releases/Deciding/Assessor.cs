using System.Collections.Immutable;
using Slipway.Releases.Approvals;
using Slipway.Releases.Calendar;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Releases.Risks;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Deciding;

/// <summary>Weighs a wish to deploy: pure, so that a plan shows today what a deployment would be told.</summary>
public static class Assessor
{
    // What no exception lets pass: they say what may be deployed at all.
    private static readonly ImmutableArray<string> Unwaivable = ["policy", "order", "version"];

    /// <summary>Weighs a request: risk, profile, gates, consent, calendar and way back. The same request gives the same answer for ever.</summary>
    public static Assessment Assess(DeployRequest request)
    {
        string? person = request.Requester is { } actor ? request.Policy.PersonOf(actor) ?? actor : null;
        RiskFacts facts = RiskFacts.Of(request.State, request.Environment.Name, request.PackageId, request.Manifest, request.Live, request.Requester, request.Now);
        RiskScore risk = RiskScore.Of(facts, request.Policy);
        ReleaseProfile profile = request.IsEmergency ? ReleaseProfile.Emergency : risk.Profile;
        var overrides = new List<string>();
        GateInput input = Input(request, profile);
        var own = ImmutableArray.CreateBuilder<GateResult>();
        ImmutableArray<GateResult> gates = Gates(request, input, overrides, own);
        string plan = PlanDigest.Of(request);
        ApprovalAnswer? approvals = request.IsGoverned ? Consent(request, profile, plan, person) : null;
        FreezeAnswer freeze = FreezeCalendar.Judge(DeclaredFreeze.All(request.Policy, request.State.Governance), request.Environment.Name, request.Now);
        var faults = new List<(ExitCode ExitCode, Fault Fault)>();
        faults.AddRange(gates.Where(IsClosed).Select(gate => (gate.Verdict == GateVerdict.Fail ? ExitCode.GateFailed : ExitCode.Inconclusive, gate.ToFault(request.Environment.Name))));
        faults.AddRange(Emergency(request, overrides).Select(fault => (ExitCode.ApprovalMissing, fault)));
        faults.AddRange(request.IsGoverned && risk.IsBlocked ? [(ExitCode.GateFailed, DecisionFaults.Blocked(request))] : []);
        faults.AddRange(DecisionFaults.Consent(request, approvals, profile).Select(fault => (ExitCode.ApprovalMissing, fault)));
        if (freeze.IsFrozen && !Covers(request, "freeze", overrides))
            faults.Add((ExitCode.Frozen, DecisionFaults.Frozen(request, freeze)));
        return new Assessment
        {
            Risk = risk,
            Profile = profile,
            PlanDigest = plan,
            Gates = gates,
            Own = own.ToImmutable(),
            Checklist = ChecklistGate.Lines(input with { Answered = gates }),
            Approvals = approvals,
            Freeze = freeze,
            Overrides = [.. overrides],
            WayBack = WayBackJudge.Judge(request),
            Refusal = faults.Count == 0 ? null : new Decision.Refusal(Weightiest(faults), [.. faults.Select(item => item.Fault)]),
        };
    }

    /// <summary>The question of consent for a wish, for whoever wants to give it.</summary>
    public static ApprovalQuestion Question(DeployRequest request, ReleaseProfile profile, string planDigest, string? person) => new()
    {
        State = request.State,
        Policy = request.Policy,
        Chain = request.Chain,
        Signatures = request.Signatures,
        Profile = profile,
        Environment = request.Environment.Name,
        PackageId = request.PackageId,
        PlanDigest = planDigest,
        From = request.State.In(request.Environment.Name).Current?.PackageId,
        Requester = person,
        Now = request.Now,
    };

    /// <summary>The checklist of a release of some size, where gates answered as given: the last answer of each counts.</summary>
    internal static ImmutableArray<ChecklistLine> Checklist(DeployRequest request, ReleaseProfile profile, ImmutableArray<GateResult> answered) =>
        ChecklistGate.Lines(Input(request, profile) with { Answered = [.. answered.Reverse().DistinctBy(answer => answer.Gate)] });

    private static ApprovalAnswer Consent(DeployRequest request, ReleaseProfile profile, string planDigest, string? person) => ApprovalTally.Count(Question(request, profile, planDigest, person));

    private static GateInput Input(DeployRequest request, ReleaseProfile profile) => new()
    {
        State = TickJudge.Sound(request),
        PackageId = request.PackageId,
        Manifest = request.Manifest,
        Environment = request.Environment.Name,
        Previous = request.Previous?.Name,
        Policy = request.Policy.Gates,
        Whole = request.Policy,
        Calendar = request.Calendar,
        Profile = profile,
        Live = request.Live,
        Target = request.Environment,
        Front = request.Previous,
        FrontSeen = request.FrontSeen,
        Now = request.Now,
    };

    private static ImmutableArray<GateResult> Gates(DeployRequest request, GateInput input, List<string> overrides, ImmutableArray<GateResult>.Builder own)
    {
        ImmutableArray<string> wanted = request.IsGoverned ? input.Care.Gates : [];
        IEnumerable<Gate> gates = BuiltInGates.All
            .Concat(Governing(request))
            .Concat(request.OwnGates)
            .Concat(ProfileGates.All.Where(gate => wanted.Contains(gate.Name)));
        var results = ImmutableArray.CreateBuilder<GateResult>();
        foreach (Gate gate in gates)
        {
            GateResult result = gate.Judge(input with { Answered = results.ToImmutable() });
            if (request.OwnGates.Contains(gate))
                own.Add(result);
            results.Add(Waived(result, request, overrides));
        }

        return results.ToImmutable();
    }

    // Asked only where there is something to judge: a policy that nobody signs is whatever its file says.
    private static IEnumerable<Gate> Governing(DeployRequest request)
    {
        if (request.IsGoverned && (request.Policy.Approvals.Signed || request.Chain.Newest is not null))
            yield return new Gate("policy", _ => PolicyGate.Judge(request));
        if (ClockGate.Judge(request) is { Verdict: GateVerdict.Fail } late)
            yield return new Gate(late.Gate, _ => late);
        if (ForwardGate.Judge(request) is { } down)
            yield return new Gate(down.Gate, _ => down);
        if (SealedGate.Judge(request) is { Verdict: GateVerdict.Inconclusive } claimed)
            yield return new Gate(claimed.Gate, _ => claimed);
        if (request.IsGoverned && !request.State.Governance.Emergencies.IsEmpty)
            yield return new Gate("countersigned", _ => CountersignGate.Judge(request));
    }

    private static GateResult Waived(GateResult result, DeployRequest request, List<string> overrides)
    {
        if (!IsClosed(result))
            return result;
        if (result is { Gate: "not-barred", Verdict: GateVerdict.Fail } && request is { Again: true, Reason.Length: > 0 })
            return result with { Verdict = GateVerdict.Waived, Reason = $"{result.Reason}; let in again: {request.Reason}" };
        if (Unwaivable.Contains(result.Gate) || !Covers(request, result.Gate, overrides))
            return result;
        ExceptionRecord used = request.State.Governance.Exceptions[overrides[^1].Split(' ')[0]];
        return result with { Verdict = GateVerdict.Waived, Reason = $"{result.Reason}; let pass by {used.Id}", ValidUntil = used.Expires };
    }

    // True when an exception that was named covers it; then it is noted as used.
    private static bool Covers(DeployRequest request, string what, List<string> overrides)
    {
        string? id = request.Exceptions.FirstOrDefault(id => ExceptionJudge.WhyNot(id, what, request) is null);
        if (id is not null)
            overrides.Add($"{id} {what}");
        return id is not null;
    }

    private static IEnumerable<Fault> Emergency(DeployRequest request, List<string> overrides)
    {
        if (request.IsEmergency && !Covers(request, "emergency", overrides))
            yield return DecisionFaults.NoEmergency(request);
        foreach (string id in request.Exceptions.Where(id => !overrides.Any(used => used.StartsWith(id + ' ', StringComparison.Ordinal))))
        {
            if (ExceptionJudge.WhyNot(id, null, request) is { } reason)
                yield return DecisionFaults.BadException(id, reason);
        }
    }

    private static bool IsClosed(GateResult gate) => gate.Verdict is GateVerdict.Fail or GateVerdict.Inconclusive;

    // The order in which people would have to act: mend the release, prove it, get consent, wait.
    private static ExitCode Weightiest(List<(ExitCode ExitCode, Fault Fault)> faults) =>
        new[] { ExitCode.GateFailed, ExitCode.Inconclusive, ExitCode.ApprovalMissing, ExitCode.Frozen }.First(code => faults.Any(item => item.ExitCode == code));
}
