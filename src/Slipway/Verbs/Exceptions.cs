using System.Collections.Immutable;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Reports.Console;
using Slipway.Reports.Json;

namespace Slipway.Verbs;

/// <summary>What <c>Exceptions</c> does: shows exceptions, asks for one, grants one, closes one.</summary>
internal static class Exceptions
{
    public static Task RunAsync(Counter counter, ExceptionOptions options, CancellationToken cancellation) => options.IsWish
        ? counter.RecordAsync(
            async (occasion, token) =>
                Releases.Governing.Exceptions.Decide(await options.WishAsync(counter, occasion, token).ConfigureAwait(false), occasion,
                    counter.Gates),
            ruled => ExceptionsText.Answer(ruled.Ruling, ruled.Occasion.Governance), cancellation)
        : counter.ShowAsync(
            occasion => ExceptionsJson.Render(Known(occasion), counter.OpenTasks(occasion), occasion.Now),
            occasion => ExceptionsText.Render(Known(occasion), counter.OpenTasks(occasion), occasion.Now, counter.Scope.Columns(),
                counter.Scope.Palette), cancellation);

    private static ImmutableArray<ExceptionRecord> Known(Occasion occasion) => [.. occasion.Governance.Exceptions.Values];
}

/// <summary>What <c>Exceptions</c> can be told.</summary>
internal sealed record ExceptionOptions(string? Ask, string? Grant, string? Close, string? Environment, string? Package, string? Reason)
{
    public ImmutableArray<string> Covers { get; init; } = [];

    public string? Impact { get; init; }

    public string? FollowUp { get; init; }

    public string? Hours { get; init; }

    public bool IsWish => Ask is not null || Grant is not null || Close is not null;

    public async Task<ExceptionWish> WishAsync(Counter counter, Occasion occasion, CancellationToken cancellation)
    {
        if (Ask is null)
            return Grant is { } granted ? new ExceptionWish.Grant(granted) : new ExceptionWish.Close(Close!, Reason); // it is a wish
        string environment = counter.Environment(Environment ?? counter.Last.Name).Name;
        string package = await counter.NextPackageAsync(Package, environment, occasion.State, cancellation).ConfigureAwait(false);
        // As --exception takes its list: with spaces or with commas.
        const StringSplitOptions Split = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        IEnumerable<string> covers = Covers.SelectMany(name => name.Split(',', Split));
        return new ExceptionWish.Ask(Ask, [.. covers], environment, package, Reason, Impact, FollowUp, Hours);
    }
}
