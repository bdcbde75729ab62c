using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>The dashboard as a file and as a live page.</summary>
public sealed class DashboardTests(GreeterRepository greeter)
{
    [Fact]
    public async Task The_file_holds_what_runs_where_and_the_answer_says_where_it_is()
    {
        await using Site site = await greeter.OpenAsync();
        string file = Path.Combine(site.State, "page.html");

        Ended ended = (await site.RunAsync("Dashboard", "--out", file, "--json")).Expect(0);

        string page = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains($"href=\"#release-{greeter.FirstPackage[..12]}\" class=\"version\"", page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"state ok\">", page, StringComparison.Ordinal);
        Assert.Contains("healthy <span class=\"quiet\">as of ", page, StringComparison.Ordinal);
        Assert.Contains("Ledger verified", page, StringComparison.Ordinal);
        Assert.Contains("Deployment frequency", page, StringComparison.Ordinal);
        Assert.Contains($"\"notes\":{{\"{greeter.FirstPackage[..12]}\":[[\"h\",\"greeter 0.1.0\"]", DashboardText.DataOf(page), StringComparison.Ordinal);
        using var answer = JsonDocument.Parse(ended.Output);
        Assert.Equal(1, answer.RootElement.GetProperty("schema").GetInt32());
        Assert.Equal(file, answer.RootElement.GetProperty("path").GetString());
        Assert.Equal(new FileInfo(file).Length, answer.RootElement.GetProperty("bytes").GetInt64());
        Assert.True(answer.RootElement.GetProperty("verified").GetBoolean());

        (await site.RunAsync("Dashboard", "--out", file, "--redact", "--since", "2001-01-01")).Expect(0, "redacted");
        Assert.DoesNotContain("127.0.0.1", DashboardText.Whole(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_damaged_ledger_there_is_a_page_all_the_same_and_the_run_fails()
    {
        await using Site site = await greeter.OpenAsync();
        string file = Path.Combine(site.State, "page.html"), ledger = Path.Combine(site.State, "ledger.jsonl");
        byte[] bytes = await File.ReadAllBytesAsync(ledger, TestContext.Current.CancellationToken);
        byte[] altered = [.. bytes];
        altered[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(ledger, altered, TestContext.Current.CancellationToken);

        Ended ended = await site.RunAsync("Dashboard", "--out", file);

        await File.WriteAllBytesAsync(ledger, bytes, TestContext.Current.CancellationToken); // what was opened must be closed again
        ended.Expect(10, "SLP3001");

        string page = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("Ledger damaged", page, StringComparison.Ordinal);
        Assert.Contains("SLP3001", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        await using Site site = await greeter.OpenAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string port = $"{((IPEndPoint)taken.LocalEndpoint).Port}";
        string folder = Directory.CreateDirectory(Path.Combine(site.State, "folder.html")).FullName;

        (await site.RunAsync("Dashboard", "--out", folder)).Expect(1, "SLP4501", "--out");
        (await site.RunAsync("Dashboard", "--serve", "--port", "often")).Expect(2, "SLP4502", "--port cannot be 'often'");
        (await site.RunAsync("Dashboard", "--serve", "--port", port)).Expect(2, "SLP4503", port);
        Assert.Empty(Directory.EnumerateFiles(site.State, "*.part"));
    }

    [Fact]
    public async Task A_served_page_follows_the_ledger_answers_to_its_own_name_alone_and_ends_with_Ctrl_C()
    {
        await using Site site = await greeter.OpenAsync();
        int port = FreePort.Find();
        await using Launch serving = site.Start("Dashboard", "--serve", "--port", $"{port}");
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        await Eventually.IsTrueAsync("the page is served", () => serving.Said("following the ledger"));

        Assert.Contains("data-live=\"changes\"", await client.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        foreach (string host in new[] { "evil.example", $"evil.example:{port}", "127.0.0.1" })
        {
            // On a connection of its own: refusing a name that is not its prefix, HttpListener closes the connection twice, and the second time may meet whoever comes next on it.
            using var foreign = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = host, ConnectionClose = true } };
            using HttpResponseMessage refused = await client.SendAsync(foreign, TestContext.Current.CancellationToken);
            Assert.InRange((int)refused.StatusCode, 400, 499);
            Assert.DoesNotContain("<html", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        using HttpResponseMessage post = await client.PostAsync("/", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        using var changes = new StreamReader(await client.GetStreamAsync("/changes", TestContext.Current.CancellationToken));
        Assert.Equal(": following", await changes.ReadLineAsync(TestContext.Current.CancellationToken));

        (await site.RunAsync("Risks", "--open", "a risk to be seen", "--severity", "low")).Expect(0);

        Assert.Equal("", await changes.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal("event: changed", await changes.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Contains("a risk to be seen", await client.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await serving.InterruptAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/", TestContext.Current.CancellationToken));
    }
}
