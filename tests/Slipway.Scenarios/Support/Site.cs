using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Slipway.Scenarios.Support;

/// <summary>A clone together with a state folder and two ports of its own: what one person sees and types.</summary>
internal sealed class Site(string root, string state, int? ports = null) : IAsyncDisposable
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };
    private static int _port = 17000 + (Environment.ProcessId % 450 * 2);

    private readonly int _first = ports ?? FreePorts();

    public string Root => root;

    public string State => state;

    public int PortOf(string environment) => environment == "staging" ? _first : _first + 1;

    /// <summary>The same state and ports, seen from another clone.</summary>
    public Site SeenFrom(string otherRoot) => new(otherRoot, state, _first);

    /// <summary>Another clone with a state of its own, whose build says the same about environments.</summary>
    public Site Beside(string otherRoot, string otherState) => new(otherRoot, otherState, _first);

    public Launch Start(params string[] words) => Start([], words);

    /// <summary>The same with more variables in the environment.</summary>
    public Launch Start(Dictionary<string, string> besides, string[] words) => Launch.Start(
        root,
        new Dictionary<string, string>(besides)
        {
            ["SLIPWAY_STATE"] = state,
            ["GREETER_PORT"] = _first.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["GIT_AUTHOR_NAME"] = "Ada",
            ["GIT_AUTHOR_EMAIL"] = "ada@example.org",
            ["GIT_COMMITTER_NAME"] = "Ada",
            ["GIT_COMMITTER_EMAIL"] = "ada@example.org",
        },
        ["./build.sh", .. words]);

    public Task<Ended> RunAsync(params string[] words) => RunWithAsync([], words);

    /// <summary>The same with more variables in the environment.</summary>
    public async Task<Ended> RunWithAsync(Dictionary<string, string> besides, params string[] words)
    {
        await using Launch launch = Start(besides, words);
        return await launch.EndAsync();
    }

    /// <summary>What <c>Status --json</c> says; it must be alone on standard output.</summary>
    public async Task<StatusAnswer> StatusAsync()
    {
        Ended ended = (await RunAsync("Status", "--json")).Expect(0);
        StatusAnswer answer = JsonSerializer.Deserialize<StatusAnswer>(ended.Output, JsonSerializerOptions.Web)!;
        Assert.Equal(1, answer.Schema);
        return answer;
    }

    /// <summary>Asserts that an environment serves a package, says so truly, and that somebody who asks gets its answer.</summary>
    public async Task ServesAsync(string environment, string packageId)
    {
        StatusAnswer.Place place = (await StatusAsync()).In(environment);
        Assert.Equal(packageId, place.Release?.PackageId);
        Assert.Equal("healthy", place.Health);
        Assert.Null(place.Drift);
        Assert.Equal(packageId, JsonDocument.Parse(await AskAsync(environment, "/up")).RootElement.GetProperty("packageId").GetString());
    }

    public Task<string> AskAsync(string environment, string path) => Client.GetStringAsync(new Uri($"http://127.0.0.1:{PortOf(environment)}{path}"));

    /// <summary>Makes a release misbehave in an environment: lines of "version word [number]".</summary>
    public void Mood(string environment, string line)
    {
        string folder = Path.Combine(state, "environments", environment, "data", "greeter");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "mood"), line);
    }

    public string[] Packages() => !Directory.Exists(Path.Combine(state, "packages")) ? [] : [.. Directory.EnumerateDirectories(Path.Combine(state, "packages")).Select(folder => Path.GetFileName(folder)).Where(name => name.Length == 64)];

    /// <summary>Waits until the ledger holds an entry with these words after the given number of entries.</summary>
    public Task LedgerSaysAsync(int after, params string[] words) => Eventually.IsTrueAsync(
        $"the ledger says {string.Join(", ", words)}", () => Ledger().Skip(after).Any(line => words.All(word => line.Contains(word, StringComparison.Ordinal))));

    public string[] Ledger()
    {
        string file = Path.Combine(state, "ledger.jsonl");
        return File.Exists(file) ? File.ReadAllLines(file) : [];
    }

    /// <summary>Processes that were started from this state and name a word.</summary>
    public string[] Running(string word) => Processes.Naming(state + "/", word);

    public async ValueTask DisposeAsync()
    {
        if (!Directory.Exists(state))
            return;
        Ended ended = await RunAsync("Down");
        Assert.True(ended.ExitCode == 0 && Running("").Length == 0, $"Down left something behind: {string.Join('\n', Running(""))}\n{ended.All}");
    }

    private static int FreePorts()
    {
        while (true)
        {
            int first = Interlocked.Add(ref _port, 2);
            if (first > 17990)
                Interlocked.Exchange(ref _port, 17000);
            else if (IsFree(first) && IsFree(first + 1))
                return first;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>The contract of <c>Status --json</c>.</summary>
internal sealed record StatusAnswer(int Schema, string Application, StatusAnswer.Place[] Environments, StatusAnswer.Book Ledger)
{
    public Place In(string environment) => Environments.Single(place => place.Name == environment);

    public sealed record Place(string Name, string Url, string Health, bool Pinned, Package? Release, Package? Previous, Service[] Services, string? Drift);

    public sealed record Package(string Version, string PackageId);

    public sealed record Service(string Name, int Pid, string Health);

    public sealed record Book(int Entries, string? Head);
}
