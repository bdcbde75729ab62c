using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Slipway.Deployers.Local;
using Slipway.Releases.Ports;
using Slipway.Tests.Deployers.Local;

namespace Slipway.Tests.Edge;

/// <summary>The edge as clients and instances see it: the real process, instances played by hand.</summary>
public sealed class EdgeTests : IAsyncDisposable
{
    private const string Ok = "HTTP/1.1 200 OK\nContent-Length: 2\n\nok";

    private readonly LocalStage _stage = new();
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(20) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => _stage.State / "environments" / "staging" / "edge";

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task A_post_without_a_body_is_never_sent_twice()
    {
        await using RawBackend backend = await RouteAsync(async (head, connection) =>
        {
            if (head.StartsWith("GET", StringComparison.Ordinal))
                await RawBackend.SayAsync(connection, Ok);   // the connection is pooled now
            else
                connection.Close();                           // dies under the second request, unanswered
        });
        await _client.GetStringAsync(_stage.Environment.Url, Cancellation);

        using HttpResponseMessage response = await _client.PostAsync(_stage.Environment.Url, null, Cancellation);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(2, backend.Requests);
    }

    [Fact]
    public async Task An_upgraded_connection_talks_both_ways()
    {
        await using RawBackend backend = await RouteAsync(async (head, connection) =>
        {
            Assert.Contains("Upgrade: websocket", head, StringComparison.OrdinalIgnoreCase);
            await RawBackend.SayAsync(connection, "HTTP/1.1 101 Switching Protocols\nConnection: Upgrade\nUpgrade: websocket\n\n");
            await RawBackend.SayAsync(connection, $"heard {await RawBackend.HearAsync(connection)}");
            connection.Close();
        });
        using Socket client = await ConnectAsync();

        await RawBackend.SayAsync(client, "GET / HTTP/1.1\nHost: a\nConnection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n\n");
        Assert.StartsWith("HTTP/1.1 101", await RawBackend.HearAsync(client), StringComparison.Ordinal);
        await RawBackend.SayAsync(client, "hello");

        Assert.Equal("heard hello", await RawBackend.HearAsync(client));
    }

    [Fact]
    public async Task Events_arrive_one_by_one()
    {
        var read = new TaskCompletionSource();
        await using RawBackend backend = await RouteAsync(async (_, connection) =>
        {
            await RawBackend.SayAsync(connection, "HTTP/1.1 200 OK\nContent-Type: text/event-stream\nConnection: close\n\ndata: 1\n\n");
            await read.Task;   // the second is sent only after the first was read at the other end
            await RawBackend.SayAsync(connection, "data: 2\n\n");
            connection.Close();
        });

        using var reader = new StreamReader(await _client.GetStreamAsync(_stage.Environment.Url, Cancellation));
        Assert.Equal("data: 1", await reader.ReadLineAsync(Cancellation));
        read.SetResult();
        await reader.ReadLineAsync(Cancellation);

        Assert.Equal("data: 2", await reader.ReadLineAsync(Cancellation));
    }

