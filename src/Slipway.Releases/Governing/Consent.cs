using System.Diagnostics;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>What somebody wants said about a deployment that does not need all that it rests on to be weighed.</summary>
public abstract record ConsentWish(string Environment, string PackageId, string? Reason)
{
    /// <summary>Refuse it.</summary>
    public sealed record Reject(string Environment, string PackageId, string? Reason) : ConsentWish(Environment, PackageId, Reason);

    /// <summary>Take a rejection of one's own back.</summary>
    public sealed record Reopen(string Environment, string PackageId, string? Reason) : ConsentWish(Environment, PackageId, Reason);

    /// <summary>Sign an emergency afterwards.</summary>
    public sealed record Countersign(string Environment, string PackageId, string? Reason) : ConsentWish(Environment, PackageId, Reason);
}

/// <summary>The wish to consent to a deployment.</summary>
/// <param name="Request">The deployment, its signatures checked.</param>
/// <param name="Assessment">What speaks for it and against it.</param>
/// <param name="Role">The role to consent in; null takes the first that is missing and that the person has.</param>
/// <param name="Hours">How long the consent is to hold, as typed; null as long as the policy says.</param>
/// <param name="Reason">What more there is to say.</param>
public sealed record ApproveWish(DeployRequest Request, Assessment Assessment, string? Role, string? Hours, string? Reason);

/// <summary>The wish to consent to a plan, before work on it begins.</summary>
/// <param name="Request">The deployment that is planned.</param>
/// <param name="Hours">How long the consent is to hold, as typed; null two weeks.</param>
/// <param name="Reason">What more there is to say.</param>
public sealed record PlanWish(DeployRequest Request, string? Hours, string? Reason);

/// <summary>Consent and its refusal: by somebody the policy knows, about exactly what would be done now.</summary>
public static class Consent
{
    private const int PlanHours = 24 * 14;

    /// <summary>Decides a wish on what is on record.</summary>
    public static Ruling Decide(ConsentWish wish, Occasion occasion) => wish switch
    {
        ConsentWish.Reject => Reject(wish, occasion),
        ConsentWish.Reopen => Reopen(wish, occasion),
        ConsentWish.Countersign => Countersign(wish, occasion),
        _ => throw new UnreachableException(),
    };

    /// <summary>Decides a consent to a plan on what is on record.</summary>
    public static Ruling Decide(PlanWish wish, Occasion occasion)
    {
        if (occasion.Stranger() is { } stranger)
            return stranger;
        if (Asked.HoursOf(wish.Hours, PlanHours) is not { } hours)
            return Ruling.Refuse(ExitCode.Usage, Typed.Endless(wish.Hours!)); // two weeks are a number
        string about = PlanConsent.SubjectOf(wish.Request);
        string environment = wish.Request.Environment.Name;
        Statement statement = occasion.Statement("plan", wish.Reason) with
        {
            Environment = environment, About = about, NotAfter = occasion.Now.AddHours(hours),
        };
        return Ruling.Record(new PlanApproved(about), new Subject(environment, Version: wish.Request.Manifest.Version), statement);
    }

    /// <summary>Decides a consent on what is on record.</summary>
    public static Ruling Decide(ApproveWish wish, Occasion occasion)
    {
        if (occasion.Stranger() is { } stranger)
            return stranger;
        (DeployRequest request, Assessment assessment) = (wish.Request, wish.Assessment);
        string environment = request.Environment.Name;
        if (assessment.Gates.FirstOrDefault(gate => gate is { Gate: "policy", Verdict: GateVerdict.Fail }) is { } policy)
            return Ruling.Refuse(ExitCode.GateFailed, policy.ToFault(environment));
        Subject subject = About(environment, request.PackageId, occasion);
        if (assessment.Approvals?.Rejection is { } rejection)
            return Cannot($"{rejection.By} rejected it ({ApprovalRejected.Read(rejection.Data).Reason}) and reopens it with --again", subject,
                occasion);
        (string? role, string? reason) = RoleOf(wish, occasion.Person!); // no stranger
        if (reason is not null)
            return Cannot(reason, subject, occasion);
        int longest = occasion.Policy.For(assessment.Profile).ApprovalHours;
        if (Asked.HoursOf(wish.Hours, longest) is not { } hours)
            return Ruling.Refuse(ExitCode.Usage, Typed.Endless(wish.Hours!)); // what the policy says is a number
        Statement statement = occasion.Statement("deploy", wish.Reason) with
        {
            Role = role,
            Environment = environment,
            PackageId = request.PackageId,
            PlanDigest = assessment.PlanDigest,
            Profile = assessment.Profile.ToString(),
            From = occasion.State.In(environment).Current?.PackageId,
            NotAfter = occasion.Now.AddHours(Math.Min(hours, longest)),
        };
        return Ruling.Record(new ApprovalGranted(role ?? "", assessment.PlanDigest), subject, statement);
    }

