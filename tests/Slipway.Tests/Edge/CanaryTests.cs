using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Slipway.Deployers.Local;
using Slipway.Releases.Ports;
using Slipway.Tests.Deployers.Local;
using Slipway.Vocabulary.Routing;

namespace Slipway.Tests.Edge;

/// <summary>Two arms at the edge: the real process, both releases played by hand.</summary>
public sealed class CanaryTests : IAsyncDisposable
{
    private readonly LocalStage _stage = new();
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(20) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _stage.DisposeAsync();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(2_500)]
    public async Task An_arm_gets_the_part_it_was_given(int weight)
    {
        await using Arms arms = await ExposeAsync(new Exposure(weight));
        const int requests = 6_000;

        for (int request = 0; request < requests; request++)
            await _client.GetStringAsync(_stage.Environment.Url, Cancellation);

        EdgeCounts counts = await CountAsync(requests);
        double expected = requests * weight / (double)CanaryRoute.Whole, deviation = Math.Sqrt(expected * (1 - (weight / (double)CanaryRoute.Whole)));
        Assert.Equal(requests, counts.Arms.Sum(arm => arm.Answered));
        Assert.InRange(counts.Arms[1].Answered, expected - (5 * deviation), expected + (5 * deviation));
        Assert.Equal((arms.Serving.Requests, arms.Canary.Requests), ((int)counts.Arms[0].Answered, (int)counts.Arms[1].Answered));
        Assert.Equal((CanaryRoute.Whole - weight, weight), (counts.Arms[0].Weight, counts.Arms[1].Weight));
        Assert.Null(counts.Users); // nothing tells them apart
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_user_meets_one_arm_and_stays_with_the_canary_as_it_grows(bool isHeader)
    {
        UserKey key = isHeader ? UserKey.Header("X-User") : UserKey.Cookie("sid");
        await using Arms arms = await ExposeAsync(new Exposure(1_000, key, IsSticky: true));
        const int users = 1_500;

        HashSet<int> first = await MeetingCanaryAsync(users, key), second = await MeetingCanaryAsync(users, key);
        EdgeCounts counts = await CountAsync();
        await ExposeAgainAsync(new Exposure(3_000, key, IsSticky: true));
        HashSet<int> more = await MeetingCanaryAsync(users, key);

        Assert.Equal(first, second);
        Assert.InRange(first.Count, users * 0.07, users * 0.13);
        Assert.Superset(first, more);
        Assert.InRange(more.Count, users * 0.25, users * 0.35);
        Assert.InRange(counts.Arms[1].Users!.Value, first.Count * 0.9, first.Count * 1.1);
        Assert.InRange(counts.Users!.Value, users * 0.9, users * 1.1);
        Assert.InRange((await CountAsync()).Arms[1].Users!.Value, more.Count * 0.9, more.Count * 1.1);
    }

    [Fact]
    public async Task Who_cannot_be_told_apart_is_sent_by_chance_and_not_counted()
    {
        await using Arms arms = await ExposeAsync(new Exposure(5_000, UserKey.Cookie("sid"), IsSticky: true));

        for (int request = 0; request < 100; request++)
            await _client.GetStringAsync(_stage.Environment.Url, Cancellation);

        EdgeCounts counts = await CountAsync(100);
        Assert.All(counts.Arms, arm => Assert.InRange(arm.Answered, 20, 80));
        Assert.Equal(0, counts.Users);
    }

    [Fact]
    public async Task Answers_are_counted_by_how_they_ended_and_how_long_they_took()
    {
        int asked = 0;
        await using Arms arms = await ExposeAsync(new Exposure(1), serving: async (head, connection) =>
        {
            switch (Interlocked.Increment(ref asked))
            {
                case 1:
                    await Task.Delay(60, Cancellation);
                    await RawBackend.SayAsync(connection, "HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
                    break;
                case 2:
                    await RawBackend.SayAsync(connection, "HTTP/1.1 500 No\nContent-Length: 2\n\nno");
                    break;
                case 3:
                    await RawBackend.SayAsync(connection, "HTTP/1.1 404 No\nContent-Length: 2\n\nno");
                    break;
                case 4:
                    connection.Close(); // no answer
                    break;
                default:
                    await RawBackend.SayAsync(connection, "HTTP/1.1 200 OK\nContent-Length: 20\n\nhalf");
                    connection.Close();
                    break;
            }
        });
        HttpStatusCode[] statuses = new HttpStatusCode[4];
        for (int request = 0; request < statuses.Length; request++)
        {
            using HttpResponseMessage response = await _client.GetAsync(_stage.Environment.Url, Cancellation);
            statuses[request] = response.StatusCode;
        }

        await Assert.ThrowsAnyAsync<Exception>(() => _client.GetStringAsync(_stage.Environment.Url, Cancellation));
        ArmCounts counted = (await CountAsync(5)).Arms[0];

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.InternalServerError, HttpStatusCode.NotFound, HttpStatusCode.BadGateway], statuses);
        Assert.Equal((2, 1, 1, 0, 1), (counted.Answered, counted.ServerErrors, counted.Unreachable, counted.TimedOut, counted.Broken));
        Assert.Equal((3, 5), (counted.Bad, counted.Requests));
        Assert.Equal(2, counted.Latency.Sum());
        Assert.InRange(LatencyScale.StartOf(counted.Latency.Length - 1), 58_000, 2_000_000);
        Assert.InRange(counted.Microseconds, 58_000, 2_000_000);
    }

    [Fact]
    public async Task A_client_that_leaves_is_nobodys_error()
    {
        var arrived = new TaskCompletionSource();
        await using Arms arms = await ExposeAsync(new Exposure(1), serving: async (_, connection) =>
        {
            arrived.TrySetResult();
            await RawBackend.HearAsync(connection); // ends when the edge lets go
        });
        using var leaving = new CancellationTokenSource();
        Task asking = _client.GetStringAsync(_stage.Environment.Url, leaving.Token);
        await arrived.Task;
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);

        EdgeCounts counts = await CountAsync(1);

        Assert.Equal((1, 0), (counts.Arms[0].Left, counts.Arms[0].Bad));
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_of_an_answer_is_nobodys_error()
    {
        await using Arms arms = await ExposeAsync(new Exposure(1), serving: async (_, connection) =>
        {
            await RawBackend.SayAsync(connection, "HTTP/1.1 200 OK\nContent-Length: 20\n\nhalf");
            await RawBackend.HearAsync(connection); // ends when the edge lets go
        });
        using (HttpResponseMessage response = await _client.GetAsync(_stage.Environment.Url, HttpCompletionOption.ResponseHeadersRead, Cancellation))
        await using (Stream body = await response.Content.ReadAsStreamAsync(Cancellation))
        {
            Assert.Equal('h', body.ReadByte());
        }

        EdgeCounts counts = await CountAsync(1);

        Assert.Equal((1, 0), (counts.Arms[0].Left, counts.Arms[0].Bad));
    }

    [Fact]
    public async Task Weights_survive_an_edge_that_is_killed()
    {
        await using Arms arms = await ExposeAsync(new Exposure(2_500, UserKey.Cookie("sid"), IsSticky: true));
        ProcessIdentity edge = ProcessIdentity.Read((await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation)).FrontDoor!.Value)!;
        HashSet<int> before = await MeetingCanaryAsync(300, UserKey.Cookie("sid"));
        edge.Signal(9);

        await _stage.FrontDoorAfterAsync(edge.Pid, Cancellation);

        Observation seen = await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation);
        Assert.Equal(("d1", new CanaryStatus("d2", 2_500)), (seen.LiveDeployment, seen.Canary));
        Assert.Equal(before, await MeetingCanaryAsync(300, UserKey.Cookie("sid")));
        Assert.NotEqual(edge.Pid, (await CountAsync()).Pid);
    }

    [Fact]
    public async Task Requests_in_flight_and_counts_outlive_a_change_of_weight()
    {
        var arrived = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        await using Arms arms = await ExposeAsync(new Exposure(9_999), canary: async (_, connection) =>
        {
            arrived.TrySetResult();
            await answer.Task;
            await RawBackend.SayAsync(connection, "HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
        });
        Task<string> slow = _client.GetStringAsync(_stage.Environment.Url, Cancellation);
        await arrived.Task;

        await ExposeAgainAsync(new Exposure(1));
        await _stage.Deployer.SwitchAsync(Canary, Cancellation); // the canary serves all
        answer.SetResult();

        Assert.Equal("ok", await slow);
        ArmCounts counted = Assert.Single((await CountAsync(1)).Arms);
        Assert.Equal(("d2", 1), (counted.DeploymentId, counted.Answered));
    }

    [Fact]
    public async Task The_counts_are_told_as_prometheus_reads_them()
    {
        await using Arms arms = await ExposeAsync(new Exposure(2_500, UserKey.Header("X-User")));
        using var request = new HttpRequestMessage(HttpMethod.Get, _stage.Environment.Url);
        request.Headers.Add("X-User", "ada");
        using HttpResponseMessage response = await _client.SendAsync(request, Cancellation);

        using var admin = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync });
        await CountAsync(1);
        string[] lines = (await admin.GetStringAsync(new Uri("http://edge/metrics"), Cancellation)).Split('\n');
        Assert.Contains(lines, line => line.StartsWith("slipway_weight{deployment=\"d2\",", StringComparison.Ordinal) && line.EndsWith(",arm=\"canary\"} 0.25", StringComparison.Ordinal));
        Assert.Equal(1, lines.Where(line => line.StartsWith("slipway_requests_total{", StringComparison.Ordinal)).Sum(line => int.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(10, lines.Count(line => line.StartsWith("slipway_errors_total{", StringComparison.Ordinal) && line.EndsWith(" 0", StringComparison.Ordinal)));
        Assert.Equal(1, lines.Where(line => line.Contains("le=\"+Inf\"", StringComparison.Ordinal)).Sum(line => int.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(lines.Where(line => line.Length > 0 && line[0] != '#'), line => Assert.Matches("^[a-z_]+\\{.*\\} [0-9.eE+-]+$", line));
    }

    private async Task<Arms> ExposeAsync(
        Exposure exposure, Func<string, Socket, Task>? serving = null, Func<string, Socket, Task>? canary = null)
    {
        await _stage.Deployer.OpenAsync(_stage.Environment, Cancellation);
        await _stage.Deployer.SwitchAsync(_stage.Make("d1", "1.0.0"), Cancellation);
        await ExposeAgainAsync(exposure);
        string routes = await File.ReadAllTextAsync(_stage.State / "environments" / "staging" / "edge" / "routes.json", Cancellation);
        JsonElement table = JsonDocument.Parse(routes).RootElement.GetProperty("table");
        return new Arms(new RawBackend(SocketOf(table), serving ?? Saying("one")), new RawBackend(SocketOf(table.GetProperty("canary")), canary ?? Saying("two")));
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(_stage.SocketFolder(), "edge.sock")), cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private Task<SwitchReceipt> ExposeAgainAsync(Exposure exposure) => _stage.Deployer.ExposeAsync(Canary, "d1", exposure, Cancellation);

    private Deployment Canary => field ??= _stage.Make("d2", "2.0.0");

    // A request is counted once its last byte has gone out, which its client may know first.
    private async Task<EdgeCounts> CountAsync(int requests = 0)
    {
        while (true)
        {
            EdgeCounts counts = (await _stage.Deployer.CountAsync(_stage.Environment, Cancellation))!; // it runs
            if (counts.Arms.Sum(arm => arm.Requests) >= requests)
                return counts;
            await Task.Delay(5, Cancellation);
        }
    }

    private async Task<HashSet<int>> MeetingCanaryAsync(int users, UserKey key)
    {
        HashSet<int> met = [];
        for (int user = 0; user < users; user++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _stage.Environment.Url);
            request.Headers.Add(key.IsHeader ? key.Name : "Cookie", key.IsHeader ? $"user-{user}" : $"theme=dark; {key.Name}=user-{user}; sidecar=1");
            using HttpResponseMessage response = await _client.SendAsync(request, Cancellation);
            if (await response.Content.ReadAsStringAsync(Cancellation) == "two")
                met.Add(user);
        }

        return met;
    }

    private static Func<string, Socket, Task> Saying(string text) =>
        (_, connection) => RawBackend.SayAsync(connection, $"HTTP/1.1 200 OK\nContent-Length: {text.Length}\n\n{text}");

    private static string SocketOf(JsonElement table) => table.GetProperty("routes")[0].GetProperty("socket").GetString()!;

    private sealed record Arms(RawBackend Serving, RawBackend Canary) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Serving.DisposeAsync();
            await Canary.DisposeAsync();
        }
    }
}
