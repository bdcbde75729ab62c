using Slipway.Deployers.Destinations;
using Slipway.Fakes;
using Slipway.Fakes.Contracts;
using Slipway.Releases.Ports;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Deployers.Destinations;

/// <summary>A folder of releases keeps the promises of a destination.</summary>
public sealed class FolderDestinationContractTests : DestinationContract
{
    private readonly TempFolder _site = new();

    protected override Destination Destination => new Destination.Folder("site", _site.Path / "public");

    protected override IDestination Open() => new FolderDestination((Destination.Folder)Destination);

    protected override IReadOnlyDictionary<string, byte[]> Visible(Publication publication) =>
        Directory.Exists(_site.Path / "public" / publication.Version)
            ? Directory.GetFiles(_site.Path / "public" / publication.Version).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes)
            : new Dictionary<string, byte[]>();

    protected override async Task PutAsync(Publication publication, string name, byte[] bytes)
    {
        Directory.CreateDirectory(_site.Path / "public" / publication.Version);
        await File.WriteAllBytesAsync(_site.Path / "public" / publication.Version / name, bytes, Cancellation);
    }

    [Fact]
    public async Task Lists_tell_every_release_the_newest_first_and_are_the_same_whoever_writes_them()
    {
        Publication old = Make("old") with { Version = "0.9.0" }, next = Make("next") with { Version = "1.0.0-rc.1" }, newest = Make() with { Application = "shop <b>" };
        foreach (Publication publication in new[] { newest, old, next })
            await PublishAsync(publication with { Application = "shop <b>" });
        string html = await File.ReadAllTextAsync(_site.Path / "public" / "index.html", Cancellation), json = await File.ReadAllTextAsync(_site.Path / "public" / "index.json", Cancellation);

        await Open().IndexAsync(newest, Cancellation);

        Golden.Match(System.Text.RegularExpressions.Regex.Replace(html, "[0-9a-f]{64}", "DIGEST"), "index.html.txt"); // packages hold the time they were made at
        Assert.Equal(html, await File.ReadAllTextAsync(_site.Path / "public" / "index.html", Cancellation));
        Assert.Equal(["1.0.0", "1.0.0-rc.1", "0.9.0"], System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("releases").EnumerateArray().Select(release => release.GetProperty("version").GetString()));
        Assert.Equal(["index.html", "index.json"], Directory.GetFiles(_site.Path / "public").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        await File.WriteAllTextAsync(_site.Path / "public", "a file", Cancellation);

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => Open().OpenAsync(Make(), Cancellation));

        Assert.Equal(("SLP4320", (string)(_site.Path / "public")), (refused.Faults.Single().Code, refused.Faults[0].Place));
    }

    [Fact]
    public async Task Half_a_file_that_a_killed_run_left_is_never_shown()
    {
        Publication publication = Make();
        await Open().OpenAsync(publication, Cancellation);
        await File.WriteAllTextAsync(_site.Path / "public" / ".1.0.0.draft" / "One.1.0.0.nupkg.part", "half", Cancellation);

        await PublishAsync(publication);

        Assert.DoesNotContain(Visible(publication).Keys, name => name.EndsWith(".part", StringComparison.Ordinal));
    }

    protected override void Dispose(bool disposing)
    {
        _site.Dispose();
        base.Dispose(disposing);
    }
}
