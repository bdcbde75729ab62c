using System.Collections.Immutable;
using Slipway.Delivery.Recording;
using Slipway.Releases.Environments;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Conducting;

/// <summary>Gives deployments the feature flags that hold where they run, as the ledger tells them.</summary>
public sealed class Flagging(ReleasePorts ports, Journal journal)
{
    /// <summary>The flags of what serves in an environment and of what is on its way in, each once.</summary>
    public async Task<ImmutableArray<FeatureFlag>> KnownAsync(EnvironmentState here, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(here);
        var known = new List<FeatureFlag>();
        foreach (string package in new[] { here.Current?.PackageId, here.Open?.PackageId }.OfType<string>().Distinct())
            known.AddRange((await ports.Packages.ReadAsync(package, cancellation)).Flags);
        return [.. known.DistinctBy(flag => flag.Name)];
    }

    /// <summary>Gives a deployment its flags; one whose package has none gets none.</summary>
    public async Task GiveAsync(Deployment deployment, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        ImmutableArray<FeatureFlag> flags = (await ports.Packages.ReadAsync(deployment.PackageId, cancellation)).Flags;
        if (flags.IsEmpty)
            return;
        EnvironmentState here = (await journal.KnownStateAsync(cancellation)).In(deployment.Environment.Name);
        await ports.Deployer.FollowAsync(deployment.Environment, deployment.Id, FlagDocument.Of(FlagStanding.Of(here, flags)), cancellation);
    }

    /// <summary>Gives all that runs in an environment its flags; one that cannot be reached keeps no other from them.</summary>
    /// <returns>How many deployments follow.</returns>
    /// <exception cref="FaultException">Everything that was in the way; the ledger has the setting, and asking again gives it once more.</exception>
    public async Task<int> GiveAllAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(environment);
        EnvironmentState here = (await journal.KnownStateAsync(cancellation)).In(environment.Name);
        Observation seen = await ports.Deployer.ObserveAsync(environment, cancellation);
        int given = 0;
        var faults = ImmutableArray.CreateBuilder<Fault>();
        IEnumerable<InstanceObservation> running = seen.Instances.Where(instance => instance.Health != Health.Ended);
        foreach ((string id, string package) in running.Select(instance => (instance.DeploymentId, instance.PackageId)).Distinct())
        {
            try
            {
                ImmutableArray<FeatureFlag> flags = (await ports.Packages.ReadAsync(package, cancellation)).Flags;
                if (flags.IsEmpty)
                    continue;
                await ports.Deployer.FollowAsync(environment, id, FlagDocument.Of(FlagStanding.Of(here, flags)), cancellation);
                given++;
            }
            catch (FaultException fault)
            {
                faults.AddRange(fault.Faults);
            }
        }

        return faults.Count == 0 ? given : throw new FaultException(ExitCode.Failed, faults.ToImmutable());
    }
}
