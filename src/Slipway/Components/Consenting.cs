using System.Collections.Immutable;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>Consent and its refusal.</summary>
internal static class Consenting
{
    public static Task ApproveAsync(IGovern build, CancellationToken cancellation) => Desk.ActAsync(build, desk => ApproveAsync(desk, build, cancellation), cancellation);

    private static async Task ApproveAsync(Desk desk, IGovern build, CancellationToken cancellation)
    {
        DeploymentEnvironment environment = desk.Environment;
        string package = await desk.PackageAsync(environment, cancellation).ConfigureAwait(false);
        Signer signer = await desk.SignerAsync(cancellation).ConfigureAwait(false);
        var subject = new Subject(environment.Name, package, desk.State.Packages.GetValueOrDefault(package)?.Version);
        if (build.Countersigns)
            await CountersignAsync(desk, subject, signer, cancellation).ConfigureAwait(false);
        else if (build.Again)
            await ReopenAsync(desk, subject, signer, cancellation).ConfigureAwait(false);
        else
            await ConsentAsync(desk, environment, subject, signer, cancellation).ConfigureAwait(false);
    }

    public static Task RejectAsync(IGovern build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RejectAsync(desk, build, cancellation), cancellation);

    private static async Task RejectAsync(Desk desk, IGovern build, CancellationToken cancellation)
    {
        DeploymentEnvironment environment = desk.Environment;
        string reason = Desk.Needed(build.ReasonText, "Reject", "--reason", "why");
        string package = await desk.PackageAsync(environment, cancellation).ConfigureAwait(false);
        Signer signer = await desk.SignerAsync(cancellation).ConfigureAwait(false);
        Statement statement = desk.Statement("reject", signer) with { Environment = environment.Name, PackageId = package };
        await desk.SignAsync(new ApprovalRejected(reason), new Subject(environment.Name, package, desk.State.Packages.GetValueOrDefault(package)?.Version), signer, statement, cancellation).ConfigureAwait(false);
        Desk.SayLast($"{signer.Person} rejected {package[..12]} for {environment.Name}: {reason}");
    }

    private static async Task ConsentAsync(Desk desk, DeploymentEnvironment environment, Subject subject, Signer signer, CancellationToken cancellation)
    {
        DeployRequest request = await desk.RequestAsync(environment, subject.PackageId!, cancellation).ConfigureAwait(false); // chosen above
        Assessment assessment = await desk.Engine.Weighing.AssessAsync(request, cancellation).ConfigureAwait(false);
        await Planning.ShowAsync(desk, request, assessment, cancellation).ConfigureAwait(false);
        if (assessment.Gates.FirstOrDefault(gate => gate.Gate == "policy" && gate.Verdict == Releases.Gates.GateVerdict.Fail) is { } policy)
            throw new FaultException(ExitCode.GateFailed, policy.ToFault(environment.Name));
        if (assessment.Approvals?.Rejection is { } rejection)
            throw await RefusedAsync(desk, subject, signer, $"{rejection.By} rejected it ({ApprovalRejected.Read(rejection.Data).Reason}) and reopens it with --again").ConfigureAwait(false);
        (string? role, string? reason) = await desk.Engine.Weighing.JudgeAsync(request, judged => RoleOf(desk, judged, assessment, signer), cancellation).ConfigureAwait(false);
        if (reason is not null)
            throw await RefusedAsync(desk, subject, signer, reason).ConfigureAwait(false);
        ProfilePolicy care = desk.Policy.For(assessment.Profile);
        Statement statement = desk.Statement("deploy", signer) with
        {
            Role = role,
            Environment = environment.Name,
            PackageId = subject.PackageId,
            PlanDigest = assessment.PlanDigest,
            Profile = assessment.Profile.ToString(),
            From = desk.State.In(environment.Name).Current?.PackageId,
            NotAfter = desk.Now.AddHours(Math.Min(desk.Hours(care.ApprovalHours), care.ApprovalHours)),
        };
        await desk.SignAsync(new ApprovalGranted(role ?? "", assessment.PlanDigest), subject, signer, statement, cancellation).ConfigureAwait(false);
        ApprovalAnswer answer = await StandingAsync(desk, request, assessment, cancellation).ConfigureAwait(false);
        Desk.SayLast($"{signer.Person} approved {subject.Version} ({subject.PackageId![..12]}) for {environment.Name} as {role}, until {statement.NotAfter:yyyy-MM-dd HH:mm} UTC");
        string emergency = request.IsEmergency ? $" --emergency{(request.Exceptions.IsEmpty ? "" : $" --exception {string.Join(',', request.Exceptions)}")}" : "";
        Desk.SayLast(answer.IsMet ? $"Next: ./build.sh Promote --environment {environment.Name}{emergency}" : $"Still missing: {answer.Missing}. Next: ./build.sh Approve --environment {environment.Name}{emergency} by them");
    }

