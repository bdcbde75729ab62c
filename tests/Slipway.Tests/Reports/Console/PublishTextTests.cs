using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Publishing;
using Slipway.Releases.Status;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Reports.Console;

/// <summary>What destinations have, would get and got, on screens and for machines.</summary>
public sealed class PublishTextTests
{
    private static readonly Palette Plain = new(IsColored: false);

    private static Publication Publication { get; } = new()
    {
        Application = "shop", PackageId = Facts.Id('a'), Version = "1.0.0", Commit = new string('c', 40), Tag = "v1.0.0",
        Files = [File("Shop.1.0.0.nupkg", 41233), File(SiteIndex.Sums, 160)],
    };

    private static PublishView View { get; } = new(Publication,
    [
        Seen(new Destination.Folder("site", "/srv/site"), Shelf.Empty),
        Seen(new Destination.GitHub("github", "octo/shop"), new Shelf(ShelfStage.Draft, [Held(0)])),
        Seen(new Destination.GitHub("mirror", "octo/mirror"), new Shelf(ShelfStage.Draft, [Held(0), Held(1)])),
        Seen(new Destination.Folder("old", "/srv/old"), new Shelf(ShelfStage.Public, [Held(0)])),
        Seen(new Destination.Feed("nuget", "https://feed.example.org/v3/index.json"), new Shelf(ShelfStage.Public, [Held(0)])),
    ], []);

    private static PublishView Stopped { get; } = new(Publication,
    [
        Seen(new Destination.Feed("nuget", "https://feed.example.org/v3/index.json"), new Shelf(ShelfStage.Public, [new Holding("Shop.1.0.0.nupkg", Digest.Of("theirs"u8), Digest.Of("ours"u8))])),
        new SeenDestination(new Destination.GitHub("github", "octo/shop"), null, [new Fault("SLP4402", "GitHub gave no answer when asked to list releases: Connection refused", "https://github.com/octo/shop/releases", "./build.sh Publish looks again")]),
    ], [new Fault("SLP4315", "production is frozen, and nothing is published from there: gala", "environment production", "wait until 2026-04-01 00:00 UTC")]);

    [Theory]
    [InlineData(80)]
    [InlineData(140)]
    public void A_plan(int columns)
    {
        Golden.Match(PublishText.Plan(View, columns, Plain), $"Golden/publish-plan-{columns}.txt");
        Golden.Match(PublishText.Plan(Stopped, columns, new Palette(IsColored: true)), $"Golden/publish-stopped-{columns}-colour.txt");
    }

    [Fact]
    public void For_machines()
    {
        Golden.Match(PublishJson.Of(View), "Golden/publish-plan.json.txt");
        Golden.Match(PublishJson.Of(Stopped), "Golden/publish-stopped.json.txt");
    }

    [Fact]
    public void What_was_done() => Golden.Match(PublishText.Done(View).Concat(PublishText.Done(View with { Seen = [View.Seen[4]] })), "Golden/publish-done.txt");

    [Fact]
    public void What_the_ledger_knows_stands_in_status_and_on_the_card()
    {
        ReleaseState state = ReleaseState.Fold(Facts.Ledger(
            Draft(new PublishStarted("github", "https://github.com/octo/shop/releases", ["One"])), Draft(new PublishCompleted("site", "", ["One=1", "Two=2"])),
            Draft(new PublishFailed("nuget", "the feed does not answer"))));
        var status = new StatusView { Environments = [], Lane = [], State = state, Destinations = ["site", "github", "nuget", "mirror"] };

        Golden.Match(
            StatusText.Render(status, Facts.Noon, 120, Plain).Append("")
                .Concat(PackageText.Render(new PackageView(Facts.Id('a'), Facts.Manifest("1.0.0"), state, []), false, 120, Plain)).Append("")
                .Concat(AuditText.Render(Facts.Ledger(Draft(new PublishCompleted("site", "", ["One=1"])), Draft(new PublishRefused(3, "it differs"))), 120, Plain)),
            "Golden/publish-status.txt");
        Golden.Match(
            $"{ReleaseJson.Status("shop", status, new LedgerView(state, new LedgerMark(3, "h", 0)))}\n{ReleaseJson.Package(Facts.Id('a'), Facts.Manifest("1.0.0"), state, [])}", "Golden/publish-status.json.txt");
    }

    private static PublishedFile File(string name, long size) => new(name, size, Digest.Of(System.Text.Encoding.UTF8.GetBytes(name)), $"/files/{name}");

    private static Holding Held(int file) => new(Publication.Files[file].Name, Publication.Files[file].Digest, Publication.Files[file].Digest);

    private static SeenDestination Seen(Destination destination, Shelf shelf)
    {
        DestinationPlan plan = DestinationPlan.Of(destination, Publication, shelf);
        return new SeenDestination(destination, plan, plan.Faults);
    }

    private static Entry Draft(Fact fact) => Facts.Draft(fact.Type) with
    {
        PackageId = Facts.Id('a'), Version = "1.0.0", Data = fact.Write().ToImmutableSortedDictionary(item => item.Name, item => item.Value),
    };
}
