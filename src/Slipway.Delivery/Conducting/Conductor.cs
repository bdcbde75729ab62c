using System.Collections.Immutable;
using Slipway.Delivery.Recording;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Conducting;

/// <summary>Does what was decided: takes the environment, settles what an earlier run left open, asks for the decision, performs it step by step, and records all of it.</summary>
public sealed class Conductor(ReleasePorts ports, Journal journal, Weighing weighing, ReleasePolicy policy, Action<string> say)
{
    private const int MostAttempts = 8;

    private readonly DecisionRecord _record = new(journal, policy);
    private readonly Steps _steps = Steps.Over(ports, journal, policy, say);

    private Settlement Settlement => field ??= new Settlement(ports, journal, _steps, say);

    /// <summary>Brings a package into an environment; returns what was decided.</summary>
    /// <exception cref="FaultException">Refused, damaged, failed, or failed and taken back; the exit code says which.</exception>
    public async Task<Decision> DeployAsync(DeployOrder order, CancellationToken cancellation)
    {
        string name = order.Environment.Name;
        await using IAsyncDisposable lease = await ports.Leases.AcquireAsync(name, journal.Holder(order.Verb), cancellation).ConfigureAwait(false);
        await Settlement.RunAsync(order.Environment, order.Secrets, isWayBack: false, cancellation).ConfigureAwait(false);
        await CheckIntegrityAsync(order, cancellation).ConfigureAwait(false);
        await ReviveAsync(order, cancellation).ConfigureAwait(false);
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            DeployRequest request = await weighing.RequestAsync(order, await journal.ProvenStateAsync(cancellation).ConfigureAwait(false), journal.Actor.Id, cancellation).ConfigureAwait(false);
            Decision decision = await weighing.DecideAsync(request, cancellation).ConfigureAwait(false);
            var subject = new Subject(name, order.PackageId, request.Manifest.Version);
            if (decision is Decision.Refusal refusal)
                throw await _record.RefuseAsync(subject, order.Verb, request, refusal).ConfigureAwait(false);
            if (decision is not Decision.Proceed proceed)
                return decision;
            DecisionBasis basis = _record.Basis(subject, request, proceed);
            Deployment next = await Deployments.OfAsync(ports.Packages, order.Environment, order.PackageId, proceed.DeploymentId, order.Secrets, cancellation).ConfigureAwait(false);
            await ports.Configurations.KeepAsync(order.Environment.Configuration, cancellation).ConfigureAwait(false);
            // Whoever may proceed was weighed. One append with the head that was decided on: whatever anyone records in between makes the decision again.
            if (!await journal.TryAppendAsync([.. basis.Entries, _steps.Attempt.Start(order, request.State.In(name), next, _record.Grounds(proceed.Assessment!, basis)), .. _record.Overrides(Subject.Of(next), proceed.Assessment)], request.State, cancellation).ConfigureAwait(false))
                continue;
            await _steps.Attempt.RunAsync(order, next, request.State.In(name), proceed.Previous, cancellation).ConfigureAwait(false);
            return decision;
        }

