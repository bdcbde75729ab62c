using Slipway.Releases.Governing;
using Slipway.Reports.Console;
using Slipway.Reports.Json;

namespace Slipway.Verbs;

/// <summary>What <c>Actions</c> does: shows what a team promised itself, or changes it.</summary>
internal static class Actions
{
    public static Task RunAsync(Counter counter, ActionOptions options, CancellationToken cancellation) => options.Wish is { } wish
        ? counter.RecordAsync(occasion => Releases.Governing.Actions.Decide(wish, occasion), ruled => ActionsText.Answer(ruled.Ruling), cancellation)
        : counter.ShowAsync(
            occasion => LearningJson.Actions([.. occasion.Governance.Actions.Values], counter.OpenTasks(occasion), occasion.Now),
            occasion => LearningText.Actions(counter.OpenTasks(occasion), counter.Scope.Palette), cancellation);
}

/// <summary>What <c>Actions</c> can be told.</summary>
internal sealed record ActionOptions(string? Open, string? Close, string? Owner, string? Due, string? Reason)
{
    public ActionWish? Wish =>
        Open is { } title ? new ActionWish.Open(title, Owner, Due)
        : Close is { } closed ? new ActionWish.Close(closed, Reason)
        : null;
}
