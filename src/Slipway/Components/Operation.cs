using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.Conducting;
using Slipway.Releases.Environments;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Running;
using Slipway.Verbs;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>What verbs do that operate an environment.</summary>
internal static class Operation
{
    public static async Task UpAsync(IOperate build, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        Conductor conductor = await engine.ConductorAsync().ConfigureAwait(false);
        await EachAsync(Asked(build), async environment =>
        {
            DeploymentRecord? current = await conductor.UpAsync(environment, Deploying.SecretsOf(build), cancellation).ConfigureAwait(false);
            RunScope.Current.Say(current is null ? $"  {environment.Name}: nothing was ever deployed here" : $"  {environment.Name}: {current.Version} ({current.PackageId[..12]}) serves at {environment.Url}");
        }).ConfigureAwait(false);
    }

    public static async Task DownAsync(IOperate build, CancellationToken cancellation)
    {
        Conductor conductor = await build.Engine.ConductorAsync().ConfigureAwait(false);
        await EachAsync(Asked(build).Reverse(), async environment =>
        {
            if (environment.IsFeed)
            {
                RunScope.Current.Say($"  {environment.Name}: a feed goes on offering what it has; ./build.sh Rollback takes a release off the list");
                return;
            }

            await conductor.DownAsync(environment, cancellation).ConfigureAwait(false);
            RunScope.Current.Say($"  {environment.Name}: down; ./build.sh Up brings it back");
        }).ConfigureAwait(false);
    }

    // One place that fails keeps no other from what was asked for all of them.
    private static async Task EachAsync(IEnumerable<DeploymentEnvironment> environments, Func<DeploymentEnvironment, Task> act)
    {
        List<FaultException> failed = [];
        foreach (DeploymentEnvironment environment in environments)
        {
            try
            {
                await act(environment).ConfigureAwait(false);
            }
            catch (FaultException fault)
            {
                failed.Add(fault);
            }
        }

        if (failed.Count > 0)
            throw new FaultException(failed[0].ExitCode, [.. failed.SelectMany(fault => fault.Faults)], failed[0]);
    }

    public static Task WishAsync(IOperate build, Func<string, string?, RolloutWish> wish, CancellationToken cancellation)
    {
        DeploymentEnvironment environment = build.Chosen(build.Last.Name);
        return RolloutVerbs.RunAsync(new(build.Engine, build.KeyAtHand), wish(environment.Name, build.ReasonText), async (place, token) =>
            await (await build.Engine.ConductorAsync().ConfigureAwait(false)).SettleAsync(place, Deploying.SecretsOf(build), token).ConfigureAwait(false), cancellation);
    }

    private static ImmutableArray<DeploymentEnvironment> Asked(IOperate build) => build.EnvironmentName is null ? build.Environments : [build.Chosen(null)];
}
