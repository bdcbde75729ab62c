using System.Collections.Immutable;
using System.Globalization;
using Slipway.Delivery.Recording;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Releases.Rollouts;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Conducting;

/// <summary>One attempt to bring a package into an environment, from its recorded start to its recorded end; what fails on the way is undone.</summary>
internal sealed class Attempt(Journal journal, Crossing crossing, WayBack wayBack, Exposing exposing)
{
    /// <summary>The entry an attempt begins with.</summary>
    public Entry Start(DeployOrder order, EnvironmentState before, Deployment next, IEnumerable<(string Name, string Value)> grounds) => journal.Draft(
        EntryType.DeployStarted, Subject.Of(next),
        [("verb", order.Verb), ("previous", Serving(before, next)?.DeploymentId ?? ""), ("reason", order.Reason ?? ""), ("place", journal.Place), ("port", next.Environment.Port.ToString(CultureInfo.InvariantCulture)),
        ("configuration", ConfigurationDigest.Of(next.Environment.Configuration)),
        .. PlanOf(order, before, next) is { } plan ? [(RolloutPlanned.Name, plan.Text)] : Array.Empty<(string, string)>(), .. DecisionRecord.Mended(order), .. grounds]);

    /// <summary>Everything behind the start.</summary>
    /// <param name="order">What is wished.</param>
    /// <param name="next">The deployment.</param>
    /// <param name="before">The environment before it.</param>
    /// <param name="warm">The deployment that stays warm for the way back.</param>
    /// <param name="cancellation">Interrupts until traffic moves; what moved by then is taken back.</param>
    public async Task RunAsync(DeployOrder order, Deployment next, EnvironmentState before, DeploymentRecord? warm, CancellationToken cancellation)
    {
        DeploymentRecord? serving = Serving(before, next);
        RolloutPlan? plan = PlanOf(order, before, next);
        bool isSwitched = false;
        try
        {
            await crossing.SnapshotAsync(order, next, cancellation).ConfigureAwait(false);
            await crossing.PrepareAsync(next, isForward: true, cancellation).ConfigureAwait(false);
            isSwitched = true; // from here on a failure may have moved traffic, and is undone as if it had
            if (plan is { IsGradual: true })
                await exposing.WalkAsync(next, serving!, plan, cancellation); // a plan is followed beside what serves
            SwitchReceipt receipt = await crossing.SwitchAsync(next, cancellation).ConfigureAwait(false);
            if (receipt.Previous is { } left && left != next.Id)
                await crossing.DrainAsync(next, left, cancellation).ConfigureAwait(false);
            await crossing.HandOverAsync(next, cancellation).ConfigureAwait(false);
            ImmutableArray<Fault> faults = await crossing.SmokeAsync(next, cancellation).ConfigureAwait(false);
            if (!faults.IsEmpty)
                throw new FaultException(ExitCode.RolledBack, faults);
            if (plan is { IsGradual: false })
                await exposing.BakeAsync(next, serving!, plan, receipt.Duration, cancellation); // a plan is followed beside what serves
        }
        catch (Exception exception)
        {
            await UndoAsync(next, serving, isSwitched, plan is not null, exception).ConfigureAwait(false);
            throw;
        }

        await journal.AppendAsync(Arrival.Forward(journal, next, before, order.Verb, order.Reason)).ConfigureAwait(false);
        await crossing.RetireAsync(next, warm?.DeploymentId, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>What serves and is another release than the one that comes.</summary>
    public static DeploymentRecord? Serving(EnvironmentState state, Deployment coming) =>
        state.Current is { } current && !current.IsLike(coming.PackageId, ConfigurationDigest.Of(coming.Environment.Configuration)) ? current : null;

    // Nobody can be compared with nobody: the first release of an environment takes all of it, and so does one that has nothing to ask.
    private static RolloutPlan? PlanOf(DeployOrder order, EnvironmentState before, Deployment next)
    {
        bool isWatched = order.Rollout.IsGradual || order.Rollout.Bake > TimeSpan.Zero;
        return isWatched && Serving(before, next) is not null && next.Services.Any(service => !service.IsWorker) ? order.Rollout : null;
    }

    private async Task UndoAsync(Deployment next, DeploymentRecord? serving, bool isSwitched, bool isRollout, Exception exception)
    {
        string reason = exception switch
        {
            OperationCanceledException => "interrupted",
            FaultException fault => fault.Faults[0].Summary,
            _ => exception.Message,
        };
        bool isBad = exception is FaultException { ExitCode: ExitCode.RolledBack };
        if (isSwitched)
        {
            await wayBack.ReturnAsync(next, serving, reason, bars: isBad, pins: isBad && isRollout).ConfigureAwait(false);
            if (isRollout && await exposing.VerifyAsync(next, serving!) is { IsEmpty: false } faults) // a rollout stands beside what serves
                throw new FaultException(ExitCode.RollbackFailed, faults, exception);
        }
        else
            await wayBack.AbandonAsync(next, reason).ConfigureAwait(false);
    }
}
