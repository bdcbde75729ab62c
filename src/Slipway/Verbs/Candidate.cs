using Slipway.Delivery.Recording;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Reports.Console;

namespace Slipway.Verbs;

/// <summary>What <c>Candidate</c> does: names a sealed package a release candidate.</summary>
internal static class Candidate
{
    public static Task RunAsync(Counter counter, CandidateOptions options, Action<string, string> report, CancellationToken cancellation) =>
        counter.RecordAsync(
        async (occasion, token) =>
        {
            string? package = options.Package is null ? null : await counter.PackageAsync(options.Package, token).ConfigureAwait(false);
            return Candidates.Decide(new CandidateWish(package, options.Again, options.Reason, counter.Store), occasion);
        },
        ruled => Answer(ruled, counter, report),
        cancellation);

    private static IEnumerable<string> Answer(Ruled ruled, Counter counter, Action<string, string> report)
    {
        if (ruled.Ruling.Drafts is [.., { Fact: CandidateNamed named }])
            report("candidate", named.Name);
        return CandidatesText.Answer(ruled.Ruling, ruled.Occasion.State, counter.Lane);
    }
}

/// <summary>What <c>Candidate</c> can be told.</summary>
internal sealed record CandidateOptions(string? Package, bool Again, string? Reason);
