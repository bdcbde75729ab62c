using Slipway.Releases.Deciding;
using Slipway.Releases.Governing;
using Slipway.Reports.Console;
using Slipway.Reports.Json;

namespace Slipway.Verbs;

/// <summary>What <c>Checklist</c> does: shows what must be done for a release, ticks an item off.</summary>
internal static class Checklist
{
    public static async Task RunAsync(Counter counter, ChecklistOptions options, CancellationToken cancellation)
    {
        string environment = counter.Environment(options.Environment ?? counter.Last.Name).Name;
        if (options.Done is { } item)
        {
            await counter.RecordAsync(
                async (occasion, token) =>
                {
                    string package = await counter.NextPackageAsync(options.Package, environment, occasion.State, token).ConfigureAwait(false);
                    return Releases.Governing.Checklist.Decide(new TickWish(environment, package, item, options.Result, options.Reason), occasion);
                },
                ruled => ChecklistText.Answer(ruled.Ruling), cancellation).ConfigureAwait(false);
            return;
        }

        Occasion seen = await counter.LookAsync(cancellation).ConfigureAwait(false);
        string asked = await counter.NextPackageAsync(options.Package, environment, seen.State, cancellation).ConfigureAwait(false);
        DeployRequest request = await counter.RequestAsync(environment, asked, options.Leaning, seen.State, cancellation).ConfigureAwait(false);
        Assessment assessment = await counter.AssessAsync(request, cancellation).ConfigureAwait(false);
        counter.Show(RegistersJson.Checklist(asked, environment, assessment),
            ChecklistText.Render(asked, environment, assessment, seen.Policy, seen.Governance));
    }
}

/// <summary>What <c>Checklist</c> can be told.</summary>
internal sealed record ChecklistOptions(string? Done, string? Result, string? Environment, string? Package, string? Reason, Leaning Leaning);
