using System.Collections.Immutable;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Gates;
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
    private readonly Crossing _crossing = new(ports.Deployer, journal, policy, say);
    private readonly WayBack _wayBack = new(ports, journal, policy, say);

    /// <summary>Brings a package into an environment; returns what was decided.</summary>
    /// <exception cref="FaultException">Refused, damaged, failed, or failed and taken back; the exit code says which.</exception>
    public async Task<Decision> DeployAsync(DeployOrder order, CancellationToken cancellation)
    {
        string name = order.Environment.Name;
        await using IAsyncDisposable lease = await ports.Leases.AcquireAsync(name, journal.Holder(order.Verb), cancellation).ConfigureAwait(false);
        await SettleAsync(order.Environment, order.Secrets, cancellation).ConfigureAwait(false);
        await CheckIntegrityAsync(order, cancellation).ConfigureAwait(false);
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
            // Whoever may proceed was weighed. One append with the head that was decided on: whatever anyone records in between makes the decision again.
            if (!await journal.TryAppendAsync([.. basis.Entries, Started(order, request.State.In(name), next, _record.Grounds(proceed.Assessment!, basis)), .. _record.Overrides(Subject.Of(next), proceed.Assessment)], request.State, cancellation).ConfigureAwait(false))
                continue;
            await RunAsync(order, next, proceed, request.State.In(name), cancellation).ConfigureAwait(false);
            return decision;
        }

        throw new FaultException(ExitCode.Held, Overtaken(name));
    }

    /// <summary>Takes an environment back; bars the package it leaves and pins the environment.</summary>
    public async Task<DeploymentRecord> RollBackAsync(RollbackOrder order, CancellationToken cancellation)
    {
        string name = order.Environment.Name;
        await using IAsyncDisposable lease = await ports.Leases.AcquireAsync(name, journal.Holder("Rollback"), cancellation).ConfigureAwait(false);
        await SettleAsync(order.Environment, order.Secrets, cancellation).ConfigureAwait(false);
        EnvironmentState state = (await journal.StateAsync(cancellation).ConfigureAwait(false)).In(name);
        Decision decision = ReleaseDecider.RollBack(await journal.ProvenStateAsync(cancellation).ConfigureAwait(false), order.Environment, order.To);
        if (decision is Decision.Refusal refusal)
            throw await _record.RefusedAsync(new Subject(name), "Rollback", refusal).ConfigureAwait(false);
        DeploymentRecord left = state.Current!; // the decider refuses an empty environment
        DeploymentRecord target = state.Succeeded.Last(deployment => deployment.DeploymentId == ((Decision.Proceed)decision).DeploymentId);
        await ThrowIfAlteredAsync(target.PackageId, name, cancellation).ConfigureAwait(false);
        if (await DataStandsInTheWayAsync(left, target, order.Environment, cancellation).ConfigureAwait(false) is { } blocked)
            throw await _record.RefusedAsync(new Subject(name), "Rollback", blocked).ConfigureAwait(false);
        Deployment back = await Deployments.OfAsync(ports.Packages, order.Environment, target, order.Secrets, cancellation).ConfigureAwait(false);
        await journal.AppendAsync(EntryType.RollbackStarted, Subject.Of(back), cancellation, ("from", left.PackageId), ("reason", order.Reason), ("place", journal.Place)).ConfigureAwait(false);
        await GoBackAsync(order, back, left, cancellation).ConfigureAwait(false);
        return target;
    }

    /// <summary>Takes an environment back to the release before and forward again, both times with smoke tests, and records how it went. Nothing is barred.</summary>
    /// <exception cref="FaultException">There is nothing to rehearse (exit 3), or the rehearsal failed.</exception>
    public async Task<Rehearsal> RehearseAsync(DeployOrder order, CancellationToken cancellation)
    {
        string name = order.Environment.Name;
        await using IAsyncDisposable lease = await ports.Leases.AcquireAsync(name, journal.Holder(order.Verb), cancellation).ConfigureAwait(false);
        await SettleAsync(order.Environment, order.Secrets, cancellation).ConfigureAwait(false);
        EnvironmentState before = (await journal.StateAsync(cancellation).ConfigureAwait(false)).In(name);
        if (ReleaseDecider.Rehearse(before, order.Environment, order.PackageId) is { } refusal)
            throw await _record.RefusedAsync(new Subject(name, order.PackageId), order.Verb, refusal).ConfigureAwait(false);
        DeploymentRecord current = before.Current!; // the decider refuses an empty environment
        DeploymentRecord target = before.RollbackTarget!; // and one without a way back
        Deployment back = await Deployments.OfAsync(ports.Packages, order.Environment, target, order.Secrets, cancellation).ConfigureAwait(false);
        var subject = new Subject(name, order.PackageId, current.Version);
        DateTimeOffset started = journal.Now;
        try
        {
            await journal.AppendAsync(EntryType.RollbackStarted, Subject.Of(back), cancellation, ("from", current.PackageId), ("reason", "rehearsal"), ("rehearsal", "true"), ("verb", order.Verb), ("place", journal.Place)).ConfigureAwait(false);
            await GoBackAsync(new RollbackOrder(order.Environment, "rehearsal", null, order.Secrets) { IsRehearsal = true }, back, current, cancellation).ConfigureAwait(false);
            DateTimeOffset arrived = journal.Now;
            EnvironmentState meanwhile = (await journal.StateAsync(cancellation).ConfigureAwait(false)).In(name);
            var proceed = new Decision.Proceed(ReleaseDecider.NextDeployment(meanwhile, order.PackageId), target);
            Deployment forward = await Deployments.OfAsync(ports.Packages, order.Environment, order.PackageId, proceed.DeploymentId, order.Secrets, cancellation).ConfigureAwait(false);
            await ports.Ledger.AppendAsync([Started(order, meanwhile, forward, [])], cancellation).ConfigureAwait(false);
            await RunAsync(order, forward, proceed, meanwhile, cancellation).ConfigureAwait(false);
            await _record.RehearsalAsync(subject, "pass", $"back to {target.Version} and forward again").ConfigureAwait(false);
            return new Rehearsal(target, arrived - started, journal.Now - arrived);
        }
        catch (FaultException exception)
        {
            await _record.RehearsalAsync(subject, "fail", exception.Faults[0].Cause.Split('\n')[0]).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Brings an environment to what the ledger says it runs, after a reboot or <c>Down</c>.</summary>
    public async Task<DeploymentRecord?> UpAsync(DeploymentEnvironment environment, ImmutableSortedDictionary<string, string> secrets, CancellationToken cancellation)
    {
        await using IAsyncDisposable lease = await ports.Leases.AcquireAsync(environment.Name, journal.Holder("Up"), cancellation).ConfigureAwait(false);
        await SettleAsync(environment, secrets, cancellation).ConfigureAwait(false);
        EnvironmentState state = (await journal.StateAsync(cancellation).ConfigureAwait(false)).In(environment.Name);
        if (state.Current is not { } current)
            return null;
        await ThrowIfAlteredAsync(current.PackageId, environment.Name, cancellation).ConfigureAwait(false);
        Deployment deployment = await Deployments.OfAsync(ports.Packages, environment, current, secrets, cancellation).ConfigureAwait(false);
        Observation seen = await ports.Deployer.ObserveAsync(environment, cancellation).ConfigureAwait(false);
        await ports.Deployer.OpenAsync(environment, cancellation).ConfigureAwait(false);
        await ports.Deployer.UnpackAsync(deployment, cancellation).ConfigureAwait(false);
        await ports.Deployer.StartAsync(deployment, cancellation).ConfigureAwait(false);
        await ports.Deployer.AwaitReadyAsync(deployment, TimeSpan.FromSeconds(policy.Deployment.ReadySeconds), cancellation).ConfigureAwait(false);
        await ports.Deployer.SwitchAsync(deployment, CancellationToken.None).ConfigureAwait(false);
        await ports.Deployer.HandOverAsync(deployment, _crossing.StopGrace, CancellationToken.None);
        await ports.Deployer.AwaitReadyAsync(deployment, TimeSpan.FromSeconds(policy.Deployment.ReadySeconds), cancellation);
        if (!state.IsUp || seen.LiveDeployment != current.DeploymentId)
            await journal.AppendAsync(EntryType.EnvironmentUp, Subject.Of(deployment), CancellationToken.None).ConfigureAwait(false);
        return current;
    }

    /// <summary>Ends everything that runs in an environment; the ledger still knows what belongs there.</summary>
    public async Task DownAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        await using IAsyncDisposable lease = await ports.Leases.AcquireAsync(environment.Name, journal.Holder("Down"), cancellation).ConfigureAwait(false);
        await ports.Deployer.CloseAsync(environment, cancellation).ConfigureAwait(false);
        if ((await journal.StateAsync(cancellation).ConfigureAwait(false)).In(environment.Name) is { IsUp: true, Started: > 0 })
            await journal.AppendAsync(EntryType.EnvironmentDown, new Subject(environment.Name), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Asks the live deployment through the front door and records the answer; nothing is taken back.</summary>
    public async Task<ImmutableArray<Fault>> SmokeAsync(DeploymentEnvironment environment, DeploymentRecord current, CancellationToken cancellation) =>
        await _crossing.SmokeAsync(
            await Deployments.OfAsync(ports.Packages, environment, current, ImmutableSortedDictionary<string, string>.Empty, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    // What is left may be gone from the store; that must not keep anybody from going back.
    private async Task<Decision.Refusal?> DataStandsInTheWayAsync(DeploymentRecord left, DeploymentRecord target, DeploymentEnvironment environment, CancellationToken cancellation) =>
        (await ports.Packages.ListAsync(cancellation).ConfigureAwait(false)).Contains(left.PackageId)
            ? ReleaseDecider.RollBackData(
                await ports.Packages.ReadAsync(left.PackageId, cancellation).ConfigureAwait(false), await ports.Packages.ReadAsync(target.PackageId, cancellation).ConfigureAwait(false), environment)
            : null;

    private Entry Started(DeployOrder order, EnvironmentState before, Deployment next, IEnumerable<(string Name, string Value)> grounds) => journal.Draft(
        EntryType.DeployStarted, Subject.Of(next),
        [("verb", order.Verb), ("previous", Serving(before, order.PackageId)?.DeploymentId ?? ""), ("reason", order.Reason ?? ""), ("place", journal.Place), .. DecisionRecord.Mended(order), .. grounds]);

    private async Task RunAsync(DeployOrder order, Deployment next, Decision.Proceed proceed, EnvironmentState before, CancellationToken cancellation)
    {
        DeploymentRecord? serving = Serving(before, order.PackageId);
        bool isSwitched = false;
        try
        {
            await _crossing.SnapshotAsync(order, next, cancellation).ConfigureAwait(false);
            await _crossing.PrepareAsync(next, isForward: true, cancellation).ConfigureAwait(false);
            isSwitched = true; // from here on a failure may have moved traffic, and is undone as if it had
            SwitchReceipt receipt = await _crossing.SwitchAsync(next, cancellation).ConfigureAwait(false);
            if (receipt.Previous is { } left && left != next.Id)
                await _crossing.DrainAsync(next, left, cancellation).ConfigureAwait(false);
            await _crossing.HandOverAsync(next, cancellation);
            ImmutableArray<Fault> faults = await _crossing.SmokeAsync(next, cancellation).ConfigureAwait(false);
            if (!faults.IsEmpty)
                throw new FaultException(ExitCode.RolledBack, faults);
        }
        catch (Exception exception)
        {
            await UndoAsync(next, serving, isSwitched, exception).ConfigureAwait(false);
            throw;
        }

        await CompleteAsync(order, next, before, proceed.Previous).ConfigureAwait(false);
    }

    private async Task UndoAsync(Deployment next, DeploymentRecord? serving, bool isSwitched, Exception exception)
    {
        string reason = exception switch
        {
            OperationCanceledException => "interrupted",
            FaultException fault => fault.Faults[0].Cause.Split('\n')[0],
            _ => exception.Message,
        };
        if (isSwitched)
            await _wayBack.ReturnAsync(next, serving, reason, bars: exception is FaultException { ExitCode: ExitCode.RolledBack }).ConfigureAwait(false);
        else
            await _wayBack.AbandonAsync(next, reason).ConfigureAwait(false);
    }

    private async Task CompleteAsync(DeployOrder order, Deployment next, EnvironmentState before, DeploymentRecord? warm)
    {
        await journal.AppendAsync(EntryType.DeployCompleted, Subject.Of(next), CancellationToken.None, ("verb", order.Verb)).ConfigureAwait(false);
        if (before.Pin is not null)
            await journal.AppendAsync(EntryType.EnvironmentUnpinned, Subject.Of(next), CancellationToken.None).ConfigureAwait(false);
        if (before.Barred.ContainsKey(next.PackageId))
            await journal.AppendAsync(EntryType.ReleaseUnblocked, Subject.Of(next), CancellationToken.None, ("reason", order.Reason ?? "")).ConfigureAwait(false);
        await _crossing.RetireAsync(next, warm?.DeploymentId, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task GoBackAsync(RollbackOrder order, Deployment back, DeploymentRecord left, CancellationToken cancellation)
    {
        bool isSwitched = false;
        try
        {
            await _crossing.PrepareAsync(back, isForward: false, cancellation).ConfigureAwait(false);
            SwitchReceipt receipt = await _crossing.SwitchAsync(back, cancellation).ConfigureAwait(false);
            isSwitched = true;
            if (receipt.Previous is { } previous && previous != back.Id)
                await _crossing.DrainAsync(back, previous, CancellationToken.None).ConfigureAwait(false);
            await _crossing.HandOverAsync(back, CancellationToken.None);
            ImmutableArray<Fault> faults = await _crossing.SmokeAsync(back, CancellationToken.None).ConfigureAwait(false);
            if (!faults.IsEmpty)
                throw new FaultException(ExitCode.RollbackFailed, faults);
        }
        catch (Exception exception) when (!isSwitched || exception is FaultException)
        {
            string reason = exception is FaultException fault ? fault.Faults[0].Cause.Split('\n')[0] : exception is OperationCanceledException ? "interrupted" : exception.Message;
            await journal.AppendAsync(EntryType.RollbackFailed, Subject.Of(back), CancellationToken.None, ("reason", reason)).ConfigureAwait(false);
            if (exception is FaultException failed)
                throw new FaultException(ExitCode.RollbackFailed, failed.Faults, failed);
            throw;
        }

        await journal.AppendAsync(EntryType.RollbackCompleted, Subject.Of(back), CancellationToken.None, ("from", left.PackageId), ("reason", order.Reason)).ConfigureAwait(false);
        if (!order.IsRehearsal)
        {
            await journal.AppendAsync(EntryType.ReleaseBlocked, new Subject(order.Environment.Name, left.PackageId, left.Version), CancellationToken.None, ("reason", order.Reason)).ConfigureAwait(false);
            await journal.AppendAsync(EntryType.EnvironmentPinned, Subject.Of(back), CancellationToken.None, ("reason", order.Reason)).ConfigureAwait(false);
        }

        await ports.Deployer.StopAsync(order.Environment, left.DeploymentId, _crossing.StopGrace, CancellationToken.None).ConfigureAwait(false);
    }

    // An intent without an outcome: its writer is gone, for we hold the lease, or it works where our lease is not seen. What is observed decides how it ends.
    private async Task SettleAsync(DeploymentEnvironment environment, ImmutableSortedDictionary<string, string> secrets, CancellationToken cancellation)
    {
        EnvironmentState state = (await journal.StateAsync(cancellation).ConfigureAwait(false)).In(environment.Name);
        if (state.Open is not { DeploymentId: { } id, PackageId: { } package } open)
            return;
        if (ReleaseDecider.HeldElsewhere(state, environment, journal.Place, journal.Now) is { } held)
            throw new FaultException(ExitCode.Held, held);
        say($"  an earlier run was cut off at step {state.OpenStep ?? "start"} of {id}; settling that first");
        Deployment deployment = await Deployments.OfAsync(ports.Packages, environment, package, id, secrets, cancellation).ConfigureAwait(false);
        Observation seen = await ports.Deployer.ObserveAsync(environment, cancellation).ConfigureAwait(false);
        bool isRollback = open.Type == EntryType.RollbackStarted && open.Data.GetValueOrDefault("automatic") != "true";
        if (seen.LiveDeployment == id && (isRollback || open.Type == EntryType.DeployStarted))
            await FinishAsync(deployment, state, isRollback, cancellation).ConfigureAwait(false);
        else if (isRollback)
            await journal.AppendAsync(EntryType.RollbackFailed, Subject.Of(deployment), CancellationToken.None, ("reason", "interrupted before traffic moved")).ConfigureAwait(false);
        else if (open.Type == EntryType.RollbackStarted)
            await _wayBack.ReturnAsync(deployment, Serving(state, package), "continued after an interrupted way back", bars: false).ConfigureAwait(false);
        else
            await _wayBack.AbandonAsync(deployment, "interrupted before traffic moved").ConfigureAwait(false);
    }

    private async Task FinishAsync(Deployment deployment, EnvironmentState state, bool isRollback, CancellationToken cancellation)
    {
        ImmutableArray<Fault> faults = await _crossing.ProveAsync(deployment, cancellation);
        if (faults.IsEmpty)
        {
            await journal.AppendAsync(isRollback ? EntryType.RollbackCompleted : EntryType.DeployCompleted, Subject.Of(deployment), CancellationToken.None, ("settled", "true")).ConfigureAwait(false);
            return;
        }

        await _wayBack.ReturnAsync(deployment, Serving(state, deployment.PackageId), faults[0].Cause, bars: !isRollback).ConfigureAwait(false);
    }

    private static DeploymentRecord? Serving(EnvironmentState state, string leaving) => state.Current is { } current && current.PackageId != leaving ? current : null;

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