        throw new FaultException(ExitCode.Held, Overtaken(name));
    }

    /// <summary>
    /// Takes an environment back; bars the package it leaves and pins the environment. A wish that was fulfilled already, by a run that was cut off or by the same command before, changes nothing.
    /// </summary>
    /// <exception cref="FaultException">There is no way back (exit 3), or it failed (exit 9).</exception>
    public async Task<DeploymentRecord> RollBackAsync(RollbackOrder order, CancellationToken cancellation)
    {
        string name = order.Environment.Name;
        await using IAsyncDisposable lease = await ports.Leases.AcquireAsync(name, journal.Holder("Rollback"), cancellation).ConfigureAwait(false);
        DeploymentRecord? settled = await Settlement.RunAsync(order.Environment, order.Secrets, isWayBack: true, cancellation).ConfigureAwait(false);
        ReleaseState state = await journal.KnownStateAsync(cancellation).ConfigureAwait(false);
        EnvironmentState here = state.In(name);
        if ((order.To is null ? settled : null) is not null || ReleaseDecider.ArrivedAlready(here, order.To, order.Reason) is not null)
        {
            DeploymentRecord arrived = here.Current!; // an environment that arrived somewhere is not empty
            await BringUpAsync(order.Environment, here, arrived, order.Secrets, cancellation).ConfigureAwait(false);
            say($"  {name} is back at {arrived.Version} ({arrived.PackageId[..12]}) already: {here.Pin}");
            return arrived;
        }

        Decision decision = ReleaseDecider.RollBack(state, order.Environment, order.To);
        if (decision is Decision.Refusal refusal)
            throw await _record.RefusedAsync(new Subject(name), "Rollback", refusal).ConfigureAwait(false);
        DeploymentRecord left = here.Current!; // the decider refuses an empty environment
        DeploymentRecord target = here.Succeeded.Last(deployment => deployment.DeploymentId == ((Decision.Proceed)decision).DeploymentId);
        await ThrowIfAlteredAsync(target.PackageId, name, cancellation).ConfigureAwait(false);
        if (await StoredData.ForbidsAsync(ports.Packages, left, target, order.Environment, cancellation).ConfigureAwait(false) is { } blocked)
            throw await _record.RefusedAsync(new Subject(name), "Rollback", blocked).ConfigureAwait(false);
        Deployment back = await Deployments.BackAsync(ports, order.Environment, target, order.Secrets, cancellation).ConfigureAwait(false);
        await journal.TellAsync(journal.Draft(EntryType.RollbackStarted, Subject.Of(back), ("from", left.PackageId), ("reason", order.Reason), ("place", journal.Place))).ConfigureAwait(false);
        await GoBackAsync(order, back, left, cancellation).ConfigureAwait(false);
        return target;
    }

    /// <summary>Takes an environment back to the release before and forward again, both times with smoke tests, and records how it went. Nothing is barred.</summary>
    /// <exception cref="FaultException">There is nothing to rehearse (exit 3), or the rehearsal failed.</exception>
    public async Task<Rehearsal> RehearseAsync(DeployOrder order, CancellationToken cancellation)
    {
        string name = order.Environment.Name;
        await using IAsyncDisposable lease = await ports.Leases.AcquireAsync(name, journal.Holder(order.Verb), cancellation).ConfigureAwait(false);
        await Settlement.RunAsync(order.Environment, order.Secrets, isWayBack: false, cancellation).ConfigureAwait(false);
        EnvironmentState before = (await journal.StateAsync(cancellation).ConfigureAwait(false)).In(name);
        if (ReleaseDecider.Rehearse(before, order.Environment, order.PackageId) is { } refusal)
            throw await _record.RefusedAsync(new Subject(name, order.PackageId), order.Verb, refusal).ConfigureAwait(false);
        DeploymentRecord current = before.Current!; // the decider refuses an empty environment
        DeploymentRecord target = before.RollbackTarget!; // and one without a way back
        Deployment back = await Deployments.BackAsync(ports, order.Environment, target, order.Secrets, cancellation).ConfigureAwait(false);
        var subject = new Subject(name, order.PackageId, current.Version);
        DateTimeOffset started = journal.Now;
        try
        {
            await journal.AppendAsync(EntryType.RollbackStarted, Subject.Of(back), cancellation, ("from", current.PackageId), ("reason", "rehearsal"), ("rehearsal", "true"), ("verb", order.Verb), ("place", journal.Place)).ConfigureAwait(false);
            say($"  back to       {target.Version} ({target.PackageId[..12]})");
            await GoBackAsync(new RollbackOrder(order.Environment, "rehearsal", null, order.Secrets) { IsRehearsal = true }, back, current, cancellation).ConfigureAwait(false);
            DateTimeOffset arrived = journal.Now;
            EnvironmentState meanwhile = (await journal.StateAsync(cancellation).ConfigureAwait(false)).In(name);
            var proceed = new Decision.Proceed(ReleaseDecider.NextDeployment(meanwhile, order.PackageId), target);
            Deployment forward = await Deployments.AgainAsync(ports, order.Environment, current, order.Secrets, cancellation).ConfigureAwait(false) with { Id = proceed.DeploymentId };
            await journal.AppendAsync([_steps.Attempt.Start(order, meanwhile, forward, [("rehearsal", "true")])]).ConfigureAwait(false);
            say($"  forward to    {current.Version} ({current.PackageId[..12]})");
            await _steps.Attempt.RunAsync(order, forward, meanwhile, proceed.Previous, cancellation).ConfigureAwait(false);
            await _record.RehearsalAsync(subject, "pass", $"back to {target.Version} and forward again").ConfigureAwait(false);
            return new Rehearsal(target, arrived - started, journal.Now - arrived);
        }
        catch (FaultException exception)
        {
            await _record.RehearsalAsync(subject, "fail", exception.Faults[0].Summary).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Brings an environment to what the ledger says it runs, after a reboot, a crash or <c>Down</c>; what is well is left as it is.</summary>
    public async Task<DeploymentRecord?> UpAsync(DeploymentEnvironment environment, ImmutableSortedDictionary<string, string> secrets, CancellationToken cancellation)
    {
        await using IAsyncDisposable lease = await ports.Leases.AcquireAsync(environment.Name, journal.Holder("Up"), cancellation).ConfigureAwait(false);
        await Settlement.RunAsync(environment, secrets, isWayBack: true, cancellation).ConfigureAwait(false);
        EnvironmentState here = (await journal.KnownStateAsync(cancellation).ConfigureAwait(false)).In(environment.Name);
        if (here.Current is { } current)
            await BringUpAsync(environment, here, current, secrets, cancellation).ConfigureAwait(false);
        return here.Current;
    }

    /// <summary>Ends what a run that is gone left open, and tells what became of it.</summary>
    public async Task<RolloutRun> SettleAsync(DeploymentEnvironment environment, ImmutableSortedDictionary<string, string> secrets, CancellationToken cancellation)
    {
        try
        {
            await using IAsyncDisposable lease = await ports.Leases.AcquireAsync(environment.Name, journal.Holder("Settle"), cancellation);
            Entry? open = (await journal.KnownStateAsync(cancellation)).In(environment.Name).Open;
            if (open is null)
                return RolloutRun.Over;
            await Settlement.RunAsync(environment, secrets, isWayBack: true, cancellation);
            bool hasArrived = (await journal.KnownStateAsync(cancellation)).In(environment.Name).Current?.DeploymentId == open.DeploymentId;
            return hasArrived ? RolloutRun.Over : RolloutRun.TakenBack;
        }
        catch (FaultException exception) when (exception.ExitCode == ExitCode.Held)
        {
            return RolloutRun.AtWork;
        }
    }

    /// <summary>Ends everything that runs in an environment; the ledger still knows what belongs there.</summary>
    public async Task DownAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        await using IAsyncDisposable lease = await ports.Leases.AcquireAsync(environment.Name, journal.Holder("Down"), cancellation).ConfigureAwait(false);
        await ports.Deployer.CloseAsync(environment, cancellation).ConfigureAwait(false);
        if ((await journal.KnownStateAsync(cancellation).ConfigureAwait(false)).In(environment.Name) is { IsUp: true, Started: > 0 })
            await journal.TellAsync(journal.Draft(EntryType.EnvironmentDown, new Subject(environment.Name))).ConfigureAwait(false);
    }

    /// <summary>Asks the live deployment through the front door and records the answer; nothing is taken back.</summary>
    public async Task<ImmutableArray<Fault>> SmokeAsync(DeploymentEnvironment environment, DeploymentRecord current, CancellationToken cancellation) =>
        await _steps.Forward.SmokeAsync(
            await Deployments.BackAsync(ports, environment, current, ImmutableSortedDictionary<string, string>.Empty, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    // What is asked for belongs here and does not serve: nobody has to consent to it again, it has to be brought back.
    private async Task ReviveAsync(DeployOrder order, CancellationToken cancellation)
    {
        EnvironmentState here = (await journal.StateAsync(cancellation).ConfigureAwait(false)).In(order.Environment.Name);
        if (here.Current is { } current && current.IsLike(order.PackageId, ConfigurationDigest.Of(order.Environment.Configuration)))
            await BringUpAsync(order.Environment, here, current, order.Secrets, cancellation).ConfigureAwait(false);
    }

    private async Task BringUpAsync(
        DeploymentEnvironment environment, EnvironmentState here, DeploymentRecord current, ImmutableSortedDictionary<string, string> secrets, CancellationToken cancellation)
    {
        Deployment deployment = await Deployments.AgainAsync(ports, environment, current, secrets, cancellation).ConfigureAwait(false);
        bool serves = Serving.Serves(await ports.Deployer.ObserveAsync(environment, cancellation).ConfigureAwait(false), deployment);
        if (!serves)
        {
            await ThrowIfAlteredAsync(current.PackageId, environment.Name, cancellation).ConfigureAwait(false);
            await _steps.Serving.RestoreAsync(deployment, cancellation).ConfigureAwait(false);
            say($"  {environment.Name}: {current.Version} ({current.PackageId[..12]}) was down and is brought back");
        }

        if (!serves || !here.IsUp)
            await journal.TellAsync(journal.Draft(EntryType.EnvironmentUp, Subject.Of(deployment), ("configuration", ConfigurationDigest.Of(deployment.Environment.Configuration)))).ConfigureAwait(false);
    }

    private async Task GoBackAsync(RollbackOrder order, Deployment back, DeploymentRecord left, CancellationToken cancellation)
    {
        SwitchReceipt receipt;
        try
        {
            await _steps.Back.PrepareAsync(back, isForward: false, cancellation).ConfigureAwait(false);
            receipt = await _steps.Back.SwitchAsync(back, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            string reason = exception is FaultException fault ? fault.Faults[0].Summary : exception is OperationCanceledException ? "interrupted" : exception.Message;
            await journal.TellAsync(journal.Draft(EntryType.RollbackFailed, Subject.Of(back), ("reason", reason))).ConfigureAwait(false);
            if (exception is FaultException failed)
                throw new FaultException(ExitCode.RollbackFailed, failed.Faults, failed);
            throw;
        }

        // Traffic is back: whatever comes now, the release that was left is left, and the record says so.
        if (receipt.Previous is { } previous && previous != back.Id)
            await _steps.Back.LetGoAsync(() => _steps.Back.DrainAsync(back, previous, CancellationToken.None)).ConfigureAwait(false);
        ImmutableArray<Fault> faults = await _steps.Back.ProveAsync(back, CancellationToken.None).ConfigureAwait(false);
        await journal.TellAsync(Arrival.Back(journal, back, (left.PackageId, left.Version), order.Reason, order.IsRehearsal)).ConfigureAwait(false);
        await _steps.Back.LetGoAsync(() => ports.Deployer.StopAsync(order.Environment, left.DeploymentId, _steps.Back.StopGrace, CancellationToken.None)).ConfigureAwait(false);
        if (!faults.IsEmpty)
            throw new FaultException(ExitCode.RollbackFailed, faults);
    }

    private async Task CheckIntegrityAsync(DeployOrder order, CancellationToken cancellation)
    {
        ImmutableArray<Fault> altered = await ports.Packages.VerifyAsync(order.PackageId, cancellation).ConfigureAwait(false);
        var subject = new Subject(order.Environment.Name, order.PackageId);
        if (altered.IsEmpty)
            await ports.Ledger.AppendAsync([_record.Gate(subject, new GateResult("integrity", GateVerdict.Pass, "every digest is as sealed"))], cancellation).ConfigureAwait(false);
        else
            throw await _record.RefusedAsync(subject, order.Verb, new Decision.Refusal(ExitCode.Damaged, altered)).ConfigureAwait(false);
    }

    private async Task ThrowIfAlteredAsync(string packageId, string environment, CancellationToken cancellation)
    {
        ImmutableArray<Fault> altered = await ports.Packages.VerifyAsync(packageId, cancellation).ConfigureAwait(false);
        if (!altered.IsEmpty)
            throw await _record.RefusedAsync(new Subject(environment, packageId), "Rollback", new Decision.Refusal(ExitCode.Damaged, altered)).ConfigureAwait(false);
    }

    private static Fault Overtaken(string environment) => new(
        "SLP3502", $"others kept recording decisions about {environment} while this one was made, {MostAttempts} times", $"environment {environment}", "repeat the command; ./build.sh History shows what they did");
}
