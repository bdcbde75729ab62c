using System.Net.Http.Headers;
using Slipway.Deployers.Destinations;
using Slipway.Fakes;
using Slipway.Fakes.Contracts;
using Slipway.Fakes.Feeds;
using Slipway.Releases.Ports;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Deployers.Destinations;

/// <summary>A NuGet server keeps the promises of a destination, over real HTTP.</summary>
public sealed class FeedDestinationContractTests : DestinationContract
{
    private readonly ServedFeed _served = new();

    protected override Destination Destination => new Destination.Feed("nuget", _served.Index, Key: "FEED_KEY");

    protected override IDestination Open() => new FeedDestination((Destination.Feed)Destination, _ => ServedFeed.Key, new HastyClock());

    protected override IReadOnlyDictionary<string, byte[]> Visible(Publication publication) =>
        _served.Packages.ToDictionary(package => $"{package.Key.Replace('/', '.')}.nupkg", package => package.Value);

    protected override async Task PutAsync(Publication publication, string name, byte[] bytes)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        client.DefaultRequestHeaders.Add("X-NuGet-ApiKey", ServedFeed.Key);
        using var part = new ByteArrayContent(bytes);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { part, "package", "package.nupkg" } };
        (await client.PutAsync(new Uri(new Uri(_served.Index), "/push"), form, Cancellation)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_feed_that_takes_its_time_is_waited_for_and_one_that_never_offers_is_told()
    {
        Publication publication = Make();
        _served.Hides = 3;
        await PublishAsync(publication);
        Assert.True((await PlanAsync(publication)).IsDone);

        _served.Clear();
        _served.Hides = int.MaxValue;
        FaultException told = await Assert.ThrowsAsync<FaultException>(() => PublishAsync(publication));

        Assert.Equal((ExitCode.Inconclusive, "SLP4321"), (told.ExitCode, told.Faults.Single().Code));
    }

    protected override void Dispose(bool disposing)
    {
        _served.Dispose();
        base.Dispose(disposing);
    }
}
