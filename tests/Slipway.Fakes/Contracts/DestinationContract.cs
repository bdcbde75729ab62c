using System.Text;
using Slipway.Fakes.Feeds;
using Slipway.Releases.Ports;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Digests;
using Xunit;

namespace Slipway.Fakes.Contracts;

/// <summary>What every destination promises. A subclass lends one and says what everybody sees there.</summary>
public abstract class DestinationContract : IDisposable
{
    private readonly TempFolder _files = new();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>As the build says it.</summary>
    protected abstract Destination Destination { get; }

    /// <summary>What publishes there, as another process would open it.</summary>
    protected abstract IDestination Open();

    /// <summary>What everybody who looks finds of the release: bytes by name.</summary>
    protected abstract IReadOnlyDictionary<string, byte[]> Visible(Publication publication);

    /// <summary>Puts a file there behind our back, as part of the release, for everybody to see.</summary>
    protected abstract Task PutAsync(Publication publication, string name, byte[] bytes);

    public void Dispose()
    {
        Dispose(true);
        _files.Dispose();
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    [Fact]
    public async Task A_place_nothing_was_published_to_has_nothing()
    {
        DestinationPlan plan = await PlanAsync(Make());

        Assert.Equal((ShelfStage.Absent, false, 0), (plan.Shelf.Stage, plan.IsDone, plan.Shelf.Holdings.Length));
        Assert.Equal(plan.Files, plan.Lacking);
        Assert.NotEmpty(plan.Files);
    }

    [Fact]
    public async Task What_is_published_is_seen_by_everybody_with_the_very_bytes()
    {
        Publication publication = Make();

        await PublishAsync(publication);

        Assert.True((await PlanAsync(publication)).IsDone);
        Seen(publication);
    }

    [Fact]
    public async Task Nobody_sees_anything_of_a_draft()
    {
        Publication publication = Make();
        IDestination place = Open();
        Assert.SkipUnless(place.HasDrafts, "it has no drafts");

        await place.OpenAsync(publication, Cancellation);
        foreach (PublishedFile file in publication.FilesFor(Destination))
            await place.UploadAsync(publication, file, Cancellation);

        DestinationPlan plan = await PlanAsync(publication);
        Assert.Equal((ShelfStage.Draft, true, false), (plan.Shelf.Stage, plan.IsWhole, plan.IsDone));
        Assert.Empty(Visible(publication));
    }

    [Fact]
    public async Task Asked_again_nothing_changes()
    {
        Publication publication = Make();
        await PublishAsync(publication);

        await PublishAsync(publication);

        Assert.True((await PlanAsync(publication)).IsDone);
        Seen(publication);
    }

    [Fact]
    public async Task What_was_cut_off_is_gone_on_with_by_whoever_comes_next()
    {
        Publication publication = Make();
        await Open().OpenAsync(publication, Cancellation);
        await Open().UploadAsync(publication, publication.FilesFor(Destination)[0], Cancellation);

        DestinationPlan between = await PlanAsync(publication);
        await PublishAsync(publication);

        Assert.Equal(publication.FilesFor(Destination)[1..], between.Lacking);
        Seen(publication);
    }

    [Fact]
    public async Task Other_content_under_the_same_name_stops_it_and_stays_as_it_is()
    {
        Publication publication = Make();
        PublishedFile first = publication.FilesFor(Destination)[0];
        byte[] theirs = Nupkg.Make("One", "1.0.0", "theirs");
        await PutAsync(publication, first.Name, theirs);

        DestinationPlan plan = await PlanAsync(publication);
        await Open().OpenAsync(publication, Cancellation);
        await Open().UploadAsync(publication, first, Cancellation);

        Assert.Equal("SLP4303", Assert.Single(plan.Faults).Code);
        Assert.Matches($"^{first.Name} is at {Destination.Name} with other content: [0-9a-f]{{64}} there, [0-9a-f]{{64}} here$", plan.Faults[0].Cause);
        Assert.Equal(theirs, Visible(publication)[first.Name]);
    }

    [Fact]
    public async Task What_lacks_beside_what_is_public_is_added()
    {
        Publication publication = Make();
        PublishedFile first = publication.FilesFor(Destination)[0];
        await PutAsync(publication, first.Name, await File.ReadAllBytesAsync(first.Path, Cancellation));

        DestinationPlan plan = await PlanAsync(publication);
        await PublishAsync(publication);

        Assert.Empty(plan.Faults);
        Assert.Equal(publication.FilesFor(Destination)[1..], plan.Lacking);
        Seen(publication);
    }

    [Fact]
    public async Task In_a_draft_what_was_never_shown_gives_way()
    {
        Assert.SkipUnless(Open().HasDrafts, "it has no drafts");
        Publication never = Make("never shown"), publication = Make();
        await Open().OpenAsync(never, Cancellation);
        foreach (PublishedFile file in never.FilesFor(Destination))
            await Open().UploadAsync(never, file, Cancellation);

        DestinationPlan plan = await PlanAsync(publication);
        await PublishAsync(publication);

        Assert.Empty(plan.Faults);
        Assert.NotEmpty(plan.Lacking);
        Seen(publication);
    }

    [Fact]
    public async Task A_stranger_in_a_draft_stops_it()
    {
        Assert.SkipUnless(Open().HasDrafts, "it has no drafts");
        Publication publication = Make(), with = Make(more: "stranger.txt");
        await Open().OpenAsync(with, Cancellation);
        await Open().UploadAsync(with, with.Files.Single(file => file.Name == "stranger.txt"), Cancellation);

        DestinationPlan plan = await PlanAsync(publication);

        Assert.Equal("SLP4305", Assert.Single(plan.Faults).Code);
        Assert.EndsWith("stranger.txt", plan.Faults[0].Cause, StringComparison.Ordinal);
    }

    /// <summary>A release of two packages, its manifest and the digests of all.</summary>
    protected Publication Make(string text = "ours", string? more = null)
    {
        string folder = _files.Path / Guid.NewGuid().ToString("N");
        Directory.CreateDirectory(folder);
        var files = new List<PublishedFile>();
        void Add(string name, byte[] bytes)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
            files.Add(new(name, bytes.Length, Digest.Of(bytes), Path.Combine(folder, name)));
        }

        Add("One.1.0.0.nupkg", Nupkg.Make("One", "1.0.0", text));
        Add("Two.1.0.0.nupkg", Nupkg.Make("Two", "1.0.0", text));
        Add("manifest.json", Encoding.UTF8.GetBytes($"{{\"{text}\":1}}"));
        if (more is not null)
            Add(more, "strange"u8.ToArray());
        Add(SiteIndex.Sums, Encoding.UTF8.GetBytes(SiteIndex.SumsOf(files)));
        return new Publication
        {
            Application = "shop", PackageId = Facts.Id('a'), Version = "1.0.0", Commit = new string('c', 40), Tag = "v1.0.0", Notes = "# Notes",
            Files = [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)],
        };
    }

    /// <summary>All steps, as a publisher takes them.</summary>
    protected async Task PublishAsync(Publication publication)
    {
        DestinationPlan plan = await PlanAsync(publication);
        await Open().OpenAsync(publication, Cancellation);
        foreach (PublishedFile file in plan.Lacking)
            await Open().UploadAsync(publication, file, Cancellation);
        await Open().RevealAsync(publication, Cancellation);
        await Open().IndexAsync(publication, Cancellation);
    }

    protected async Task<DestinationPlan> PlanAsync(Publication publication) => DestinationPlan.Of(Destination, publication, await Open().ProbeAsync(publication, Cancellation));

    private void Seen(Publication publication) => Assert.Equal(
        publication.FilesFor(Destination).ToDictionary(file => file.Name, file => Convert.ToHexString(File.ReadAllBytes(file.Path))),
        Visible(publication).ToDictionary(file => file.Key, file => Convert.ToHexString(file.Value)));
}
