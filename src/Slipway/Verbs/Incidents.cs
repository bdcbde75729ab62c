using System.Collections.Immutable;
using Slipway.Releases.Governing;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Reports.Console;
using Slipway.Reports.Json;

namespace Slipway.Verbs;

/// <summary>What <c>Incidents</c> does: shows what went wrong where users are, opens an incident, names its cause, ends it.</summary>
internal static class Incidents
{
    public static async Task RunAsync(Counter counter, IncidentOptions options, CancellationToken cancellation)
    {
        string? package = options.Package is null ? null : await counter.PackageAsync(options.Package, cancellation).ConfigureAwait(false);
        if (options.WishAbout(counter, package) is not { } wish)
        {
            await counter.ShowAsync(
                occasion => LearningJson.Incidents(Known(occasion)), occasion => LearningText.Incidents(Known(occasion), occasion.Now),
                    cancellation).ConfigureAwait(false);
            return;
        }

        await counter.RecordAsync(
            async (occasion, token) =>
                Releases.Governing.Incidents.Decide(wish, occasion,
                    ReleaseHistory.Of(await counter.EntriesAsync(token).ConfigureAwait(false)).Deployments),
            ruled => IncidentsText.Answer(ruled.Ruling), cancellation).ConfigureAwait(false);
    }

    private static ImmutableArray<IncidentRecord> Known(Occasion occasion) => [.. occasion.Governance.Incidents.Values];
}

/// <summary>What <c>Incidents</c> can be told.</summary>
internal sealed record IncidentOptions(
    string? Open, string? Link, string? Resolve, string? Severity, string? Since, string? Environment, string? Deployment, string? Package,
        string? Reason)
{
    public IncidentWish? WishAbout(Counter counter, string? package)
    {
        var suspect = new Suspect(Deployment, package);
        return Open is { } title
            ? new IncidentWish.Open(title, counter.Environment(Environment ?? counter.Last.Name).Name, Severity, Since, suspect, Reason)
            : Link is { } linked ? new IncidentWish.Link(linked, Environment is null ? null : counter.Environment(Environment).Name, suspect, Reason)
            : Resolve is { } resolved ? new IncidentWish.Resolve(resolved, Reason)
            : null;
    }
}
