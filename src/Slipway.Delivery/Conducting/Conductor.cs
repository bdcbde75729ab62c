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
public sealed class Conductor(ReleasePorts ports, Journal journal, ReleasePolicy policy, Action<string> say)
{
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
        DeployRequest request = await RequestAsync(order, cancellation).ConfigureAwait(false);
        Decision decision = ReleaseDecider.Deploy(request);
        var subject = new Subject(name, order.PackageId, request.Manifest.Version);
        foreach (GateResult gate in decision.Gates)
            await RecordGateAsync(subject, gate).ConfigureAwait(false);
        if (decision is Decision.Refusal refusal)
            throw await RefusedAsync(subject, order.Verb, refusal).ConfigureAwait(false);
        if (decision is Decision.Proceed proceed)
            await RunAsync(order, proceed, request.State.In(name), cancellation).ConfigureAwait(false);
        return decision;
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
            throw await RefusedAsync(new Subject(name), "Rollback", refusal).ConfigureAwait(false);
        DeploymentRecord left = state.Current!; // the decider refuses an empty environment
        DeploymentRecord target = state.Succeeded.Last(deployment => deployment.DeploymentId == ((Decision.Proceed)decision).DeploymentId);
        await ThrowIfAlteredAsync(target.PackageId, name, cancellation).ConfigureAwait(false);
        Deployment back = await Deployments.OfAsync(ports.Packages, order.Environment, target, order.Secrets, cancellation).ConfigureAwait(false);
        await journal.AppendAsync(EntryType.RollbackStarted, Subject.Of(back), cancellation, ("from", left.PackageId), ("reason", order.Reason)).ConfigureAwait(false);
        await GoBackAsync(order, back, left, cancellation).ConfigureAwait(false);
        return target;
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

