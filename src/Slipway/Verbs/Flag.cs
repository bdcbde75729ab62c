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
    public async Task RunAsync(FlagAsk ask, string? environment, CancellationToken cancellation)
    {
        var flagging = new Flagging(engine.Ports, await engine.JournalAsync());
        FlagWish? wish = ask.WishIn(environment ?? counter.LastName);
        if (wish is not null)
            await SetAsync(flagging, wish, cancellation);
        ImmutableArray<FlagStanding> standings = await StandingsAsync(flagging, environment, cancellation);
        counter.Show(FlagsJson.Of(standings), wish is null ? FlagsText.Render(standings, engine.Scope.Columns(), engine.Scope.Palette) : []);
    }

    // One at a time, so that what instances follow is what was recorded last. Nobody else waits for it: a rollout may be under way.
    private async Task SetAsync(Flagging flagging, FlagWish wish, CancellationToken cancellation)
    {
        DeploymentEnvironment environment = counter.Environment(wish.Environment);
        Journal journal = await engine.JournalAsync();
        await using IAsyncDisposable lease = await engine.Ports.Leases.AcquireAsync(
            $"{environment.Name}-flags", journal.Holder("Flag"), cancellation);
        async Task<Ruling> DecideAsync(Occasion occasion, CancellationToken token)
        {
            ImmutableArray<FeatureFlag> known = await flagging.KnownAsync(occasion.State.In(environment.Name), token);
            ImmutableArray<FreezeWindow> windows = DeclaredFreeze.All(occasion.Policy, occasion.Governance);
            return Flags.Decide(wish, occasion, known, FreezeCalendar.Judge(windows, environment.Name, occasion.Now));
        }

        // Off is a way back: it waits for no ledger.
        Ruled ruled = wish is FlagWish.Off
            ? await counter.TellAsync(DecideAsync, cancellation)
            : await counter.RecordAsync(DecideAsync, counter.SignsApprovals, cancellation);
        int followers = await flagging.GiveAllAsync(environment, cancellation);
        counter.SayLast(FlagsText.Answer(ruled.Ruling, environment.Name, followers));
        if (ruled.Ruling.Drafts.Any(draft => draft.Statement is null) && ruled.Occasion.Unverified is { } words)
            counter.SayLast([words]);
    }

    private async Task<ImmutableArray<FlagStanding>> StandingsAsync(Flagging flagging, string? environment, CancellationToken cancellation)
    {
        ReleaseState state = await (await engine.JournalAsync()).KnownStateAsync(cancellation);
        var standings = ImmutableArray.CreateBuilder<FlagStanding>();
        foreach (string name in environment is null ? counter.Lane.Select(one => one.Name) : [counter.Environment(environment).Name])
        {
            EnvironmentState here = state.In(name);
            standings.AddRange(FlagStanding.Of(here, await flagging.KnownAsync(here, cancellation)));
        }

        return [.. standings.OrderBy(one => one.Flag.Name, StringComparer.Ordinal)];
    }
}
