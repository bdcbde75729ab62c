using System.Net.Http.Headers;
using Slipway.Fakes.Feeds;
using Slipway.Releases.Environments;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Deployers.Feeds;

/// <summary>A NuGet server as a feed, over real HTTP.</summary>
public sealed class HttpFeedTests : FeedContract
{
    private readonly ServedFeed _served = new();

    protected override DeploymentEnvironment Environment => DeploymentEnvironment.OfFeed("public", _served.Index, key: "FEED_KEY");

    [Fact]
    public async Task Without_its_key_nothing_begins()
    {
        KeyValue = null;

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => Deployer.OpenAsync(Environment, Cancellation));

        Assert.Equal((ExitCode.Usage, "SLP4102"), (refused.ExitCode, refused.Faults.Single().Code));
        Assert.Contains("FEED_KEY", refused.Faults[0].Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_in_the_words_of_the_feed()
    {
        KeyValue = "wrong";

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => PublishAsync(Make("d1", "1.0.0", "One")));

        Assert.Equal("SLP4106", refused.Faults.Single().Code);
        Assert.Contains("403 Forbidden, the key is not one of ours", refused.Faults[0].Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", refused.Faults[0].Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_that_was_published_in_part_is_ended_when_it_is_asked_for_again()
    {
        _served.Refuses = "Two";
        await Assert.ThrowsAsync<FaultException>(() => PublishAsync(Make("d1", "1.0.0", "One", "Two")));
        Assert.Null((await Deployer.ObserveAsync(Environment, Cancellation)).LiveDeployment);

        await PublishAsync(Make("d1", "1.0.0", "One", "Two"));

        Assert.Equal(["One/1.0.0", "Two/1.0.0"], Offered());
        await Deployer.UnrouteAsync(Environment, Cancellation);
        Assert.Empty(Offered());
    }

    [Fact]
    public async Task A_release_that_was_published_in_part_is_taken_away_on_the_way_back()
    {
        await PublishAsync(Make("d1", "1.0.0", "One", "Two"));
        _served.Refuses = "Two";
        await Assert.ThrowsAsync<FaultException>(() => PublishAsync(Make("d2", "1.1.0", "One", "Two")));

        await PublishAsync(Make("d1", "1.0.0", "One", "Two"));

        Assert.Equal(["One/1.0.0", "Two/1.0.0"], Offered());
    }

    [Theory]
    [InlineData("""{"version":"3.0.0","resources":[]}""", "SLP4103")]
    [InlineData("<html>", "SLP4104")]
    [InlineData("""{"version":"3.0.0"}""", "SLP4104")]
    public async Task An_address_that_is_no_feed_to_push_to_is_told(string says, string code)
    {
        _served.Says = says;

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => Deployer.OpenAsync(Environment, Cancellation));

        Assert.Equal(code, refused.Faults.Single().Code);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        DeploymentEnvironment gone = DeploymentEnvironment.OfFeed("gone", "http://127.0.0.1:1/v3/index.json");

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => Deployer.OpenAsync(gone, Cancellation));

        Assert.Equal(("SLP4105", "http://127.0.0.1:1/v3/index.json"), (refused.Faults.Single().Code, refused.Faults[0].Place));
    }

    protected override IEnumerable<string> Offered() => _served.Listed.Keys.Order(StringComparer.Ordinal);

    protected override async Task PutAsync(string id, string version, byte[] package)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        client.DefaultRequestHeaders.Add("X-NuGet-ApiKey", ServedFeed.Key);
        using var part = new ByteArrayContent(package);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { part, "package", "package.nupkg" } };
        (await client.PutAsync(new Uri(new Uri(_served.Index), "/push"), form, Cancellation)).EnsureSuccessStatusCode();
    }

    protected override Task TakeAwayAsync(string id, string version)
    {
        _served.Forget(id, version);
        return Task.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        _served.Dispose();
        base.Dispose(disposing);
    }
}