    private async Task RunAsync(DeployOrder order, Decision.Proceed proceed, EnvironmentState before, CancellationToken cancellation)
    {
        Deployment next = await Deployments.OfAsync(ports.Packages, order.Environment, order.PackageId, proceed.DeploymentId, order.Secrets, cancellation).ConfigureAwait(false);
        DeploymentRecord? serving = before.Current is { } current && current.PackageId != order.PackageId ? current : null;
        await journal.AppendAsync(
            EntryType.DeployStarted, Subject.Of(next), cancellation,
            ("verb", order.Verb), ("previous", serving?.DeploymentId ?? ""), ("reason", order.Reason ?? "")).ConfigureAwait(false);
        bool isSwitched = false;
        try
        {
            await _crossing.PrepareAsync(next, cancellation).ConfigureAwait(false);
            isSwitched = true; // from here on a failure may have moved traffic, and is undone as if it had
            SwitchReceipt receipt = await _crossing.SwitchAsync(next, cancellation).ConfigureAwait(false);
            if (receipt.Previous is { } left && left != next.Id)
                await _crossing.DrainAsync(next, left, cancellation).ConfigureAwait(false);
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
            await _crossing.PrepareAsync(back, cancellation).ConfigureAwait(false);
            SwitchReceipt receipt = await _crossing.SwitchAsync(back, cancellation).ConfigureAwait(false);
            isSwitched = true;
            if (receipt.Previous is { } previous && previous != back.Id)
                await _crossing.DrainAsync(back, previous, CancellationToken.None).ConfigureAwait(false);
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
        await journal.AppendAsync(EntryType.ReleaseBlocked, new Subject(order.Environment.Name, left.PackageId, left.Version), CancellationToken.None, ("reason", order.Reason)).ConfigureAwait(false);
        await journal.AppendAsync(EntryType.EnvironmentPinned, Subject.Of(back), CancellationToken.None, ("reason", order.Reason)).ConfigureAwait(false);
        await ports.Deployer.StopAsync(order.Environment, left.DeploymentId, _crossing.StopGrace, CancellationToken.None).ConfigureAwait(false);
    }

    // An intent without an outcome: its writer is gone, for we hold the lease. What is observed decides how it ends.
    private async Task SettleAsync(DeploymentEnvironment environment, ImmutableSortedDictionary<string, string> secrets, CancellationToken cancellation)
    {
        EnvironmentState state = (await journal.StateAsync(cancellation).ConfigureAwait(false)).In(environment.Name);
        if (state.Open is not { DeploymentId: { } id, PackageId: { } package } open)
            return;
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
        ImmutableArray<Fault> faults = await _crossing.SmokeAsync(deployment, cancellation).ConfigureAwait(false);
        if (faults.IsEmpty)
        {
            await journal.AppendAsync(isRollback ? EntryType.RollbackCompleted : EntryType.DeployCompleted, Subject.Of(deployment), CancellationToken.None, ("settled", "true")).ConfigureAwait(false);
            return;
        }

        await _wayBack.ReturnAsync(deployment, Serving(state, deployment.PackageId), faults[0].Cause, bars: !isRollback).ConfigureAwait(false);
    }

    private static DeploymentRecord? Serving(EnvironmentState state, string leaving) => state.Current is { } current && current.PackageId != leaving ? current : null;

    private async Task<DeployRequest> RequestAsync(DeployOrder order, CancellationToken cancellation) => new()
    {
        State = await journal.ProvenStateAsync(cancellation).ConfigureAwait(false),
        Lane = order.Lane,
        Environment = order.Environment,
        PackageId = order.PackageId,
        Manifest = await ports.Packages.ReadAsync(order.PackageId, cancellation).ConfigureAwait(false),
        Policy = policy,
        ObservedPackage = (await ports.Deployer.ObserveAsync(order.Environment, cancellation).ConfigureAwait(false)).LivePackage,
        Again = order.Again,
        Reason = order.Reason,
        SecretNames = [.. order.Secrets.Keys],
    };

    private async Task CheckIntegrityAsync(DeployOrder order, CancellationToken cancellation)
    {
        ImmutableArray<Fault> altered = await ports.Packages.VerifyAsync(order.PackageId, cancellation).ConfigureAwait(false);
        var subject = new Subject(order.Environment.Name, order.PackageId);
        if (altered.IsEmpty)
            await RecordGateAsync(subject, new GateResult("integrity", GateVerdict.Pass, "every digest is as sealed")).ConfigureAwait(false);
        else
            throw await RefusedAsync(subject, order.Verb, new Decision.Refusal(ExitCode.Damaged, altered)).ConfigureAwait(false);
    }

    private async Task ThrowIfAlteredAsync(string packageId, string environment, CancellationToken cancellation)
    {
        ImmutableArray<Fault> altered = await ports.Packages.VerifyAsync(packageId, cancellation).ConfigureAwait(false);
        if (!altered.IsEmpty)
            throw await RefusedAsync(new Subject(environment, packageId), "Rollback", new Decision.Refusal(ExitCode.Damaged, altered)).ConfigureAwait(false);
    }

    private Task<Entry> RecordGateAsync(Subject subject, GateResult gate) => journal.AppendAsync(
        EntryType.GateEvaluated, subject, CancellationToken.None,
        ("gate", gate.Gate), ("verdict", gate.Verdict.ToString().ToLowerInvariant()), ("reason", gate.Reason), ("inputs", gate.Inputs.IsDefaultOrEmpty ? "" : string.Join(' ', gate.Inputs)));

    private async Task<FaultException> RefusedAsync(Subject subject, string verb, Decision.Refusal refusal)
    {
        await journal.AppendAsync(
            EntryType.DeployRefused, subject, CancellationToken.None,
            ("verb", verb), ("exitCode", ((int)refusal.ExitCode).ToString(System.Globalization.CultureInfo.InvariantCulture)), ("reason", refusal.Faults[0].Cause)).ConfigureAwait(false);
        return new FaultException(refusal.ExitCode, refusal.Faults);
    }
}
