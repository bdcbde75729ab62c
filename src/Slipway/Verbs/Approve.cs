using Slipway.Delivery.Recording;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Reports.Console;

namespace Slipway.Verbs;

/// <summary>Shows a plan before somebody signs it.</summary>
internal delegate Task ShowPlan(DeployRequest request, Assessment assessment, CancellationToken cancellation);

/// <summary>What <c>Approve</c> does: shows what is to be approved and signs it, takes a rejection back, or signs an emergency afterwards.</summary>
internal static class Approve
{
    public static async Task RunAsync(Counter counter, ApproveOptions options, ShowPlan show, CancellationToken cancellation)
    {
        string environment = counter.Environment(options.Environment ?? counter.Last.Name).Name;
        (DeployRequest Request, Assessment Assessment)? weighed = null;
        Ruled ruled = await counter.RecordAsync(
            async (occasion, token) =>
            {
                string package = await counter.NextPackageAsync(options.Package, environment, occasion.State, token).ConfigureAwait(false);
                if (options.WishAbout(environment, package) is { } wish)
                    return Consent.Decide(wish, occasion);
                if (occasion.Stranger() is { } stranger)
                    return stranger;
                DeployRequest request = await counter.RequestAsync(environment, package, options.Leaning, occasion.State, token)
                    .ConfigureAwait(false);
                Assessment assessment = await counter.AssessAsync(request, token).ConfigureAwait(false);
                weighed = (request, assessment);
                await show(request, assessment, token).ConfigureAwait(false);
                return await counter.JudgeAsync(
                    request, judged => Consent.Decide(new ApproveWish(judged, assessment, options.Role, options.Hours, options.Reason), occasion),
                        token).ConfigureAwait(false);
            },
            counter.SignsApprovals, cancellation).ConfigureAwait(false);
        counter.SayLast(ConsentText.Answer(ruled.Ruling));
        if (weighed is var (asked, seen))
            counter.SayLast(ConsentText.Next(asked, await StandingAsync(counter, asked, seen, cancellation).ConfigureAwait(false)));
    }

    // How far consent has come with what was given just now.
    private static async Task<ApprovalAnswer> StandingAsync(Counter counter, DeployRequest request, Assessment assessment,
        CancellationToken cancellation)
    {
        ReleaseState after = (await counter.LookAsync(cancellation).ConfigureAwait(false)).State;
        return await counter.JudgeAsync(
            request with { State = after }, judged =>
                ApprovalTally.Count(Assessor.Question(judged, assessment.Profile, assessment.PlanDigest, null)), cancellation).ConfigureAwait(false);
    }
}

/// <summary>What <c>Approve</c> can be told.</summary>
internal sealed record ApproveOptions(bool Countersign, bool Again, string? Role, string? Hours, string? Environment, string? Package,
    string? Reason, Leaning Leaning)
{
    public ConsentWish? WishAbout(string environment, string package) =>
        Countersign ? new ConsentWish.Countersign(environment, package, Reason)
        : Again ? new ConsentWish.Reopen(environment, package, Reason)
        : null;
}