    private static (string? Role, string? Reason) RoleOf(Desk desk, DeployRequest request, Assessment assessment, Signer signer)
    {
        if (!request.IsGoverned || desk.Policy.For(assessment.Profile).Approvals.IsEmpty)
            return (null, $"{request.Environment.Name} asks for no approval under this policy");
        ApprovalQuestion question = Assessor.Question(request, assessment.Profile, assessment.PlanDigest, null);
        string? role = desk.Build.RoleName ?? ApprovalTally.RoleFor(question, signer.Person);
        string asked = role ?? desk.Policy.For(assessment.Profile).Approvals[0].Role;
        return (role, ApprovalTally.WhyNot(question, signer.Person, asked));
    }

    private static async Task<ApprovalAnswer> StandingAsync(Desk desk, DeployRequest request, Assessment assessment, CancellationToken cancellation)
    {
        ReleaseState after = await desk.Journal.StateAsync(cancellation).ConfigureAwait(false);
        return await desk.Engine.Weighing.JudgeAsync(request with { State = after }, judged => ApprovalTally.Count(Assessor.Question(judged, assessment.Profile, assessment.PlanDigest, null)), cancellation).ConfigureAwait(false);
    }

    private static async Task<FaultException> RefusedAsync(Desk desk, Subject subject, Signer signer, string reason)
    {
        await desk.RecordAsync(new ApprovalRefused(signer.Person, reason), subject, CancellationToken.None).ConfigureAwait(false);
        return new FaultException(ExitCode.ApprovalMissing, new Fault(
            "SLP1605", $"{signer.Person} cannot approve this: {reason}", $"environment {subject.Environment}, package {subject.PackageId![..12]}",
            $"./build.sh ReleasePlan --environment {subject.Environment} shows who must; someone else runs ./build.sh Approve --environment {subject.Environment}"));
    }

    private static async Task ReopenAsync(Desk desk, Subject subject, Signer signer, CancellationToken cancellation)
    {
        string reason = Desk.Needed(desk.Build.ReasonText, "Approve --again", "--reason", "why");
        if (!desk.State.Governance.Rejections.TryGetValue($"{subject.Environment} {subject.PackageId} {signer.Person}", out Entry? rejection))
            throw new FaultException(ExitCode.GateFailed, new Fault("SLP1606", $"{signer.Person} did not reject {subject.PackageId![..12]}", $"environment {subject.Environment}", "whoever rejected it reopens it"));
        Statement statement = desk.Statement("reopen", signer) with { Environment = subject.Environment, PackageId = subject.PackageId, About = rejection.Hash };
        await desk.SignAsync(new ApprovalReopened(reason), subject, signer, statement, cancellation).ConfigureAwait(false);
        Desk.SayLast($"{signer.Person} reopened {subject.PackageId![..12]} for {subject.Environment}");
    }

    private static async Task CountersignAsync(Desk desk, Subject subject, Signer signer, CancellationToken cancellation)
    {
        Entry emergency = desk.State.Governance.Emergencies.Values.Where(entry => entry.Environment == subject.Environment && !desk.State.Governance.Countersigned.ContainsKey(entry.Hash)).MinBy(entry => entry.Seq)
            ?? throw new FaultException(ExitCode.GateFailed, new Fault("SLP1607", $"no emergency in {subject.Environment} waits for a second signature", $"environment {subject.Environment}", "./build.sh History shows what was deployed"));
        if (CountersignGate.Involved(emergency, desk.State, desk.Policy).Contains(signer.Person))
            throw await RefusedAsync(desk, subject, signer, $"{signer.Person} took part in the emergency").ConfigureAwait(false);
        Statement statement = desk.Statement("countersign", signer) with { Environment = subject.Environment, PackageId = emergency.PackageId, About = emergency.Hash };
        await desk.SignAsync(new EmergencyCountersigned(emergency.Hash), new Subject(subject.Environment, emergency.PackageId, emergency.Version, emergency.DeploymentId), signer, statement, cancellation).ConfigureAwait(false);
        Desk.SayLast($"{signer.Person} countersigned emergency {emergency.DeploymentId} in {subject.Environment}");
    }
}
