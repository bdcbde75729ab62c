using System.Net.Sockets;
using System.Text;
using Slipway.Fakes;
using Slipway.Releases.Ports;
using Slipway.Tests.Deployers.Local;

namespace Slipway.Tests.Edge;

/// <summary>What the edge leaves as it is, and the little it does not: bytes in, bytes out, the real process between.</summary>
public sealed class EdgePassageTests : IAsyncDisposable
{
    private readonly LocalStage _stage = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("DELETE")]
    public async Task No_request_is_sent_twice_when_its_connection_dies(string method)
    {
        int asked = 0;
        await using RawBackend backend = await RouteAsync(async (_, connection) =>
        {
            if (Interlocked.Increment(ref asked) == 1)
                await RawBackend.SayAsync(connection, "HTTP/1.1 200 OK\nContent-Length: 0\n\n"); // the connection is pooled now
            else
                connection.Close();                                                             // dies under the second request, unanswered
        });
        await AskAsync("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        string answer = await AskAsync($"{method} / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 502", answer, StringComparison.Ordinal);
        Assert.Equal(2, backend.Requests);
    }

    [Theory]
    [InlineData("/echo/@types%2Fcors?x=%2F&y=a+b%20c")]
    [InlineData("/a%E4/[x]/a//b/%41%2e?")]
    [InlineData("/a/../b/./c?/../d")]
    [InlineData("/?", "/?")]
    [InlineData("http://shop.example/a%2Fb?c", "/a%2Fb?c")]
    [InlineData("http://shop.example?c", "/?c")]
    [InlineData("http://shop.example", "/")]
    public async Task A_path_arrives_as_it_was_written(string target, string? arrives = null)
    {
        string head = await HeadAsync($"GET {target} HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n");

        Assert.StartsWith($"GET {arrives ?? target} HTTP/1.1\r\n", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_bytes_pass_both_ways_whatever_they_mean()
    {
        const string Said = "Cookie: a=José ❤\r\nX-Latin: ";
        byte[] request = [.. Encoding.UTF8.GetBytes($"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{Said}"), 0xE4, 0xFF, .. "\r\n\r\n"u8];
        string heard = "";
        await using RawBackend backend = await RouteAsync(async (head, connection) =>
        {
            heard = head;
            await connection.SendAsync((byte[])[.. Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Disposition: attachment; filename=\"Köp ❤.pdf\"\r\nX-Latin: "), 0xE4, 0xFF, .. "\r\n\r\n"u8]);
        }, Encoding.Latin1);

        string answer = await AskAsync(request);

        Assert.Contains(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("a=José ❤")), heard, StringComparison.Ordinal);
        Assert.Contains("X-Latin: äÿ\r\n", heard, StringComparison.Ordinal);
        Assert.Contains(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("filename=\"Köp ❤.pdf\"")), answer, StringComparison.Ordinal);
        Assert.Contains("X-Latin: äÿ\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_of_a_head_are_the_services_own()
    {
        string many = string.Concat(Enumerable.Range(0, 1000).Select(number => $"X-{number}: {new string('y', 100)}\r\n"));
        string cookies = string.Concat(Enumerable.Range(0, 100).Select(number => $"Set-Cookie: c{number}={new string('x', 1500)}\n"));
        await using RawBackend backend = await RouteAsync(
            async (_, connection) => await RawBackend.SayAsync(connection, $"HTTP/1.1 200 OK\nContent-Length: 0\nConnection: close\n{cookies}\n"), Encoding.Latin1, isWhole: head => head.EndsWith("\r\n\r\n", StringComparison.Ordinal));

        string answer = await AskAsync($"GET /?{new string('q', 60_000)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{many}\r\n");

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Equal(100, answer.Split("Set-Cookie:").Length - 1);
    }

    [Fact]
    public async Task What_a_client_claims_about_forwarding_ends_here()
    {
        string head = await HeadAsync(
            "GET / HTTP/1.1\r\nHost: shop.example\r\nForwarded: for=6.6.6.6\r\nX-Forwarded-For: 6.6.6.6\r\nx-forwarded-prefix: /p\r\nX-Forwarded-Port: 1\r\nX-Real-IP: 6.6.6.6\r\n"
            + "Connection: close\r\nX-Yours: 1\r\n\r\n");

        Assert.DoesNotContain("6.6.6.6", head, StringComparison.Ordinal);
        string arrived = string.Join('|', head.TrimEnd().Split("\r\n").Skip(1).Order(StringComparer.Ordinal));
        Assert.Equal("Content-Length: 0|Host: shop.example|X-Forwarded-For: 127.0.0.1|X-Forwarded-Host: shop.example|X-Forwarded-Proto: http|X-Yours: 1", arrived);
    }

    // Beside "close" the server takes no other name of this header; without it, HTTP/1.0 ends the connection.
    [Fact]
    public async Task What_a_client_means_for_this_hop_alone_ends_here()
    {
        string head = await HeadAsync("GET / HTTP/1.0\r\nHost: shop.example\r\nConnection: X-Mine,x-also-mine\r\nX-Mine: 6.6.6.6\r\nX-Also-Mine: 6.6.6.6\r\nX-Yours: 1\r\n\r\n");

        Assert.DoesNotContain("6.6.6.6", head, StringComparison.Ordinal);
        Assert.Contains("X-Yours: 1", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 20000000", "HTTP/1.1 401 Unauthorized")]
    [InlineData("Content-Length: 20000000", "HTTP/1.1 413 Payload Too Large")]
    [InlineData("Transfer-Encoding: chunked", "HTTP/1.1 401 Unauthorized")]
    public async Task An_answer_that_is_given_before_a_long_body_is_read_arrives(string framing, string refusal)
    {
        string heard = "";
        await using RawBackend backend = await RouteAsync(async (head, connection) =>
        {
            heard = head;
            await RawBackend.SayAsync(connection, $"{refusal}\nContent-Length: 2\nConnection: close\n\nno");
            connection.Close(); // nothing of the body is read
        });
        using Socket client = await ConnectAsync();
        await client.SendAsync(Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: a\r\n{framing}\r\n\r\n"));

        Assert.StartsWith(refusal[..12], await RawBackend.HearAsync(client), StringComparison.Ordinal);
        Assert.Contains("Expect: 100-continue", heard, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_short_body_is_sent_without_a_question()
    {
        string head = await HeadAsync("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");

        Assert.DoesNotContain("Expect", head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_service_that_knows_no_question_before_a_body_gets_the_body()
    {
        int read = 0;
        await using RawBackend backend = await RouteAsync(async (head, connection) =>
        {
            byte[] buffer = new byte[64 * 1024];
            while (read < 100_000)
                read += await connection.ReceiveAsync(buffer);
            await RawBackend.SayAsync(connection, "HTTP/1.1 200 OK\nContent-Length: 0\nConnection: close\n\n");
        });

        Assert.StartsWith("HTTP/1.1 200", await AskAsync($"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\nConnection: close\r\n\r\n{new string('z', 100_000)}"), StringComparison.Ordinal);
        Assert.Equal(100_000, read);
    }

    [Fact]
    public async Task A_service_may_be_silent_for_longer_than_anybody_is_used_to()
    {
        Soak.LongOrSkip("waits for two minutes");
        await using RawBackend backend = await RouteAsync(async (_, connection) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(120), Cancellation);
            await RawBackend.SayAsync(connection, "HTTP/1.1 200 OK\nContent-Length: 0\nConnection: close\n\n");
        });

        Assert.StartsWith("HTTP/1.1 200", await AskAsync("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    private async Task<string> HeadAsync(string request)
    {
        string heard = "";
        await using RawBackend backend = await RouteAsync(async (head, connection) =>
        {
            if (heard.Length == 0)
                heard = head;
            await RawBackend.SayAsync(connection, "HTTP/1.1 200 OK\nContent-Length: 0\nConnection: close\n\n");
        });
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(request), StringComparison.Ordinal);
        return heard;
    }

    private async Task<RawBackend> RouteAsync(Func<string, Socket, Task> script, Encoding? encoding = null, Func<string, bool>? isWhole = null)
    {
        await _stage.Deployer.OpenAsync(_stage.Environment, Cancellation);
        Deployment deployment = _stage.Make("d1", "1.0.0");
        await _stage.Deployer.SwitchAsync(deployment, Cancellation);
        string routes = await File.ReadAllTextAsync(Path.Combine(_stage.State / "environments" / "staging" / "edge", "routes.json"), Cancellation);
        string socket = System.Text.Json.JsonDocument.Parse(routes).RootElement.GetProperty("table").GetProperty("routes")[0].GetProperty("socket").GetString()!;
        return new RawBackend(socket, script) { Encoding = encoding ?? Encoding.ASCII, IsWhole = isWhole ?? (_ => true) };
    }

    private Task<string> AskAsync(string request) => AskAsync(Encoding.ASCII.GetBytes(request));

    private async Task<string> AskAsync(byte[] request)
    {
        using Socket client = await ConnectAsync();
        await client.SendAsync(request);
        var answer = new StringBuilder();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = await client.ReceiveAsync(buffer, Cancellation)) > 0)
            answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        return answer.ToString();
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(System.Net.IPAddress.Loopback, _stage.Environment.Port, Cancellation);
        return socket;
    }
}
