using System.Collections.Immutable;
using Slipway.Delivery.Recording;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Releases.Rollouts;
using Slipway.Releases.Trials;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Routing;

namespace Slipway.Delivery.Conducting;

/// <summary>
/// Ends what an earlier run left open. An intent without an outcome: its writer is gone, for we hold the lease, or it works where our lease is not seen.
/// What is observed decides how it ends, and it ends as its own run would have ended it: with the same bars, pins and tests.
/// </summary>
internal sealed class Settlement(ReleasePorts ports, Journal journal, Steps steps, Action<string> say)
{
    /// <summary>The release a rollback that was cut off has arrived at now; null where there was none to end.</summary>
    public async Task<DeploymentRecord?> RunAsync(DeploymentEnvironment environment, ImmutableSortedDictionary<string, string> secrets, bool isWayBack, CancellationToken cancellation)
    {
        await journal.DeliverAsync(mayWait: isWayBack, cancellation).ConfigureAwait(false);
        EnvironmentState here = await HereAsync(environment, cancellation).ConfigureAwait(false);
        if (here.Open is not { DeploymentId: { } id, PackageId: { } package } open)
        {
            if (here.Rehearsed is { } left)
                await ForwardAsync(environment, here, left, secrets, cancellation).ConfigureAwait(false);
            return null;
        }

        if (ReleaseDecider.HeldElsewhere(here, environment, journal.Place, journal.Now) is { } held)
            throw new FaultException(ExitCode.Held, held);
        say($"  an earlier run was cut off at step {here.OpenStep ?? "start"} of {id}; settling that first");
        Deployment deployment = await Deployments.BackAsync(ports, environment, Begun(here, open, id, package), secrets, cancellation).ConfigureAwait(false);
        Observation seen = await SeenAsync(environment, here, cancellation).ConfigureAwait(false);
        bool isLive = seen.LiveDeployment == id;
        switch (open)
        {
            case { Type: EntryType.DeployStarted } when seen.Canary?.DeploymentId == id:
                await WithdrawAsync(deployment, here, seen.Canary).ConfigureAwait(false);
                break;
            case { Type: EntryType.DeployStarted } when isLive:
                await FinishAsync(deployment, here, open, cancellation).ConfigureAwait(false);
                break;
            case { Type: EntryType.DeployStarted }:
                await GiveUpAsync(deployment, here).ConfigureAwait(false);
                break;
            case { Type: EntryType.RollbackStarted } when Says(open, "automatic"):
                bool isBad = Against(here.Rollout) is not null;
                await steps.WayBack.ReturnAsync(deployment, Attempt.Serving(here, deployment), Against(here.Rollout) ?? "continued after an interrupted way back", isBad, pins: isBad);
                break;
            case { Type: EntryType.RollbackStarted } when Says(open, "rehearsal"):
                await ResumeAsync(deployment, here, secrets, cancellation).ConfigureAwait(false);
                break;
            case { Type: EntryType.RollbackStarted } when isLive:
                return await ArriveAsync(deployment, here, open, cancellation).ConfigureAwait(false);
            default:
                await journal.TellAsync(journal.Draft(EntryType.RollbackFailed, Subject.Of(deployment), ("reason", "interrupted before traffic moved"))).ConfigureAwait(false);
                break;
        }

        // A rehearsal that was cut off on its way forward is behind what it left still.
        if ((await HereAsync(environment, cancellation).ConfigureAwait(false)).Rehearsed is { } rehearsed)
            await ForwardAsync(environment, await HereAsync(environment, cancellation).ConfigureAwait(false), rehearsed, secrets, cancellation).ConfigureAwait(false);
        return null;
    }

    // What an intent is about: a deployment names its configuration itself, a way back goes to a deployment of before.
    private static DeploymentRecord Begun(EnvironmentState here, Entry open, string id, string package) =>
        here.Succeeded.LastOrDefault(deployment => deployment.DeploymentId == id)
        ?? new DeploymentRecord(id, package, open.Version ?? "", open.Utc, open.Seq) { Configuration = open.Data.GetValueOrDefault("configuration") };

    private static bool Says(Entry entry, string name) => entry.Data.GetValueOrDefault(name) == "true";

    private async Task<EnvironmentState> HereAsync(DeploymentEnvironment environment, CancellationToken cancellation) =>
        (await journal.KnownStateAsync(cancellation).ConfigureAwait(false)).In(environment.Name);

    // Where traffic goes is known by the front door alone: one that died after the switch was asked for comes back with its route, and is asked then.
    private async Task<Observation> SeenAsync(DeploymentEnvironment environment, EnvironmentState here, CancellationToken cancellation)
    {
        Observation seen = await ports.Deployer.ObserveAsync(environment, cancellation).ConfigureAwait(false);
        if (seen.FrontDoor is not null || here.OpenStep is not ("switch" or "drain" or "expose"))
            return seen;
        await ports.Deployer.OpenAsync(environment, cancellation).ConfigureAwait(false);
        return await ports.Deployer.ObserveAsync(environment, cancellation).ConfigureAwait(false);
    }

