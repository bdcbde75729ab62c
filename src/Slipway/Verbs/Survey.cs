using System.Collections.Immutable;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;
using Slipway.Reports.Console;
using Slipway.Reports.Json;

namespace Slipway.Verbs;

/// <summary>What <c>Survey</c> does: one question after a release, answered by whoever has an answer.</summary>
internal static class Survey
{
    public static async Task RunAsync(Counter counter, SurveyOptions options, CancellationToken cancellation)
    {
        string environment = counter.Environment(options.Environment ?? counter.Last.Name).Name;
        if (options.Score is { } score)
        {
            await counter.RecordAsync(
                async (occasion, token) =>
                {
                    string package = await counter.ServedPackageAsync(options.Package, environment, occasion.State, token).ConfigureAwait(false);
                    return Releases.Governing.Survey.Decide(new SurveyWish(environment, package, score, options.Role, options.Reason), occasion);
                },
                ruled => SurveyText.Answer(ruled.Ruling), cancellation).ConfigureAwait(false);
            return;
        }

        Occasion seen = await counter.LookAsync(cancellation).ConfigureAwait(false);
        string asked = await counter.ServedPackageAsync(options.Package, environment, seen.State, cancellation).ConfigureAwait(false);
        ImmutableArray<Entry> answers = LastWord.Of((await counter.EntriesAsync(cancellation).ConfigureAwait(false))
            .Where(entry => entry.PackageId == asked));
        counter.Show(LearningJson.Survey(asked, answers), LearningText.Survey(asked, answers));
    }
}

/// <summary>What <c>Survey</c> can be told.</summary>
internal sealed record SurveyOptions(string? Score, string? Role, string? Environment, string? Package, string? Reason);
