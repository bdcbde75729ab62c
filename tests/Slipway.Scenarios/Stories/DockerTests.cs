using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using Slipway.Fakes;
using Slipway.Fakes.Docker;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>Staging is this machine, production a Docker engine: one sealed package goes from one to the other, and back, and nobody who asks notices.</summary>
[Collection(nameof(Alone))]
public sealed class DockerTests(GreeterRepository repository, ITestOutputHelper output) : IAsyncDisposable
{
    private const string Here = "At(\"production\", 1, \"Hello\")";
    private const int Clients = 12;
    private const int Wanted = 5_000;

    private readonly DockerEngine _engine = new();
    private readonly List<string> _failures = [];
    private int _answers;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task The_same_bytes_go_to_a_Docker_engine_and_come_back_under_load()
    {
        Soak.OrSkip("releases twice and serves under load");
        await _engine.OrSkipAsync();
        await using Site site = await repository.CloneAsync();
        await SetUpAsync(site.Root);

        (await site.RunAsync("Doctor")).Expect(0);
        (await site.RunAsync("Release")).Expect(0);
        (await site.RunAsync("Promote")).Expect(0, "traffic moved");
        string first = (await site.StatusAsync()).In("production").Release!.PackageId;
        await site.ServesAsync("production", first);
        await ImagesAreTheSealedOnesAsync(site, first);

        await ChangeAsync(site.Root, "src/Greeter/Motto.cs", "first release", "second release", "feat: another motto");
        (await site.RunAsync("Release")).Expect(0);
        using var stop = new CancellationTokenSource();
        Task[] clients = [.. Enumerable.Range(0, Clients).Select(_ => AskAsync(site, stop.Token))];
        long began = Stopwatch.GetTimestamp();
        (await site.RunAsync("Promote")).Expect(0, "traffic moved");
        TimeSpan promoted = Stopwatch.GetElapsedTime(began);
        string second = (await site.StatusAsync()).In("production").Release!.PackageId;
        Assert.NotEqual(first, second);
        await site.ServesAsync("production", second);
        await ImagesAreTheSealedOnesAsync(site, second);
        began = Stopwatch.GetTimestamp();
        (await site.RunAsync("Rollback", "--environment", "production", "--reason", "trying it")).Expect(0);
        TimeSpan back = Stopwatch.GetElapsedTime(began);
        await Eventually.IsTrueAsync($"{Wanted} requests are answered", () => Volatile.Read(ref _answers) >= Wanted);
        await stop.CancelAsync();
        await Task.WhenAll(clients);

        output.WriteLine($"{_answers} requests, {_failures.Count} failed; promoted in {promoted.TotalSeconds:0.0} s, back in {back.TotalSeconds:0.0} s");
        Assert.Empty(_failures);
        await site.ServesAsync("production", first);
        (await site.RunAsync("Down", "--environment", "production")).Expect(0);
        Assert.Equal("down", (await site.StatusAsync()).In("production").Health);
        (await site.RunAsync("Up", "--environment", "production")).Expect(0);
        await site.ServesAsync("production", first);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_told_and_keeps_nobody_from_releasing_here()
    {
        Soak.OrSkip("releases once");
        await using Site site = await repository.CloneAsync();
        await SetUpAsync(site.Root, $"unix://{site.Root}/no.sock");

        try
        {
            await TellAsync(site);
        }
        finally
        {
            await ChangeAsync(site.Root, "build/Build.cs", OnDocker($"unix://{site.Root}/no.sock"), Here, "build: production here"); // so that it can be ended
        }
    }

    private static async Task TellAsync(Site site)
    {
        Ended released = (await site.RunAsync("Release")).Expect(0, "is live in staging", "Before production: the Docker engine that the build names does not answer");
        Assert.DoesNotContain("SLP", released.Output, StringComparison.Ordinal);
        (await site.RunAsync("Status")).Expect(0, "? unreachable", "● healthy");
        (await site.RunAsync("Doctor")).Expect(1, "SLP4204", "systemctl start docker");
        (await site.RunAsync("Promote")).Expect(1, "SLP4204");
        (await site.RunAsync("Down")).Expect(1, "staging: down", "SLP4204");
        (await site.RunAsync("Up")).Expect(0, "serves at", "nothing was ever deployed here");
        using (var silent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            silent.Bind(new UnixDomainSocketEndPoint($"{site.Root}/no.sock"));
            silent.Listen();
            (await site.RunAsync("Doctor")).Expect(1, "SLP1518", "nobody said within 20 s what runs in production");
        }
    }

    private Task SetUpAsync(string root) => SetUpAsync(root, _engine.Address);

    private static async Task SetUpAsync(string root, string engine)
    {
        string digest = BaseLayout.Write(Path.Combine(root, "images", "base"));
        await File.AppendAllTextAsync(Path.Combine(root, ".gitignore"), "\nimages/\n", TestContext.Current.CancellationToken);
        await ChangeAsync(
            root, "build/Build.cs", "    private static int FirstPort",
            $"    public string? ImageBase => \"oci:images/base@sha256:{digest}\";\n\n    private static int FirstPort", "build: images");
        await ChangeAsync(root, "build/Build.cs", Here, OnDocker(engine), "build: production on Docker");
    }

    private static string OnDocker(string engine) =>
        $"DeploymentEnvironment.OfDocker(\"production\", FirstPort + 1, \"{engine}\") with {{ Configuration = At(\"\", 1, \"Hello\").Configuration }}";

    private static async Task ChangeAsync(string root, string file, string from, string to, string message)
    {
        string path = Path.Combine(root, file), text = await File.ReadAllTextAsync(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(from, to, StringComparison.Ordinal));
        foreach (string[] words in new string[][] { ["add", "-A"], ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", message] })
        {
            await using Launch git = Launch.Start(root, new Dictionary<string, string>(), ["git", .. words]);
            (await git.EndAsync()).Expect(0);
        }
    }

    // What runs is asked of the engine itself, what should run is read from the sealed manifest.
    private async Task ImagesAreTheSealedOnesAsync(Site site, string package)
    {
        using JsonDocument manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(site.State, "packages", package, "manifest.json")));
        string expected = manifest.RootElement.GetProperty("services")[0].GetProperty("image").GetProperty("configuration").GetString()!;
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(_engine.Address["unix://".Length..]), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        using JsonDocument containers = JsonDocument.Parse(await client.GetStringAsync(new Uri("http://docker/containers/json")));
        JsonElement[] found = [.. containers.RootElement.EnumerateArray().Where(one => one.GetProperty("Labels").TryGetProperty("slipway.package", out JsonElement mark) && mark.GetString() == package)];
        Assert.Equal($"sha256:{expected}", Assert.Single(found).GetProperty("ImageID").GetString());
    }

    private async Task AskAsync(Site site, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if ((await site.AskAsync("production", "/hello/you")).StartsWith("Hello you", StringComparison.Ordinal))
                    Interlocked.Increment(ref _answers);
                else
                    Fail("another answer");
            }
            catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
            {
                Fail(problem.Message);
            }

            await Task.Delay(5, CancellationToken.None); // a client's pace: the machine has two cores
        }
    }

    private void Fail(string words)
    {
        lock (_failures)
            _failures.Add(words);
    }
}
