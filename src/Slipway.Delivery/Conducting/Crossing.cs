using System.Collections.Immutable;
using Slipway.Delivery.Recording;
using Slipway.Delivery.Smoke;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Releases.Ports;
using Slipway.Releases.Rollouts;
using Slipway.Releases.Status;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Conducting;

/// <summary>The steps that bring an environment's traffic from one deployment to another, each with its intent and its outcome in the ledger.</summary>
/// <param name="deployer">Takes the steps.</param>
/// <param name="journal">Drafts the entries.</param>
/// <param name="record">Records them: a way forward waits for the ledger and stops without it, a way back does neither.</param>
/// <param name="flagging">Gives instances their feature flags.</param>
/// <param name="policy">How long each step may take.</param>
/// <param name="say">Gets a line for each step.</param>
internal sealed class Crossing(IDeployer deployer, Journal journal, Func<Entry, Task> record, Flagging flagging, ReleasePolicy policy, Action<string> say)
{
    private readonly SmokeRunner _smoke = new(deployer);

    /// <summary>Takes the snapshot the build asks for, if any.</summary>
    public async Task SnapshotAsync(DeployOrder order, Deployment next, CancellationToken cancellation)
    {
        if (order.TakeSnapshot is not { } take || await take(order.Environment, cancellation).ConfigureAwait(false) is not { } snapshot)
            return;
        await record(journal.Draft(EntryType.SnapshotTaken, Subject.Of(next), ("id", snapshot.Id), ("place", snapshot.Place), ("restoreProof", snapshot.RestoreProof ?? ""))).ConfigureAwait(false);
        say($"  snapshot      {snapshot.Id} at {snapshot.Place}{(snapshot.RestoreProof is null ? ", not tried" : $", {snapshot.RestoreProof}")}");
    }

    /// <summary>Everything before traffic: front door, files, instances, readiness and the first smoke; on the way forward the migrations too.</summary>
    public async Task PrepareAsync(Deployment next, bool isForward, CancellationToken cancellation)
    {
        await StepAsync("open", next, () => deployer.OpenAsync(next.Environment, cancellation), cancellation).ConfigureAwait(false);
        await StepAsync("unpack", next, () => deployer.UnpackAsync(next, cancellation), cancellation).ConfigureAwait(false);
        if (isForward && next.Services.Any(service => service.Migrate is not null))
            await StepAsync("migrate", next, () => deployer.MigrateAsync(next, cancellation), cancellation);
        await FlagAsync(next, isForward, cancellation);
        await StepAsync("start", next, () => deployer.StartAsync(next, cancellation), cancellation).ConfigureAwait(false);
        await StepAsync("ready", next, () => deployer.AwaitReadyAsync(next, TimeSpan.FromSeconds(policy.Deployment.ReadySeconds), cancellation), cancellation).ConfigureAwait(false);
        await FlagAsync(next, isForward, cancellation); // whoever set one meanwhile is heard
        await StepAsync("smoke-before", next, async () => Refuse(await _smoke.BeforeTrafficAsync(next, cancellation).ConfigureAwait(false)), cancellation).ConfigureAwait(false);
    }

    // A way back waits for no flag that cannot be written.
    private Task FlagAsync(Deployment next, bool isForward, CancellationToken cancellation) =>
        isForward ? flagging.GiveAsync(next, cancellation) : LetGoAsync(() => flagging.GiveAsync(next, cancellation));

    /// <summary>Moves the traffic. Never left half done: an interrupt waits until the outcome is on record.</summary>
    public async Task<SwitchReceipt> SwitchAsync(Deployment next, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await record(journal.Draft(EntryType.DeployStep, Subject.Of(next), ("step", "switch"), ("phase", "intent"))).ConfigureAwait(false);
        SwitchReceipt receipt = await MoveAsync(next).ConfigureAwait(false);
        string milliseconds = receipt.Duration.TotalMilliseconds.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        await record(journal.Draft(EntryType.DeployStep, Subject.Of(next), ("step", "switch"), ("phase", "outcome"), ("milliseconds", milliseconds))).ConfigureAwait(false);
        say(next.Environment.IsFeed ? $"  switch        published in {milliseconds} ms" : $"  switch        traffic moved in {milliseconds} ms");
        return receipt;
    }

