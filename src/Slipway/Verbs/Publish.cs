using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.Publishing;
using Slipway.Delivery.Recording;
using Slipway.Releases.Deciding;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Publishing;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Verbs;

/// <summary>What <c>Publish</c> does: finds the release that is meant, asks whether it may be published, and has it published everywhere.</summary>
/// <param name="engine">The engine of the build.</param>
/// <param name="destinations">Where to.</param>
/// <param name="package">The package that was asked for, or the beginning of its id; null for the one that is meant.</param>
/// <param name="tagRemote">Remote that the tag is pushed to in the end; null for none.</param>
internal sealed class Publish(ReleaseEngine engine, ImmutableArray<Destination> destinations, string? package, string? tagRemote)
{
    // One at a time, of all places that share this state: destinations are no environments, and have one lease.
    internal const string Lease = "publish";

    public async Task RunAsync(Action<string, string> report, CancellationToken cancellation)
    {
        ThrowIfNowhere();
        Journal journal = await engine.JournalAsync();
        await using IAsyncDisposable lease = await engine.Ports.Leases.AcquireAsync(Lease, journal.Holder("Publish"), cancellation);
        await journal.DeliverAsync(mayWait: false, cancellation);
        PublishWish wish = WishOn(await journal.ProvenStateAsync(cancellation));
        (string id, Manifest manifest) = await ChooseAsync(wish, cancellation);
        var publisher = new Publisher(journal, engine.Scope.Say);
        if (PublishJudge.Judge(wish, id, manifest) is { } refusal)
        {
            var subject = new Subject(PackageId: id, Version: manifest.Version);
            throw await publisher.RefuseAsync(subject, new FaultException(refusal.ExitCode, refusal.Faults));
        }

        PublishView found = await WithFilesAsync(id, manifest, async (publication, outlets) =>
        {
            ImmutableArray<DestinationPlan> plans = await publisher.PublishAsync(publication, outlets, cancellation);
            return new PublishView(publication, [.. plans.Select(plan => new SeenDestination(plan.Destination, plan, []))], []);
        }, cancellation);
        report("published", $"{manifest.Version} to {string.Join(", ", destinations.Select(destination => destination.Name))}");
        engine.Scope.Answer(PublishJson.Of(found));
        foreach (string line in PublishText.Done(found))
            engine.Scope.SayLast(line);
        await PushTagAsync(found.Publication, cancellation);
    }

    public async Task PlanAsync(CancellationToken cancellation)
    {
        ThrowIfNowhere();
        PublishWish wish = WishOn((await engine.Folded.ReadAsync(cancellation)).Fresh().State);
        (string id, Manifest manifest) = await ChooseAsync(wish, cancellation);
        ImmutableArray<Fault> refusals = PublishJudge.Judge(wish, id, manifest)?.Faults ?? [];
        PublishView view = await WithFilesAsync(id, manifest, async (publication, outlets) =>
            new PublishView(publication, await Probing.LookAsync(publication, outlets, cancellation), refusals), cancellation);
        engine.Scope.Answer(PublishJson.Of(view));
        foreach (string line in PublishText.Plan(view, engine.Scope.Columns(), engine.Scope.Palette))
            engine.Scope.Say(line);
    }

    public IReadOnlyList<string> Describe() =>
    [
        .. destinations.Select(destination =>
            $"publish to {destination.Name} ({destination.Place}) what is not there yet, and refuse what is there with other content"),
        .. tagRemote is null ? Array.Empty<string>() : [$"push the version's tag to {tagRemote}"],
        "read every file back, and record it in the ledger",
    ];

    private PublishWish WishOn(ReleaseState state) => new(state, engine.Lane, destinations, engine.Policy, TimeProvider.System.GetUtcNow());

    private async Task<(string Id, Manifest Manifest)> ChooseAsync(PublishWish wish, CancellationToken cancellation)
    {
        string id = package is not null
            ? await PackageChoice.ResolveAsync(engine.Ports.Packages, package, cancellation)
            : PublishJudge.Meant(wish) ?? throw new FaultException(ExitCode.GateFailed, PublishJudge.NoneMeant(wish));
        return (id, await engine.Ports.Packages.ReadAsync(id, cancellation));
    }

    private async Task<T> WithFilesAsync<T>(
        string id, Manifest manifest, Func<Publication, ImmutableArray<Outlet>, Task<T>> act, CancellationToken cancellation)
    {
        AbsolutePath folder = engine.Root / ".nuke" / "temp" / $"publish-{Guid.NewGuid():N}";
        try
        {
            string tag = await engine.Source.TagNameAsync(manifest.Version, manifest.Source.Commit, cancellation);
            Publication publication = await PublicationFiles.OfAsync(engine.Ports.Packages, id, tag, folder, cancellation);
            return await act(publication, Outlets.Open(destinations, engine.Secret, engine.Scope.Say));
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private async Task PushTagAsync(Publication publication, CancellationToken cancellation)
    {
        if (tagRemote is not null && await engine.Source.PushTagAsync(tagRemote, publication.Tag, publication.Commit, cancellation))
            engine.Scope.SayLast($"  {tagRemote,-11}  took the tag {publication.Tag}");
    }

    private void ThrowIfNowhere()
    {
        if (destinations.IsEmpty)
        {
            throw new FaultException(ExitCode.Usage, new Fault(
                "SLP4301", "this build names no destination, so nothing can be published", "Destinations of the build",
                "add to the build: public ImmutableArray<Destination> Destinations => "
                    + "[new Destination.Folder(\"site\", RootDirectory / \"site\")];"));
        }
    }
}
