using Slipway.Releases.Governing;
using Slipway.Reports.Console;

namespace Slipway.Verbs;

/// <summary>What <c>Reject</c> does.</summary>
internal static class Reject
{
    public static Task RunAsync(Counter counter, RejectOptions options, CancellationToken cancellation)
    {
        string environment = counter.Environment(options.Environment ?? counter.Last.Name).Name;
        return counter.RecordAsync(
            async (occasion, token) =>
            {
                string package = await counter.NextPackageAsync(options.Package, environment, occasion.State, token).ConfigureAwait(false);
                return Consent.Decide(new ConsentWish.Reject(environment, package, options.Reason), occasion);
            },
            ruled => ConsentText.Answer(ruled.Ruling), cancellation);
    }
}

/// <summary>What <c>Reject</c> can be told.</summary>
internal sealed record RejectOptions(string? Environment, string? Package, string? Reason);
