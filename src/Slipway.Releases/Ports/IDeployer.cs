using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Vocabulary.Routing;

namespace Slipway.Releases.Ports;

/// <summary>
/// Runs deployments in an environment and moves its traffic. Each step can be asked for again after a crash: what is already so is left so.
/// Failures are <see cref="Vocabulary.Faults.FaultException"/> with a cause a person can act on; the release that serves is never disturbed by one.
/// </summary>
public interface IDeployer
{
    /// <summary>What is really there now: read from processes and sockets, never from memory. Works on an environment that never was.</summary>
    Task<Observation> ObserveAsync(DeploymentEnvironment environment, CancellationToken cancellation);

    /// <summary>Makes sure the front door runs and owns the environment's port, and that the disk can be written.</summary>
    /// <exception cref="Vocabulary.Faults.FaultException">The port belongs to somebody else, or the state folder cannot be written.</exception>
    Task OpenAsync(DeploymentEnvironment environment, CancellationToken cancellation);

    /// <summary>Lays the package's services in a folder of their own, checking every digest on the way; whole or not at all.</summary>
    /// <exception cref="Vocabulary.Faults.FaultException">A file is not what the manifest says (exit 10), or the disk is full.</exception>
    Task UnpackAsync(Deployment deployment, CancellationToken cancellation);

    /// <summary>Runs the migration of every service that has one, to its end, with the service's environment; the output is in the service's log.</summary>
    /// <exception cref="Vocabulary.Faults.FaultException">One failed or took longer than its deadline; it does not run any more.</exception>
    Task MigrateAsync(Deployment deployment, CancellationToken cancellation);

    /// <summary>
    /// Gives a deployment the feature flags that hold for it, as the file that <c>SLIPWAY_FLAGS</c> names to its instances, in one act: those that run follow it,
    /// those that are started later read it first. A deployment that is not laid here, or runs nothing, gets none.
    /// </summary>
    /// <exception cref="Vocabulary.Faults.FaultException">It cannot be written.</exception>
    Task FollowAsync(DeploymentEnvironment environment, string deploymentId, string flags, CancellationToken cancellation);

    /// <summary>Starts one instance of every service that may run beside another release's; instances of this deployment that already run are kept.</summary>
    Task StartAsync(Deployment deployment, CancellationToken cancellation);

    /// <summary>Waits until every instance that was started shows that it is ready, in the way its service has chosen.</summary>
    /// <exception cref="Vocabulary.Faults.FaultException">An instance ended, answered as another package, or was not ready in time; names its log and shows its last 20 lines.</exception>
    Task AwaitReadyAsync(Deployment deployment, TimeSpan deadline, CancellationToken cancellation);

    /// <summary>Asks an instance of this deployment directly, past the front door.</summary>
    Task<ProbeAnswer> ProbeAsync(Deployment deployment, string service, string path, CancellationToken cancellation);

    /// <summary>Sends all new requests of the environment to this deployment, in one act that survives a crash of the front door.</summary>
    Task<SwitchReceipt> SwitchAsync(Deployment deployment, CancellationToken cancellation);

    /// <summary>
    /// Gives a part of the new requests to a deployment while another one serves, or another part of them, in one act that survives a crash of the front door.
    /// A switch to either of the two ends it.
    /// </summary>
    /// <param name="canary">The deployment that is tried; its instances are ready.</param>
    /// <param name="serving">The deployment that must serve for it.</param>
    /// <param name="exposure">Which part, and of whose requests.</param>
    /// <param name="cancellation">Ends the wait for an answer.</param>
    /// <exception cref="Vocabulary.Faults.FaultException">Another deployment serves, or the place cannot share its requests; nothing changed.</exception>
    Task<SwitchReceipt> ExposeAsync(Deployment canary, string serving, Exposure exposure, CancellationToken cancellation);

    /// <summary>What the front door has counted of those that get requests since it started; null while none answers, and where nothing counts.</summary>
    Task<EdgeCounts?> CountAsync(DeploymentEnvironment environment, CancellationToken cancellation);

    /// <summary>
    /// Gives over the work that two releases may not do at once: ends the instances of every other deployment that may not stay warm, then starts those of this one that had to wait for that.
    /// Asked once this deployment has the traffic; where nobody had to wait it changes nothing.
    /// </summary>
    Task HandOverAsync(Deployment deployment, TimeSpan grace, CancellationToken cancellation);

    /// <summary>Files that the instances of a deployment wrote beside their program, relative to it; they are deleted with it.</summary>
    Task<ImmutableArray<string>> StrayAsync(DeploymentEnvironment environment, string deploymentId, CancellationToken cancellation);

    /// <summary>Waits until no request is in flight at a deployment that no longer gets new ones; cuts what is left at the deadline.</summary>
    Task<DrainReceipt> DrainAsync(DeploymentEnvironment environment, string deploymentId, TimeSpan deadline, CancellationToken cancellation);

    /// <summary>Ends the instances of one deployment: asks, waits for the grace, then kills. Unknown or ended is fine.</summary>
    Task StopAsync(DeploymentEnvironment environment, string deploymentId, TimeSpan grace, CancellationToken cancellation);

    /// <summary>The deployments whose files lie in the environment, whether they run or not.</summary>
    Task<ImmutableArray<string>> ListAsync(DeploymentEnvironment environment, CancellationToken cancellation);

    /// <summary>Deletes the files of one deployment. One that runs is left as it is; unknown is fine.</summary>
    /// <exception cref="Vocabulary.Faults.FaultException">Something of it cannot be deleted.</exception>
    Task DiscardAsync(DeploymentEnvironment environment, string deploymentId, CancellationToken cancellation);

    /// <summary>Takes the route away, so that the environment is empty and answers 503.</summary>
    Task UnrouteAsync(DeploymentEnvironment environment, CancellationToken cancellation);

    /// <summary>Ends the front door and every instance of the environment; the unpacked files stay.</summary>
    Task CloseAsync(DeploymentEnvironment environment, CancellationToken cancellation);
}
