using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Conducting;

/// <summary>Makes a deployment serve that was allowed to: after a reboot, a crash, or on the way back.</summary>
internal sealed class Serving(IDeployer deployer, Flagging flagging, ReleasePolicy policy)
{
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);

    /// <summary>True when all traffic goes to a deployment and every service of it is well.</summary>
    public static bool Serves(Observation seen, Deployment deployment) => seen.LiveDeployment == deployment.Id && seen.Canary is null && IsWell(seen, deployment, deployment.Services);

    /// <summary>Brings a deployment up and gives it the traffic. What is well is left as it is; what runs and is not well is started anew.</summary>
    /// <exception cref="FaultException">It cannot be started, or is not ready in time.</exception>
    public async Task<SwitchReceipt> RestoreAsync(Deployment deployment, CancellationToken cancellation)
    {
        Observation seen = await deployer.ObserveAsync(deployment.Environment, cancellation).ConfigureAwait(false);
        if (!IsWell(seen, deployment, deployment.Services.Where(service => !service.StartsLate)))
            await StartAsync(deployment, seen, cancellation).ConfigureAwait(false);
        SwitchReceipt receipt = await deployer.SwitchAsync(deployment, CancellationToken.None).ConfigureAwait(false);
        await deployer.HandOverAsync(deployment, StopGrace, CancellationToken.None).ConfigureAwait(false);
        await deployer.AwaitReadyAsync(deployment, TimeSpan.FromSeconds(policy.Deployment.ReadySeconds), cancellation).ConfigureAwait(false);
        return receipt;
    }

    private async Task StartAsync(Deployment deployment, Observation seen, CancellationToken cancellation)
    {
        await deployer.OpenAsync(deployment.Environment, cancellation).ConfigureAwait(false);
        if (seen.Instances.Any(instance => instance.DeploymentId == deployment.Id && instance.Health == Health.Unhealthy))
            await deployer.StopAsync(deployment.Environment, deployment.Id, StopGrace, cancellation).ConfigureAwait(false);
        await deployer.UnpackAsync(deployment, cancellation).ConfigureAwait(false);
        await flagging.GiveAsync(deployment, cancellation);
        await deployer.StartAsync(deployment, cancellation).ConfigureAwait(false);
        await deployer.AwaitReadyAsync(deployment, TimeSpan.FromSeconds(policy.Deployment.ReadySeconds), cancellation).ConfigureAwait(false);
    }

    private static bool IsWell(Observation seen, Deployment deployment, IEnumerable<PackagedService> services) => seen.FrontDoor is not null && services.All(service =>
        seen.Instances.Any(instance => instance.DeploymentId == deployment.Id && instance.Service == service.Name && instance.Health == Health.Healthy));
}
