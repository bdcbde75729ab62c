using System.Collections.Immutable;
using System.Globalization;
using Slipway.Delivery.Recording;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Conducting;

/// <summary>One attempt to bring a package into an environment, from its recorded start to its recorded end; what fails on the way is undone.</summary>
internal sealed class Attempt(Journal journal, Crossing crossing, WayBack wayBack)
{
    /// <summary>The entry an attempt begins with.</summary>
    public Entry Start(DeployOrder order, EnvironmentState before, Deployment next, IEnumerable<(string Name, string Value)> grounds) => journal.Draft(
        EntryType.DeployStarted, Subject.Of(next),
        [("verb", order.Verb), ("previous", Serving(before, next)?.DeploymentId ?? ""), ("reason", order.Reason ?? ""), ("place", journal.Place), ("port", next.Environment.Port.ToString(CultureInfo.InvariantCulture)),
        ("configuration", ConfigurationDigest.Of(next.Environment.Configuration)), .. DecisionRecord.Mended(order), .. grounds]);

    /// <summary>Everything behind the start.</summary>
    /// <param name="order">What is wished.</param>
    /// <param name="next">The deployment.</param>
    /// <param name="before">The environment before it.</param>
    /// <param name="warm">The deployment that stays warm for the way back.</param>
    /// <param name="cancellation">Interrupts until traffic moves; what moved by then is taken back.</param>
    public async Task RunAsync(DeployOrder order, Deployment next, EnvironmentState before, DeploymentRecord? warm, CancellationToken cancellation)
    {
        DeploymentRecord? serving = Serving(before, next);
        bool isSwitched = false;
        try
        {
            await crossing.SnapshotAsync(order, next, cancellation).ConfigureAwait(false);
            await crossing.PrepareAsync(next, isForward: true, cancellation).ConfigureAwait(false);
            isSwitched = true; // from here on a failure may have moved traffic, and is undone as if it had
            SwitchReceipt receipt = await crossing.SwitchAsync(next, cancellation).ConfigureAwait(false);
            if (receipt.Previous is { } left && left != next.Id)
                await crossing.DrainAsync(next, left, cancellation).ConfigureAwait(false);
            await crossing.HandOverAsync(next, cancellation).ConfigureAwait(false);
            ImmutableArray<Fault> faults = await crossing.SmokeAsync(next, cancellation).ConfigureAwait(false);
            if (!faults.IsEmpty)
                throw new FaultException(ExitCode.RolledBack, faults);
        }
        catch (Exception exception)
        {
            await UndoAsync(next, serving, isSwitched, exception).ConfigureAwait(false);
            throw;
        }

        await journal.AppendAsync(Arrival.Forward(journal, next, before, order.Verb, order.Reason)).ConfigureAwait(false);
        await crossing.RetireAsync(next, warm?.DeploymentId, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>What serves and is another release than the one that comes.</summary>
    public static DeploymentRecord? Serving(EnvironmentState state, Deployment coming) =>
        state.Current is { } current && !current.IsLike(coming.PackageId, ConfigurationDigest.Of(coming.Environment.Configuration)) ? current : null;

    private async Task UndoAsync(Deployment next, DeploymentRecord? serving, bool isSwitched, Exception exception)
    {
        string reason = exception switch
        {
            OperationCanceledException => "interrupted",
            FaultException fault => fault.Faults[0].Summary,
            _ => exception.Message,
        };
        if (isSwitched)
            await wayBack.ReturnAsync(next, serving, reason, bars: exception is FaultException { ExitCode: ExitCode.RolledBack }).ConfigureAwait(false);
        else
            await wayBack.AbandonAsync(next, reason).ConfigureAwait(false);
    }
}