    private static Ruling Reject(ConsentWish wish, Occasion occasion)
    {
        if ((Asked.Missing(wish.Reason, "Reject", "--reason", "why") ?? occasion.Stranger()) is { } refused)
            return refused;
        return Ruling.Record(new ApprovalRejected(wish.Reason!), About(wish, occasion), Bound("reject", wish, occasion)); // asked above
    }

    private static Ruling Reopen(ConsentWish wish, Occasion occasion)
    {
        if ((occasion.Stranger() ?? Asked.Missing(wish.Reason, "Approve --again", "--reason", "why")) is { } refused)
            return refused;
        if (!occasion.Governance.Rejections.TryGetValue($"{wish.Environment} {wish.PackageId} {occasion.Person}", out Entry? rejection))
        {
            return Ruling.Refuse(ExitCode.GateFailed, new Fault(
                "SLP1606", $"{occasion.Person} did not reject {wish.PackageId[..12]}", $"environment {wish.Environment}",
                "whoever rejected it reopens it"));
        }

        return Ruling.Record(new ApprovalReopened(wish.Reason!), About(wish, occasion),
            Bound("reopen", wish, occasion) with { About = rejection.Hash }); // asked above
    }

    private static Ruling Countersign(ConsentWish wish, Occasion occasion)
    {
        if (occasion.Stranger() is { } stranger)
            return stranger;
        GovernanceState all = occasion.Governance;
        Entry? emergency = all.Emergencies.Values.Where(entry => entry.Environment == wish.Environment
            && !all.Countersigned.ContainsKey(entry.Hash)).MinBy(entry => entry.Seq);
        if (emergency is null)
        {
            return Ruling.Refuse(ExitCode.GateFailed, new Fault(
                "SLP1607", $"no emergency in {wish.Environment} waits for a second signature", $"environment {wish.Environment}",
                "./build.sh History shows what was deployed"));
        }

        if (CountersignGate.Involved(emergency, occasion.State, occasion.Policy).Contains(occasion.Person!)) // no stranger
            return Cannot($"{occasion.Person} took part in the emergency", About(wish, occasion), occasion);
        return Ruling.Record(
            new EmergencyCountersigned(emergency.Hash), new Subject(wish.Environment, emergency.PackageId, emergency.Version, emergency.DeploymentId),
            Bound("countersign", wish, occasion) with { PackageId = emergency.PackageId, About = emergency.Hash });
    }

    private static (string? Role, string? Reason) RoleOf(ApproveWish wish, string person)
    {
        (DeployRequest request, Assessment assessment) = (wish.Request, wish.Assessment);
        ProfilePolicy care = request.Policy.For(assessment.Profile);
        if (!request.IsGoverned || care.Approvals.IsEmpty)
            return (null, $"{request.Environment.Name} asks for no approval under this policy");
        ApprovalQuestion question = Assessor.Question(request, assessment.Profile, assessment.PlanDigest, null);
        string? role = wish.Role ?? ApprovalTally.RoleFor(question, person);
        return (role, ApprovalTally.WhyNot(question, person, role ?? care.Approvals[0].Role));
    }

    // That somebody tried is on record, whatever they are told.
    private static Ruling.Refused Cannot(string reason, Subject subject, Occasion occasion) => new(
        ExitCode.ApprovalMissing,
        [new Fault(
            "SLP1605", $"{occasion.Person} cannot approve this: {reason}",
            $"environment {subject.Environment}, package {subject.PackageId![..12]}", // consent is about a package
            $"./build.sh ReleasePlan --environment {subject.Environment} shows who must; "
                + $"someone else runs ./build.sh Approve --environment {subject.Environment}")],
        [new Draft(new ApprovalRefused(occasion.Person!, reason), subject)]); // no stranger

    private static Statement Bound(string action, ConsentWish wish, Occasion occasion) =>
        occasion.Statement(action, wish.Reason) with { Environment = wish.Environment, PackageId = wish.PackageId };

    private static Subject About(ConsentWish wish, Occasion occasion) => About(wish.Environment, wish.PackageId, occasion);

    private static Subject About(string environment, string packageId, Occasion occasion) =>
        new(environment, packageId, occasion.State.Packages.GetValueOrDefault(packageId)?.Version);
}