    /// <summary>Gives a part of the traffic to the deployment, and asks it directly how it does with it. Never left half done: an interrupt waits until the outcome is on record.</summary>
    public async Task ExposeAsync(Deployment next, string serving, RolloutPlan plan, int step, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int weight = plan.Steps[step].Weight;
        await record(journal.Draft(EntryType.DeployStep, Subject.Of(next), ("step", "expose"), ("phase", "intent"))).ConfigureAwait(false);
        SwitchReceipt receipt = await deployer.ExposeAsync(next, serving, new Exposure(weight, plan.Users, plan.IsSticky), CancellationToken.None).ConfigureAwait(false);
        await record(journal.Draft(new ExposureChanged(weight, step + 1, plan.Steps.Length, receipt.Duration.TotalMilliseconds), Subject.Of(next))).ConfigureAwait(false);
        say(FormattableString.Invariant($"  exposed       {RolloutStep.PercentText(weight)} to {next.Version}, step {step + 1} of {plan.Steps.Length}, in {receipt.Duration.TotalMilliseconds:0.0} ms"));
        if (await _smoke.BeforeTrafficAsync(next, cancellation).ConfigureAwait(false) is { IsEmpty: false } faults)
            throw new FaultException(ExitCode.RolledBack, faults);
    }

    /// <summary>Records an entry as steps of this way do.</summary>
    public Task RecordAsync(Entry entry) => record(entry);

