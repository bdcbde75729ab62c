using Slipway.Delivery.Recording;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Conducting;

/// <summary>
/// Undoes a deployment that did not reach its end, so that what served before serves again. Works on its own time, also after an interrupt.
/// Traffic goes first and its record follows: no ledger that cannot be reached or written keeps a broken release in front of people.
/// </summary>
internal sealed class WayBack(ReleasePorts ports, Journal journal, Serving serving, Action<string> say)
{
    // Together shorter than the ten seconds an interrupted command has.
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DrainDeadline = TimeSpan.FromSeconds(3);

    /// <summary>Traffic never moved: ends the new instances and records why.</summary>
    public async Task AbandonAsync(Deployment next, string reason)
    {
        await ports.Deployer.StopAsync(next.Environment, next.Id, StopGrace, CancellationToken.None).ConfigureAwait(false);
        await journal.TellAsync(journal.Draft(EntryType.DeployFailed, Subject.Of(next), ("reason", reason))).ConfigureAwait(false);
    }

    /// <summary>Traffic moved: brings it back to where it was, or to nothing where nothing was.</summary>
    /// <param name="next">The deployment to leave.</param>
    /// <param name="previous">The deployment to return to, or null.</param>
    /// <param name="reason">Why, for the ledger.</param>
    /// <param name="bars">True keeps the package from coming here again.</param>
    /// <param name="pins">True pins the environment as well, as a rollback does.</param>
    /// <exception cref="FaultException">The way back is blocked too (exit 9).</exception>
    public async Task ReturnAsync(Deployment next, DeploymentRecord? previous, string reason, bool bars, bool pins = false)
    {
        DeploymentEnvironment environment = next.Environment;
        Entry started = journal.Draft(EntryType.RollbackStarted, Subject.Of(next), ("reason", reason), ("automatic", "true"));
        try
        {
            Subject arrived = previous is null ? await EmptyAsync(environment).ConfigureAwait(false) : await ReactivateAsync(environment, previous, next).ConfigureAwait(false);
            await LeaveAsync(next).ConfigureAwait(false);
            Entry completed = journal.Draft(EntryType.RollbackCompleted, arrived, ("from", next.PackageId), ("automatic", "true"));
            await journal.TellAsync(
            [
                started,
                .. bars && previous?.PackageId != next.PackageId ? [journal.Draft(EntryType.ReleaseBlocked, Subject.Of(next), ("reason", reason))] : Array.Empty<Entry>(),
                .. pins ? [journal.Draft(EntryType.EnvironmentPinned, arrived, ("reason", reason))] : Array.Empty<Entry>(),
                completed,
            ]).ConfigureAwait(false);
        }
        catch (FaultException exception)
        {
            await journal.TellAsync(started, journal.Draft(EntryType.RollbackFailed, Subject.Of(next), ("reason", exception.Faults[0].Summary))).ConfigureAwait(false);
            throw new FaultException(ExitCode.RollbackFailed, [RollbackFailed(environment, reason), .. exception.Faults], exception);
        }

        say(previous is null ? $"  back          {environment.Name} is empty again" : $"  back          {previous.Version} ({previous.PackageId[..12]}) serves again");
    }

    private async Task<Subject> EmptyAsync(DeploymentEnvironment environment)
    {
        await ports.Deployer.UnrouteAsync(environment, CancellationToken.None).ConfigureAwait(false);
        return new Subject(environment.Name);
    }

    private async Task<Subject> ReactivateAsync(DeploymentEnvironment environment, DeploymentRecord previous, Deployment next)
    {
        Deployment back = await Deployments.BackAsync(ports, environment, previous, next.Secrets, CancellationToken.None).ConfigureAwait(false);
        try
        {
            await serving.RestoreAsync(back, CancellationToken.None).ConfigureAwait(false);
        }
        catch (FaultException) when (journal.Owed is { } owed && owed.Release())
        {
            // The disk may have had no room for the new route; it has some now. A failure of another kind comes again.
            await serving.RestoreAsync(back, CancellationToken.None).ConfigureAwait(false);
        }

        return Subject.Of(back);
    }

    // Traffic is back where it belongs: what is left behind may be slow to go, and fails nothing.
    private async Task LeaveAsync(Deployment next)
    {
        try
        {
            await ports.Deployer.DrainAsync(next.Environment, next.Id, DrainDeadline, CancellationToken.None).ConfigureAwait(false);
            await ports.Deployer.StopAsync(next.Environment, next.Id, StopGrace, CancellationToken.None).ConfigureAwait(false);
        }
        catch (FaultException exception)
        {
            say($"  left          {exception.Faults[0].Code}: {exception.Faults[0].Summary}");
        }
    }

    private static Fault RollbackFailed(DeploymentEnvironment environment, string reason) => new(
        "SLP3501", $"taking the deployment back failed too, after: {reason}", $"environment {environment.Name}",
        $"./build.sh Status shows what serves; ./build.sh Rollback --environment {environment.Name} --reason \"…\" tries again");
}
