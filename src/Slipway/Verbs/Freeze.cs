using System.Collections.Immutable;
using Slipway.Releases.Calendar;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Reports.Console;
using Slipway.Reports.Json;

namespace Slipway.Verbs;

/// <summary>What <c>Freeze</c> does: shows freezes and what they mean now, declares one, lifts one.</summary>
internal static class Freeze
{
    public static Task RunAsync(Counter counter, FreezeOptions options, CancellationToken cancellation)
    {
        string? environment = options.Environment is null ? null : counter.Environment(options.Environment).Name;
        return options.WishIn(environment) is { } wish
            ? counter.RecordAsync(occasion => Freezes.Decide(wish, occasion), ruled => FreezesText.Answer(ruled.Ruling), cancellation)
            : counter.ShowAsync(
                occasion => RegistersJson.Freezes(WindowsOf(occasion), Answers(counter, occasion, environment)),
                occasion => FreezesText.Windows(WindowsOf(occasion))
                    .Concat(Answers(counter, occasion, environment)
                        .SelectMany(one => FreezesText.Explain(one.Environment, one.Answer, occasion.Now, options.Explain))),
                cancellation);
    }

    private static ImmutableArray<FreezeWindow> WindowsOf(Occasion occasion) =>
        DeclaredFreeze.All(occasion.Policy, occasion.Governance);

    private static IEnumerable<(string Environment, FreezeAnswer Answer)> Answers(Counter counter, Occasion occasion, string? environment) =>
        (environment is null ? counter.Lane.Select(one => one.Name) : [environment])
            .Select(name => (name, FreezeCalendar.Judge(WindowsOf(occasion), name, occasion.Now)));
}

/// <summary>What <c>Freeze</c> can be told.</summary>
internal sealed record FreezeOptions(string? Declare, string? Lift, string? Environment, string? Start, string? End, string? Zone, string? Reason,
    bool Explain)
{
    public FreezeWish? WishIn(string? environment) =>
        Declare is { } declared ? new FreezeWish.Declare(declared, environment, Start, End, Zone, Reason)
        : Lift is { } lifted ? new FreezeWish.Lift(lifted, Reason)
        : null;
}
