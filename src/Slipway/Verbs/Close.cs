using System.Collections.Immutable;
using Slipway.Delivery.Recording;
using Slipway.Releases.Deciding;
using Slipway.Releases.Governing;
using Slipway.Releases.History;
using Slipway.Reports.Console;
using Slipway.Vocabulary.Faults;

namespace Slipway.Verbs;

/// <summary>What <c>Close</c> does: ends a release for good, or names what it still lacks.</summary>
internal static class Close
{
    public static Task RunAsync(Counter counter, CloseOptions options, CancellationToken cancellation) => counter.RecordAsync(
        async (occasion, token) =>
        {
            string environment = counter.Last.Name;
            string package = await counter.ServedPackageAsync(options.Package, environment, occasion.State, token).ConfigureAwait(false);
            if (Closing.Standing(package, occasion) is { } standing)
                return standing;
            DeployRequest request = await counter.RequestAsync(environment, package, options.Leaning, occasion.State, token).ConfigureAwait(false);
            var history = ReleaseHistory.Of(await counter.EntriesAsync(token).ConfigureAwait(false));
            ImmutableArray<Fault> missing = await counter.JudgeAsync(request, judged => ClosingJudge.Missing(judged, history), token)
                .ConfigureAwait(false);
            return Closing.Decide(new CloseWish(environment, package, options.Reason), occasion, request.Manifest.Version, missing);
        },
        ruled => Answer(ruled, counter), cancellation);

    private static IEnumerable<string> Answer(Ruled ruled, Counter counter) =>
        ruled.Ruling is Ruling.Recorded && LearningText.ActionsAtOnce(counter.OpenTasks(ruled.Occasion)) is { } actions
        ? ClosingText.Answer(ruled.Ruling, ruled.Occasion.State).Append(actions)
        : ClosingText.Answer(ruled.Ruling, ruled.Occasion.State);
}

/// <summary>What <c>Close</c> can be told.</summary>
internal sealed record CloseOptions(string? Package, string? Reason, Leaning Leaning);
