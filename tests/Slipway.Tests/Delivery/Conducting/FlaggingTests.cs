using System.Net;
using Slipway.Releases.Governing;
using Slipway.Releases.Packages;

namespace Slipway.Tests.Delivery.Conducting;

/// <summary>A real shop that reads its feature flags with Microsoft's own library while somebody sets them.</summary>
public sealed class FlaggingTests : IAsyncDisposable
{
    private readonly ConductedShop _shop = new() { SealedFlags = [new FeatureFlag("gift-cards", "ada")] };
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task What_serves_and_what_is_warm_follow_and_what_is_deployed_later_begins_with_what_holds()
    {
        await _shop.PromoteAsync(await _shop.SealAsync("1.0.0"));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync());
        await _shop.PromoteAsync(await _shop.SealAsync("1.1.0"));

        Assert.Equal(2, await _shop.SetFlagAsync(new FlagWish.On("gift-cards", _shop.Name, null, ["beta"], "try it")));
        await ComesToBeAsync(HttpStatusCode.OK, "groups=beta");
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync("groups=staff"));

        await _shop.PromoteAsync(await _shop.SealAsync("1.2.0"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (await AskAsync("groups=beta+staff"), await AskAsync()));
        await _shop.RollBackAsync("back to what is warm");
        Assert.Equal(HttpStatusCode.OK, await AskAsync("groups=beta"));

        await _shop.SetFlagAsync(new FlagWish.Off("gift-cards", _shop.Name, "carts are lost"));
        await ComesToBeAsync(HttpStatusCode.NotFound, "groups=beta");
        await _shop.EndInstancesAsync();
        await _shop.UpAsync();
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync("groups=beta"));
    }

    [Fact]
    public async Task A_share_of_users_is_the_same_users_each_time()
    {
        await _shop.PromoteAsync(await _shop.SealAsync("1.0.0"));
        await _shop.SetFlagAsync(new FlagWish.On("gift-cards", _shop.Name, "30", [], "try it"));
        while (await CountAsync() == 0) // until it is heard
            await Task.Delay(20, Cancellation);

        int first = await CountAsync();

        Assert.InRange(first, 30, 90); // of 200, one in a million lies outside
        Assert.Equal(first, await CountAsync());
    }

    private async Task<int> CountAsync()
    {
        int on = 0;
        for (int user = 0; user < 200; user++)
            on += await AskAsync($"session=user-{user}") == HttpStatusCode.OK ? 1 : 0;
        return on;
    }

    private async Task ComesToBeAsync(HttpStatusCode expected, string cookie)
    {
        while (await AskAsync(cookie) != expected) // the test's own deadline ends it
            await Task.Delay(20, Cancellation);
    }

    private async Task<HttpStatusCode> AskAsync(string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_shop.Url, "/api/gift-cards"));
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        using HttpResponseMessage response = await _client.SendAsync(request, Cancellation);
        return response.StatusCode;
    }
}
