using Slipway.Releases.Approvals;
using Slipway.Releases.Calendar;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Deciding;

/// <summary>What can stand in the way of a deployment beside gates.</summary>
internal static class DecisionFaults
{
    public static IEnumerable<Fault> Consent(DeployRequest request, ApprovalAnswer? answer, ReleaseProfile profile)
    {
        string environment = request.Environment.Name;
        if (answer is null)
            yield break;
        if (answer.Rejection is { } rejection)
        {
            yield return new Fault(
                "SLP2411", $"{rejection.By} rejected package {request.PackageId[..12]}: {ApprovalRejected.Read(rejection.Data).Reason}", $"environment {environment}",
                $"release another package, or let the same person reopen it: ./build.sh Approve --environment {environment} --again --reason \"…\"");
        }

        if (request.Policy.Approvals.PlanFirst && profile != ReleaseProfile.Emergency && !request.State.Governance.PlanApprovals.Any(entry => entry.Environment == environment && PlanConsent.IsGood(entry, request)))
        {
            yield return new Fault(
                "SLP2416", $"nobody approved the plan of {request.Manifest.Version} for {environment}", $"environment {environment}",
                $"./build.sh ReleasePlan --environment {environment}{Package(request)} --approve by someone of the policy");
        }

        if (answer.Roles.All(role => role.IsMet))
            yield break;
        string voids = string.Concat(answer.VoidOnce.Select(one => $"\n{one.Entry.By}'s approval of {UtcText.Of(one.Entry.Utc)} does not hold: {one.Reason}"));
        yield return new Fault(
            "SLP2410", $"{answer.Missing} must approve; {(profile == ReleaseProfile.Emergency ? "an" : "a")} {profile.ToString().ToLowerInvariant()} release asks for it{voids}", $"environment {environment}, package {request.PackageId[..12]}",
            $"./build.sh Approve --environment {environment}{Package(request)}{(request.IsEmergency ? " --emergency" : "")} by someone who {(request.Policy.Approvals.NotAuthor ? "did not write it" : "may")}");
    }

    public static Fault Frozen(DeployRequest request, FreezeAnswer answer)
    {
        string environment = request.Environment.Name;
        string wait = answer.NextOpening is { } opening ? $"wait until {UtcText.Of(opening)}" : "no opening is in sight";
        ExceptionRecord? granted = request.State.Governance.Exceptions.Values.FirstOrDefault(one => one.Allows("freeze", environment, request.PackageId, request.Now));
        string except = granted is null
            ? $"./build.sh Exceptions --ask \"…\" --covers freeze --environment {environment}{Package(request)}"
            : $"lean on what was granted: --exception {granted.Id}";
        return new Fault(
            "SLP2412", $"{environment} is frozen: {answer.Reason}", $"environment {environment}", $"{wait}; ./build.sh Freeze --explain --environment {environment}; or {except}");
    }

    public static Fault Blocked(DeployRequest request)
    {
        RiskRecord risk = request.State.Governance.OpenRisksOf(request.Manifest.Version).First(risk => risk.Severity == Severity.Critical);
        return new Fault("SLP2413", $"risk {risk.Id} is critical and open: {risk.Title}", $"environment {request.Environment.Name}", $"./build.sh Risks --close {risk.Id} --reason \"…\"");
    }

    public static Fault NoEmergency(DeployRequest request) => new(
        "SLP2414", "an emergency must be covered by an exception", "--emergency",
        $"./build.sh Exceptions --ask \"…\" --covers emergency --environment {request.Environment.Name}{Package(request)}, have it granted, then give --exception ID");

    public static Fault BadException(string id, string reason) => new("SLP2415", $"exception {id} does not hold: {reason}", $"--exception {id}", "./build.sh Exceptions lists them all");

    private static string Package(DeployRequest request) => $" --package {request.PackageId[..12]}";
}
