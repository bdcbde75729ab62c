using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.Conducting;
using Slipway.Delivery.Recording;
using Slipway.Releases.Calendar;
using Slipway.Releases.Environments;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Reports.Console;
using Slipway.Reports.Json;

namespace Slipway.Verbs;

/// <summary>What <c>Flag</c> does: shows feature flags, and sets one in an environment, where everything that runs follows it.</summary>
/// <param name="engine">The engine of the build.</param>
/// <param name="counter">Where wishes are recorded.</param>
internal sealed class Flag(ReleaseEngine engine, Counter counter)
{
    public async Task RunAsync(FlagOptions options, CancellationToken cancellation)
    {
        var flagging = new Flagging(engine.Ports, await engine.JournalAsync());
        if (options.WishIn(options.Environment ?? counter.Last.Name) is { } wish)
            await SetAsync(flagging, wish, cancellation);
        await ShowAsync(flagging, options, cancellation);
    }

    // One at a time, so that what instances follow is what was recorded last. Nobody else waits for it: a rollout may be under way.
    private async Task SetAsync(Flagging flagging, FlagWish wish, CancellationToken cancellation)
    {
        DeploymentEnvironment environment = counter.Environment(wish.Environment);
        Journal journal = await engine.JournalAsync();
        await using IAsyncDisposable lease = await engine.Ports.Leases.AcquireAsync(
            $"{environment.Name}-flags", journal.Holder("Flag"), cancellation);
        Ruled ruled = await counter.RecordAsync(
            async (occasion, token) =>
            {
                ImmutableArray<FeatureFlag> known = await flagging.KnownAsync(occasion.State.In(environment.Name), token);
                ImmutableArray<FreezeWindow> windows = DeclaredFreeze.All(occasion.Policy, occasion.Governance);
                return Flags.Decide(wish, occasion, known, FreezeCalendar.Judge(windows, environment.Name, occasion.Now));
            },
            counter.SignsApprovals, cancellation);
        int followers = await flagging.GiveAllAsync(environment, cancellation);
        counter.SayLast(FlagsText.Answer(ruled.Ruling, environment.Name, followers));
        if (ruled.Ruling.Drafts.Any(draft => draft.Statement is null) && ruled.Occasion.Unverified is { } words)
            counter.SayLast([words]);
    }

    private async Task ShowAsync(Flagging flagging, FlagOptions options, CancellationToken cancellation)
    {
        Occasion seen = await counter.LookAsync(cancellation);
        var standings = ImmutableArray.CreateBuilder<FlagStanding>();
        foreach (string name in options.Environment is null ? counter.Lane.Select(one => one.Name) : [counter.Environment(options.Environment).Name])
        {
            EnvironmentState here = seen.State.In(name);
            standings.AddRange(FlagStanding.Of(here, await flagging.KnownAsync(here, cancellation)));
        }

        ImmutableArray<FlagStanding> sorted = [.. standings.OrderBy(one => one.Flag.Name, StringComparer.Ordinal)];
        counter.Show(FlagsJson.Of(sorted), options.IsWish ? [] : FlagsText.Render(sorted, engine.Scope.Columns(), engine.Scope.Palette));
    }
}

/// <summary>What <c>Flag</c> can be told.</summary>
internal sealed record FlagOptions(string? On, string? Off, string? Environment, string? Percent, ImmutableArray<string> Groups, string? Reason)
{
    public bool IsWish => On is not null || Off is not null;

    // Told both, it is the careful one.
    public FlagWish? WishIn(string environment) =>
        Off is { } off ? new FlagWish.Off(off, environment, Reason)
        : On is { } on ? new FlagWish.On(on, environment, Percent, Groups, Reason)
        : null;
}