    // A front door that died meanwhile is opened again, with the route it had; asking it twice for the same is asking it once.
    private async Task<SwitchReceipt> MoveAsync(Deployment next)
    {
        try
        {
            return await deployer.SwitchAsync(next, CancellationToken.None).ConfigureAwait(false);
        }
        catch (FaultException)
        {
            await deployer.OpenAsync(next.Environment, CancellationToken.None).ConfigureAwait(false);
            return await deployer.SwitchAsync(next, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the requests in flight at the deployment left behind end.</summary>
    public async Task DrainAsync(Deployment next, string left, CancellationToken cancellation) =>
        await StepAsync("drain", next, async () =>
        {
            DrainReceipt receipt = await deployer.DrainAsync(next.Environment, left, TimeSpan.FromSeconds(policy.Deployment.DrainSeconds), cancellation).ConfigureAwait(false);
            if (receipt.Cut > 0)
                say($"  drain         {receipt.Cut} requests were still running after {policy.Deployment.DrainSeconds} s and were ended");
        }, cancellation).ConfigureAwait(false);

    /// <summary>Gives over the work that the deployment left behind may not go on with, where there is any; what cannot take it is taken back.</summary>
    public async Task HandOverAsync(Deployment next, CancellationToken cancellation)
    {
        Observation seen = await deployer.ObserveAsync(next.Environment, cancellation);
        bool isLeft = seen.Instances.Any(instance => instance.DeploymentId != next.Id && instance is { IsWarm: false, Health: not Health.Ended });
        if (!isLeft && !next.Services.Any(service => service.StartsLate))
            return;
        try
        {
            await StepAsync("hand-over", next, async () =>
            {
                await deployer.HandOverAsync(next, StopGrace, CancellationToken.None);
                await deployer.AwaitReadyAsync(next, TimeSpan.FromSeconds(policy.Deployment.ReadySeconds), cancellation);
            }, cancellation);
        }
        catch (FaultException exception)
        {
            throw new FaultException(ExitCode.RolledBack, exception.Faults, exception);
        }
    }

    /// <summary>Gives the work over and asks: what is left to do once traffic moved. What speaks against the deployment is returned, not thrown.</summary>
    public async Task<ImmutableArray<Fault>> ProveAsync(Deployment deployment, CancellationToken cancellation)
    {
        try
        {
            await HandOverAsync(deployment, cancellation);
        }
        catch (FaultException exception) when (exception.ExitCode == ExitCode.RolledBack)
        {
            return exception.Faults;
        }

        return await SmokeAsync(deployment, cancellation);
    }

    /// <summary>Asks through the front door; the answer is on record whichever it is.</summary>
    public async Task<ImmutableArray<Fault>> SmokeAsync(Deployment deployment, CancellationToken cancellation)
    {
        ImmutableArray<Fault> faults = await _smoke.ThroughFrontDoorAsync(deployment, cancellation).ConfigureAwait(false);
        faults = faults.AddRange(await _smoke.OfProcessesAsync(deployment, cancellation));
        if (deployment.Environment.Feed is { } feed)
            faults = [.. (await deployer.ObserveAsync(deployment.Environment, cancellation)).Instances.Where(package => IsAmiss(feed, package)).Select(package => NotOffered(deployment, package))];
        if (faults.IsEmpty)
            await record(journal.Draft(EntryType.SmokePassed, Subject.Of(deployment))).ConfigureAwait(false);
        else
            await journal.TellAsync(journal.Draft(EntryType.SmokeFailed, Subject.Of(deployment), ("reason", faults[0].Summary))).ConfigureAwait(false);
        say(faults.IsEmpty ? $"  smoke         passed at {deployment.Environment.Url}" : $"  smoke         {faults[0].Cause}");
        return faults;
    }

    /// <summary>Ends instances that neither serve nor are the way back, and deletes the files of deployments that are needed no more.</summary>
    public async Task RetireAsync(Deployment live, string? warm, CancellationToken cancellation)
    {
        Observation observation = await deployer.ObserveAsync(live.Environment, cancellation).ConfigureAwait(false);
        foreach (string id in observation.Instances.Where(instance => instance.Health != Health.Ended).Select(instance => instance.DeploymentId).Distinct())
        {
            if (id != live.Id && id != warm)
                await deployer.StopAsync(live.Environment, id, StopGrace, cancellation).ConfigureAwait(false);
        }

        await WarnAsync(live.Environment, cancellation);
        await DiscardAsync(live.Environment, cancellation).ConfigureAwait(false);
    }

    // What lies beside a program is lost with it; whoever left it there hears so while it can still be saved.
    private async Task WarnAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        foreach (string id in await deployer.ListAsync(environment, cancellation))
        {
            ImmutableArray<string> stray = await deployer.StrayAsync(environment, id, cancellation);
            if (stray.IsEmpty)
                continue;
            Fault fault = StrayFault.Of(id, stray);
            say($"  warning       {fault.Code}: {fault.Cause}; {fault.Mend}");
        }
    }

    private async Task DiscardAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        ImmutableArray<string> superseded = [];
        await LetGoAsync(async () => superseded = await SupersededAsync(environment, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (string id in superseded)
            await LetGoAsync(() => deployer.DiscardAsync(environment, id, cancellation)).ConfigureAwait(false);
    }

    private async Task<ImmutableArray<string>> SupersededAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        ImmutableArray<string> laid = await deployer.ListAsync(environment, cancellation).ConfigureAwait(false);
        Observation seen = await deployer.ObserveAsync(environment, cancellation).ConfigureAwait(false);
        return Retention.Superseded(laid, (await journal.StateAsync(cancellation).ConfigureAwait(false)).In(environment.Name), seen);
    }

    /// <summary>Does something about what traffic has left: that it stays is told, and fails nothing.</summary>
    public async Task LetGoAsync(Func<Task> effect)
    {
        try
        {
            await effect().ConfigureAwait(false);
        }
        catch (FaultException exception)
        {
            say($"  kept          {exception.Faults[0].Code}: {exception.Faults[0].Summary}");
        }
    }

    public TimeSpan StopGrace => TimeSpan.FromSeconds(policy.Deployment.StopSeconds);

    private async Task StepAsync(string step, Deployment next, Func<Task> effect, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await record(journal.Draft(EntryType.DeployStep, Subject.Of(next), ("step", step), ("phase", "intent"))).ConfigureAwait(false);
        await effect().ConfigureAwait(false);
        await record(journal.Draft(EntryType.DeployStep, Subject.Of(next), ("step", step), ("phase", "outcome"))).ConfigureAwait(false);
        say($"  {step,-13} done");
    }

    private static void Refuse(ImmutableArray<Fault> faults)
    {
        if (!faults.IsEmpty)
            throw new FaultException(ExitCode.Failed, faults);
    }

    // A server that indexes what it is given offers it minutes later: that is no fault, other content is.
    private static bool IsAmiss(PackageFeed feed, InstanceObservation package) => package.Health == Health.Unhealthy || (feed.IsFolder && package.Health == Health.Ended);

    private static Fault NotOffered(Deployment deployment, InstanceObservation package) => new(
        "SLP3504", $"the feed does not offer {package.Service} {deployment.Version} as it was published", deployment.Environment.Url.ToString(), "look who else writes there, then ./build.sh Release");
}