    [Fact]
    public async Task An_instance_that_is_gone_is_a_502_with_a_reason()
    {
        await (await RouteAsync((_, _) => Task.CompletedTask)).DisposeAsync();

        using HttpResponseMessage response = await _client.GetAsync(_stage.Environment.Url, Cancellation);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Contains("storefront did not answer", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_at_the_drain_deadline_is_cut_and_counted()
    {
        var arrived = new TaskCompletionSource();
        await using RawBackend backend = await RouteAsync(async (_, connection) =>
        {
            arrived.SetResult();
            await RawBackend.HearAsync(connection);   // never answers; ends when the edge lets go
            connection.Close();
        });
        Task<HttpResponseMessage> stuck = _client.GetAsync(_stage.Environment.Url, Cancellation);
        await arrived.Task;
        await _stage.Deployer.UnrouteAsync(_stage.Environment, Cancellation);

        DrainReceipt receipt = await _stage.Deployer.DrainAsync(_stage.Environment, "d1", TimeSpan.FromMilliseconds(100), Cancellation);

        Assert.Equal(1, receipt.Cut);
        Assert.InRange((int)(await stuck).StatusCode, 500, 599);
    }

    [Fact]
    public async Task Stopping_finishes_what_is_in_flight()
    {
        var arrived = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        await using RawBackend backend = await RouteAsync(async (_, connection) =>
        {
            arrived.SetResult();
            await answer.Task;
            await RawBackend.SayAsync(connection, Ok);
        });
        Task<string> slow = _client.GetStringAsync(_stage.Environment.Url, Cancellation);
        await arrived.Task;

        ProcessIdentity keeper = _stage.FrontDoor()[0];
        Assert.True(keeper.Signal(15));
        while (await TryConnectAsync())
            await Task.Delay(5, Cancellation);
        answer.SetResult();

        Assert.Equal("ok", await slow);
        while (keeper.IsRunning())
            await Task.Delay(5, Cancellation);
        Assert.Equal(143, await keeper.ReapAsync(TimeProvider.System, Cancellation));
        Assert.Empty(_stage.FrontDoor());
    }

    [Fact]
    public async Task A_damaged_routes_file_is_set_aside_and_the_generation_before_it_serves()
    {
        await using RawBackend backend = await RouteAsync((_, connection) => RawBackend.SayAsync(connection, Ok));
        await _stage.Deployer.SwitchAsync(_stage.Make("d2", "2.0.0"), Cancellation);
        await _stage.KillFrontDoorAsync(Cancellation);
        string routes = Path.Combine(Folder, "routes.json");
        string text = await File.ReadAllTextAsync(routes, Cancellation);
        await File.WriteAllTextAsync(routes, text.Replace("storefront", "storefrost", StringComparison.Ordinal), Cancellation);

        await _stage.Deployer.OpenAsync(_stage.Environment, Cancellation);

        Assert.Equal("d1", (await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation)).LiveDeployment);
        Assert.Equal("ok", await _client.GetStringAsync(_stage.Environment.Url, Cancellation));
        Assert.True(File.Exists(routes + ".bad"));
    }

    [Fact]
    public async Task A_large_body_passes_whole()
    {
        Deployment shop = _stage.Make("d1", "1.0.0");
        await _stage.BringUpAsync(shop, Cancellation);
        await _stage.Deployer.SwitchAsync(shop, Cancellation);
        using var content = new StringContent($"{{\"id\":\"{new string(' ', 20_000_000)}\",\"product\":1}}", Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await _client.PostAsync(new Uri(_stage.Environment.Url, "api/orders"), content, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);   // the shop read it all and found the id empty
    }

    [Fact]
    public async Task The_longest_prefix_wins_in_whole_segments()
    {
        await _stage.Deployer.OpenAsync(_stage.Environment, Cancellation);
        Deployment one = _stage.Make("d1", "1.0.0");
        ImmutableArray<string> prefixes = ["/", "/api", "/api/orders"];
        Deployment several = one with
        {
            Services = [.. prefixes.Select((prefix, index) => one.Services[0] with { Name = $"service{index}", Route = prefix })],
        };
        await _stage.Deployer.SwitchAsync(several, Cancellation);

        // No instance runs, so the 502 names the service that was chosen.
        foreach ((string path, string service) in new[] { ("", "service0"), ("apix", "service0"), ("api", "service1"), ("api/x", "service1"), ("api/orders/7", "service2") })
        {
            using HttpResponseMessage response = await _client.GetAsync(new Uri(_stage.Environment.Url, path), Cancellation);
            Assert.Contains($"{service} did not answer", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    private async Task<RawBackend> RouteAsync(Func<string, Socket, Task> script)
    {
        await _stage.Deployer.OpenAsync(_stage.Environment, Cancellation);
        Deployment deployment = _stage.Make("d1", "1.0.0");
        await _stage.Deployer.SwitchAsync(deployment, Cancellation);
        string routes = await File.ReadAllTextAsync(Path.Combine(Folder, "routes.json"), Cancellation);
        string socket = System.Text.Json.JsonDocument.Parse(routes).RootElement.GetProperty("table").GetProperty("routes")[0].GetProperty("socket").GetString()!;
        return new RawBackend(socket, script);
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _stage.Environment.Port, Cancellation);
        return socket;
    }

    private async Task<bool> TryConnectAsync()
    {
        try
        {
            (await ConnectAsync()).Dispose();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
