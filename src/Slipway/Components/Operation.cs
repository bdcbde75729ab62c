using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.Conducting;
using Slipway.Releases.Environments;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Running;
using Slipway.Verbs;

namespace Slipway.Components;

/// <summary>What verbs do that operate an environment.</summary>
internal static class Operation
{
    public static async Task UpAsync(IOperate build, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        Conductor conductor = await engine.ConductorAsync().ConfigureAwait(false);
        foreach (DeploymentEnvironment environment in Asked(build))
        {
            DeploymentRecord? current = await conductor.UpAsync(environment, Deploying.SecretsOf(build), cancellation).ConfigureAwait(false);
            RunScope.Current.Say(current is null ? $"  {environment.Name}: nothing was ever deployed here" : $"  {environment.Name}: {current.Version} ({current.PackageId[..12]}) serves at {environment.Url}");
        }
    }

    public static async Task DownAsync(IOperate build, CancellationToken cancellation)
    {
        Conductor conductor = await build.Engine.ConductorAsync().ConfigureAwait(false);
        foreach (DeploymentEnvironment environment in Asked(build).Reverse())
        {
            if (environment.IsFeed)
            {
                RunScope.Current.Say($"  {environment.Name}: a feed goes on offering what it has; ./build.sh Rollback takes a release off the list");
                continue;
            }

            await conductor.DownAsync(environment, cancellation).ConfigureAwait(false);
            RunScope.Current.Say($"  {environment.Name}: down; ./build.sh Up brings it back");
        }
    }

    public static Task WishAsync(IOperate build, Func<string, string?, RolloutWish> wish, CancellationToken cancellation)
    {
        DeploymentEnvironment environment = build.Chosen(build.Last.Name);
        return RolloutVerbs.RunAsync(new(build.Engine, build.KeyAtHand), wish(environment.Name, build.ReasonText), async (place, token) =>
            await (await build.Engine.ConductorAsync().ConfigureAwait(false)).SettleAsync(place, Deploying.SecretsOf(build), token).ConfigureAwait(false), cancellation);
    }

    private static ImmutableArray<DeploymentEnvironment> Asked(IOperate build) => build.EnvironmentName is null ? build.Environments : [build.Chosen(null)];
}
