using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Conducting;

/// <summary>Undoes a deployment that did not reach its end, so that what served before serves again. Works on its own time, also after an interrupt.</summary>
internal sealed class WayBack(ReleasePorts ports, Journal journal, ReleasePolicy policy, Action<string> say)
{
    // Together shorter than the ten seconds an interrupted command has.
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DrainDeadline = TimeSpan.FromSeconds(3);

    /// <summary>Traffic never moved: ends the new instances and records why.</summary>
    public async Task AbandonAsync(Deployment next, string reason)
    {
        await ports.Deployer.StopAsync(next.Environment, next.Id, StopGrace, CancellationToken.None).ConfigureAwait(false);
        await journal.AppendAsync(EntryType.DeployFailed, Subject.Of(next), CancellationToken.None, ("reason", reason)).ConfigureAwait(false);
    }

    /// <summary>Traffic moved: brings it back to where it was, or to nothing where nothing was.</summary>
    /// <param name="next">The deployment to leave.</param>
    /// <param name="previous">The deployment to return to, or null.</param>
    /// <param name="reason">Why, for the ledger.</param>
    /// <param name="bars">True keeps the package from coming here again.</param>
    /// <exception cref="FaultException">The way back is blocked too (exit 9).</exception>
    public async Task ReturnAsync(Deployment next, DeploymentRecord? previous, string reason, bool bars)
    {
        DeploymentEnvironment environment = next.Environment;
        await journal.AppendAsync(EntryType.RollbackStarted, Subject.Of(next), CancellationToken.None, ("reason", reason), ("automatic", "true")).ConfigureAwait(false);
        try
        {
            Subject arrived = previous is null ? await EmptyAsync(environment).ConfigureAwait(false) : await ReactivateAsync(environment, previous, next).ConfigureAwait(false);
            await ports.Deployer.DrainAsync(environment, next.Id, DrainDeadline, CancellationToken.None).ConfigureAwait(false);
            await ports.Deployer.StopAsync(environment, next.Id, StopGrace, CancellationToken.None).ConfigureAwait(false);
            await journal.AppendAsync(EntryType.RollbackCompleted, arrived, CancellationToken.None, ("from", next.PackageId), ("automatic", "true")).ConfigureAwait(false);
        }
        catch (FaultException exception)
        {
            await journal.AppendAsync(EntryType.RollbackFailed, Subject.Of(next), CancellationToken.None, ("reason", exception.Faults[0].Cause)).ConfigureAwait(false);
            throw new FaultException(ExitCode.RollbackFailed, [RollbackFailed(environment, reason), .. exception.Faults], exception);
        }

        if (bars)
            await journal.AppendAsync(EntryType.ReleaseBlocked, Subject.Of(next), CancellationToken.None, ("reason", reason)).ConfigureAwait(false);
        say(previous is null ? $"  back          {environment.Name} is empty again" : $"  back          {previous.Version} ({previous.PackageId[..12]}) serves again");
    }

    private async Task<Subject> EmptyAsync(DeploymentEnvironment environment)
    {
        await ports.Deployer.UnrouteAsync(environment, CancellationToken.None).ConfigureAwait(false);
        return new Subject(environment.Name);
    }

    private async Task<Subject> ReactivateAsync(DeploymentEnvironment environment, DeploymentRecord previous, Deployment next)
    {
        Deployment back = await Deployments.OfAsync(ports.Packages, environment, previous, next.Secrets, CancellationToken.None).ConfigureAwait(false);
        await ports.Deployer.OpenAsync(environment, CancellationToken.None).ConfigureAwait(false);
        await ports.Deployer.UnpackAsync(back, CancellationToken.None).ConfigureAwait(false);
        await ports.Deployer.StartAsync(back, CancellationToken.None).ConfigureAwait(false);
        await ports.Deployer.AwaitReadyAsync(back, TimeSpan.FromSeconds(policy.Deployment.ReadySeconds), CancellationToken.None).ConfigureAwait(false);
        await ports.Deployer.SwitchAsync(back, CancellationToken.None).ConfigureAwait(false);
        await ports.Deployer.HandOverAsync(back, StopGrace, CancellationToken.None);
        await ports.Deployer.AwaitReadyAsync(back, TimeSpan.FromSeconds(policy.Deployment.ReadySeconds), CancellationToken.None);
        return Subject.Of(back);
    }

    private static Fault RollbackFailed(DeploymentEnvironment environment, string reason) => new(
        "SLP3501", $"taking the deployment back failed too, after: {reason}", $"environment {environment.Name}", $"./build.sh Status shows what serves; ./build.sh Rollback --environment {environment.Name} --reason \"…\" tries again");
}
