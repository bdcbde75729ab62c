using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Digests;

namespace Slipway.Tests.Releases.Publishing;

/// <summary>Names of what is published, and of where to.</summary>
public sealed class PublicationTests
{
    [Fact]
    public void Names_that_a_forge_would_change_or_that_are_there_twice_are_told_all_at_once()
    {
        Publication publication = Make("ok-1.0.0.nupkg", "a b.txt", ".hidden", "end.", "Notes.md", "notes.MD");

        Assert.Equal(["SLP4309", "SLP4309", "SLP4309", "SLP4310"], publication.Misnamed.Select(fault => fault.Code));
        Assert.Empty(Make("ok-1.0.0.nupkg", SiteIndex.Sums).Misnamed);
    }

    [Fact]
    public void Sums_are_read_back_and_anything_else_is_no_release()
    {
        Publication publication = Make("b.txt", "a.txt");
        string sums = SiteIndex.SumsOf(publication.Files);

        Assert.Equal(["a.txt", "b.txt"], SiteIndex.Read("1.0.0", sums)!.Files.Select(file => file.Name));
        Assert.Null(SiteIndex.Read("assets", sums));
        Assert.Null(SiteIndex.Read("1.0.0", "no sums\n"));
    }

    [Fact]
    public void What_is_whole_and_hidden_is_not_published()
    {
        Publication publication = Make("a.txt");
        var held = new Holding("a.txt", publication.Files[0].Digest, publication.Files[0].Digest);
        DestinationPlan draft = DestinationPlan.Of(new Destination.Folder("site", "/srv"), publication, new Shelf(ShelfStage.Draft, [held]));

        Assert.Equal((true, false), (draft.IsWhole, draft.IsDone));
        Assert.Empty(draft.Unproven(ShelfStage.Draft));
        Assert.Equal("SLP4307", Assert.Single(draft.Unproven(ShelfStage.Public)).Code);
    }

    [Fact]
    public void A_destination_that_cannot_be_is_refused_where_it_is_written()
    {
        Assert.Throws<ArgumentException>(() => new Destination.Folder("Site", "/srv"));
        Assert.Throws<ArgumentException>(() => new Destination.Folder("site", "srv"));
        Assert.Throws<ArgumentException>(() => new Destination.Feed("nuget", "ftp://example.org"));
        Assert.Throws<ArgumentException>(() => new Destination.GitHub("github", "no-owner"));
        Assert.Equal("https://forge.example.org/api/v3/", (new Destination.GitHub("github", "octo/shop") { Api = new Uri("https://forge.example.org/api/v3") }).Api.ToString());
        Assert.Equal("https://github.com/octo/shop/releases", new Destination.GitHub("github", "octo/shop").Place);
    }

    private static Publication Make(params string[] names) => new()
    {
        Application = "shop", PackageId = new string('a', 64), Version = "1.0.0", Commit = new string('c', 40), Tag = "v1.0.0",
        Files = [.. names.Select(name => new PublishedFile(name, 1, Digest.Of("x"u8), $"/files/{name}"))],
    };
}
