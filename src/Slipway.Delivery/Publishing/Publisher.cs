using System.Collections.Immutable;
using Slipway.Delivery.Recording;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Publishing;

/// <summary>
/// Publishes one release everywhere: what a destination has is the truth, so whoever was cut off anywhere goes on by the same command.
/// Drafts, uploads, read back and compare; then what shows at once, then the drafts are shown, then lists are written. Nobody sees a release before all of it is known to be there.
/// </summary>
/// <param name="journal">Where intents and outcomes go.</param>
/// <param name="say">Gets every sentence there is to say.</param>
public sealed class Publisher(Journal journal, Action<string> say)
{
    /// <summary>Publishes; returns the plans as they were found, in the build's order. It returns only when every file was read back from everywhere.</summary>
    /// <exception cref="FaultException">A destination holds something else (exit 3), or did not take it all; nothing that failed is shown.</exception>
    public async Task<ImmutableArray<DestinationPlan>> PublishAsync(Publication publication, ImmutableArray<Outlet> outlets, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(publication);
        var subject = new Subject(PackageId: publication.PackageId, Version: publication.Version);
        ImmutableArray<DestinationPlan> found = await LookAsync(publication, outlets, subject, cancellation);
        DestinationPlan[] open = [.. found.Where(plan => !plan.IsDone)];
        if (open.Length > 0)
            await journal.AppendAsync([.. open.Select(plan => journal.Draft(Started(plan), subject))]);
        Outlet[] begun = [.. outlets.Where(outlet => open.Any(plan => plan.Destination == outlet.Destination))];
        Outlet[] hidden = [.. begun.Where(outlet => outlet.Place.HasDrafts)], immediate = [.. begun.Where(outlet => !outlet.Place.HasDrafts)];
        await EachAsync(hidden, subject, outlet => FillAsync(publication, outlet, ShelfStage.Draft, cancellation));
        await EachAsync(immediate, subject, outlet => FillAsync(publication, outlet, ShelfStage.Public, cancellation));
        await EachAsync(hidden, subject, outlet => ShowAsync(publication, outlet, cancellation));
        // Also where all of it was found: lists may be what was cut off.
        await EachAsync([.. outlets], subject, outlet => outlet.Place.IndexAsync(publication, cancellation));
        await EachAsync([.. outlets], subject, async outlet => await ConcludeAsync(publication, outlet, subject, cancellation));
        return found;
    }

    /// <summary>Records that a wish to publish was refused; gives what is thrown then.</summary>
    public async Task<FaultException> RefuseAsync(Subject subject, FaultException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        await journal.TellAsync(journal.Draft(new PublishRefused((int)refusal.ExitCode, refusal.Faults[0].Summary), subject));
        return refusal;
    }

    private async Task<ImmutableArray<DestinationPlan>> LookAsync(Publication publication, ImmutableArray<Outlet> outlets, Subject subject, CancellationToken cancellation)
    {
        try
        {
            return await Probing.AllAsync(publication, outlets, cancellation);
        }
        catch (FaultException refusal)
        {
            throw await RefuseAsync(subject, refusal);
        }
    }

    private async Task FillAsync(Publication publication, Outlet outlet, ShelfStage stage, CancellationToken cancellation)
    {
        DestinationPlan plan = await Probing.OneAsync(publication, outlet, cancellation);
        await outlet.Place.OpenAsync(publication, cancellation);
        foreach (PublishedFile file in plan.Lacking)
        {
            say($"  {outlet.Destination.Name,-13} {file.Name} ({file.Size:N0} bytes)");
            await outlet.Place.UploadAsync(publication, file, cancellation);
        }

        await ProveAsync(publication, outlet, stage, cancellation);
    }

    private async Task ShowAsync(Publication publication, Outlet outlet, CancellationToken cancellation)
    {
        await outlet.Place.RevealAsync(publication, cancellation);
        say($"  {outlet.Destination.Name,-13} shown");
    }

    // What the ledger says of a destination already is not said again.
    private async Task ConcludeAsync(Publication publication, Outlet outlet, Subject subject, CancellationToken cancellation)
    {
        DestinationPlan proven = await ProveAsync(publication, outlet, ShelfStage.Public, cancellation);
        PublicationState? known = (await journal.KnownStateAsync(cancellation)).Publications.GetValueOrDefault(PublicationState.KeyOf(publication.PackageId, outlet.Destination.Name));
        if (known?.Outcome == PublishOutcome.Completed)
            return;
        string address = proven.Shelf.Url ?? outlet.Destination.Address;
        await journal.TellAsync(journal.Draft(
            new PublishCompleted(outlet.Destination.Name, address, [.. proven.Files.Select(file => $"{file.Name}={file.Digest.Hex}")]), subject));
    }

    private static async Task<DestinationPlan> ProveAsync(Publication publication, Outlet outlet, ShelfStage stage, CancellationToken cancellation)
    {
        DestinationPlan plan = await Probing.OneAsync(publication, outlet, cancellation);
        return plan.Unproven(stage) is { IsEmpty: false } faults ? throw new FaultException(ExitCode.Failed, faults) : plan;
    }

    // Each destination has its chance; nothing goes on to the next step where one has failed.
    private async Task EachAsync(Outlet[] outlets, Subject subject, Func<Outlet, Task> step)
    {
        var failures = new List<FaultException>();
        foreach (Outlet outlet in outlets)
        {
            try
            {
                await step(outlet);
            }
            catch (FaultException failure)
            {
                await journal.TellAsync(journal.Draft(new PublishFailed(outlet.Destination.Name, failure.Faults[0].Summary), subject));
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
            throw Probing.Together(failures);
    }

    private static PublishStarted Started(DestinationPlan plan) => new(plan.Destination.Name, plan.Destination.Address, [.. plan.Lacking.Select(file => file.Name)]);
}