    private async Task FinishAsync(Deployment deployment, EnvironmentState here, Entry open, CancellationToken cancellation)
    {
        await steps.Serving.RestoreAsync(deployment, cancellation).ConfigureAwait(false);
        ImmutableArray<Fault> faults = await steps.Forward.ProveAsync(deployment, cancellation).ConfigureAwait(false);
        if (faults.IsEmpty)
        {
            await journal.AppendAsync(Settled(Arrival.Forward(journal, deployment, here, open.Data.GetValueOrDefault("verb", ""), open.Data.GetValueOrDefault("reason")))).ConfigureAwait(false);
            await steps.Forward.RetireAsync(deployment, Attempt.Serving(here, deployment)?.DeploymentId ?? here.RollbackTarget?.DeploymentId, CancellationToken.None).ConfigureAwait(false);
        }
        else
            await steps.WayBack.ReturnAsync(deployment, Attempt.Serving(here, deployment), faults[0].Summary, bars: true).ConfigureAwait(false);
    }

    // Nobody watches it any more, and what was counted meanwhile nobody has judged: it goes back, and may come again unless it was found bad before.
    private async Task WithdrawAsync(Deployment deployment, EnvironmentState here, CanaryStatus canary)
    {
        string? spoken = Against(here.Rollout);
        string reason = spoken ?? $"the run that exposed it to {RolloutStep.PercentText(canary.Weight)} was cut off";
        await steps.WayBack.ReturnAsync(deployment, Attempt.Serving(here, deployment), reason, bars: spoken is not null, pins: spoken is not null);
    }

    // Behind the step "drain" traffic had moved; that it is elsewhere now means that the way back went and its record was lost.
    // A rollout that was found bad, or is not wanted, had moved a part of it.
    private async Task GiveUpAsync(Deployment deployment, EnvironmentState here)
    {
        string? spoken = Against(here.Rollout) ?? (here.OpenStep == "drain" ? "taken back; the record of it was lost" : null);
        await steps.WayBack.AbandonAsync(deployment, spoken ?? "interrupted before traffic moved").ConfigureAwait(false);
        if (spoken is null || here.Current?.PackageId == deployment.PackageId)
            return;
        await journal.TellAsync(journal.Draft(EntryType.ReleaseBlocked, Subject.Of(deployment), ("reason", spoken)));
        if (here is { Rollout: not null, Current: { } serving })
            await journal.TellAsync(journal.Draft(EntryType.EnvironmentPinned, new Subject(here.Name, serving.PackageId, serving.Version, serving.DeploymentId), ("reason", spoken)));
    }

    private static string? Against(RolloutState? rollout) => rollout switch
    {
        { Aborted: { } aborted } => $"aborted by {aborted.Actor.Id}: {Said.ReasonOf(aborted.Data)}",
        { Weight: > 0, Judged: [.., { Finding: Finding.Harmful } last] } => last.Line,
        _ => null,
    };

    private async Task<DeploymentRecord> ArriveAsync(Deployment back, EnvironmentState here, Entry open, CancellationToken cancellation)
    {
        string reason = open.Data.GetValueOrDefault("reason", "");
        await steps.Serving.RestoreAsync(back, cancellation).ConfigureAwait(false);
        ImmutableArray<Fault> faults = await steps.Back.ProveAsync(back, CancellationToken.None).ConfigureAwait(false);
        (string, string?) left = (open.Data.GetValueOrDefault("from", here.Current?.PackageId ?? ""), here.Current?.Version);
        await journal.TellAsync(Settled(Arrival.Back(journal, back, left, reason, isRehearsal: false))).ConfigureAwait(false);
        return faults.IsEmpty
            ? here.Line.Last(deployment => deployment.DeploymentId == back.Id || deployment.PackageId == back.PackageId)
            : throw new FaultException(ExitCode.RollbackFailed, faults);
    }

    // The way was only tried: what was live before it is live again.
    private async Task ResumeAsync(Deployment back, EnvironmentState here, ImmutableSortedDictionary<string, string> secrets, CancellationToken cancellation)
    {
        if (here.Current is { } current)
            await steps.Serving.RestoreAsync(await Deployments.BackAsync(ports, back.Environment, current, secrets, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        await journal.TellAsync(journal.Draft(EntryType.RollbackFailed, Subject.Of(back), ("reason", "the rehearsal was cut off"), ("rehearsal", "true"))).ConfigureAwait(false);
    }

    private async Task ForwardAsync(DeploymentEnvironment environment, EnvironmentState here, DeploymentRecord left, ImmutableSortedDictionary<string, string> secrets, CancellationToken cancellation)
    {
        say($"  a rehearsal was cut off on its way; {left.Version} ({left.PackageId[..12]}) comes forward again");
        var order = new DeployOrder { Verb = "Rehearse", Lane = [environment], Environment = environment, PackageId = left.PackageId, Secrets = secrets };
        Deployment forward = await Deployments.BackAsync(ports, environment, left, secrets, cancellation).ConfigureAwait(false) with { Id = ReleaseDecider.NextDeployment(here, left.PackageId) };
        await journal.AppendAsync([steps.Attempt.Start(order, here, forward, [("rehearsal", "true")])]).ConfigureAwait(false);
        await steps.Attempt.RunAsync(order, forward, here, here.Current, cancellation).ConfigureAwait(false);
    }

    private static ImmutableArray<Entry> Settled(ImmutableArray<Entry> entries) => [.. entries.Select(entry => entry with { Data = entry.Data.SetItem("settled", "true") })];
}
