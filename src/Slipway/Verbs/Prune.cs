using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.Recording;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Vocabulary.Faults;

namespace Slipway.Verbs;

/// <summary>What <c>Prune</c> does: records which packages nothing needs, then deletes their files.</summary>
/// <param name="engine">The engine of the build.</param>
/// <param name="keep">How many of the newest are kept, as typed; null goes by the policy.</param>
internal sealed class Prune(ReleaseEngine engine, string? keep)
{
    /// <summary>Nothing may change meanwhile: what is on its way somewhere would lose its files.</summary>
    public async Task RunAsync(Counter counter, Action<string, string> report, CancellationToken cancellation)
    {
        Journal journal = await engine.JournalAsync();
        string[] places = [.. engine.Lane.Select(environment => environment.Name).Order(StringComparer.Ordinal), Publish.Lease];
        await HoldingAsync(places, journal, async () =>
        {
            await journal.DeliverAsync(mayWait: false, cancellation);
            PruneWish? wish = null;
            Ruled ruled = await counter.RecordAsync(
                async (occasion, token) => Pruning.Decide(wish = await WishAsync(token), occasion), byKey: false, cancellation);
            ImmutableArray<PackageFate> fates = PackageFate.Of(wish!, ruled.Occasion.State); // it was decided just now
            IReadOnlyDictionary<string, long> freed = await DeleteAsync(fates, cancellation);
            string summary = PruneText.Summary(fates, freed.Values.Sum());
            report("pruned", summary);
            counter.Show(PruneJson.Of(fates, freed), PruneText.Render(fates, engine.Scope.Columns(), engine.Scope.Palette));
            counter.SayLast([summary]);
        }, cancellation);
    }

    /// <summary>What it would do, a line for each package.</summary>
    public async Task<IReadOnlyList<string>> DescribeAsync(CancellationToken cancellation)
    {
        ReleaseState state = (await engine.Folded.ReadAsync(cancellation)).Fresh().State;
        return [.. PackageFate.Of(await WishAsync(cancellation), state).Select(PruneText.Plan)];
    }

    private async Task HoldingAsync(string[] places, Journal journal, Func<Task> act, CancellationToken cancellation)
    {
        if (places.Length == 0)
        {
            await act();
            return;
        }

        await using IAsyncDisposable lease = await engine.Ports.Leases.AcquireAsync(places[0], journal.Holder("Prune"), cancellation);
        await HoldingAsync(places[1..], journal, act, cancellation);
    }

    private async Task<IReadOnlyDictionary<string, long>> DeleteAsync(ImmutableArray<PackageFate> fates, CancellationToken cancellation)
    {
        var freed = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (PackageFate fate in fates.Where(fate => !fate.IsKept))
        {
            freed[fate.PackageId] = await SizeAsync(fate.PackageId, cancellation);
            await engine.Ports.Packages.DeleteAsync(fate.PackageId, cancellation);
        }

        return freed;
    }

    private async Task<PruneWish> WishAsync(CancellationToken cancellation) =>
        Pruning.WishOf(await engine.Ports.Packages.ListAsync(cancellation), keep, engine.Policy.Packages);

    private async Task<long> SizeAsync(string packageId, CancellationToken cancellation)
    {
        try
        {
            return (await engine.Ports.Packages.ReadAsync(packageId, cancellation)).Artifacts.Sum(artifact => artifact.Size);
        }
        catch (FaultException)
        {
            return 0; // a damaged one is deleted as well
        }
    }
}
