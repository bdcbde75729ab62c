using System.Text.Json.Nodes;

namespace Slipway.Scenarios.Support;

/// <summary>A bare git remote of the Greeter with a team's policy in it, whose ledger is a branch; people join with a clone and a state folder of their own.</summary>
internal sealed class Remote : IAsyncDisposable
{
    private static readonly string[] Names = ["ada", "ben", "cyd"];

    private int _clones;
    private Site? _first;

    private Remote()
    {
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("slipway-remote-").FullName;

    private string Bare => Path.Combine(Folder, "origin.git");

    public string KeyOf(string person) => Path.Combine(Folder, person);

    public static async Task<Remote> MakeAsync(GreeterRepository greeter, bool sharesStore)
    {
        var remote = new Remote();
        foreach (string name in Names)
            (await remote.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", $"{name}@example.org", "-f", remote.KeyOf(name))).Expect(0);
        // The source alone: another story may have left a ledger on its own branch of the original.
        (await remote.RunAsync("git", "clone", "-q", "--bare", "--single-branch", "--branch", "main", greeter.Root, remote.Bare)).Expect(0);
        string draft = Path.Combine(remote.Folder, "draft");
        (await remote.RunAsync("git", "clone", "-q", remote.Bare, draft)).Expect(0);
        string file = Path.Combine(draft, ".nuke", "release.json");
        await File.WriteAllTextAsync(file, remote.Policy(await File.ReadAllTextAsync(file), sharesStore));
        await remote.CommitAsync(draft, "chore: a policy for the team");
        (await remote.RunAsync("git", "-C", draft, "push", "-q", "origin", "HEAD:main")).Expect(0);
        return remote;
    }

    public async Task<Site> JoinAsync(string person)
    {
        string root = Path.Combine(Folder, $"clone{++_clones}-{person}");
        (await RunAsync("git", "clone", "-q", Bare, root)).Expect(0);
        foreach ((string name, string value) in new[] { ("user.email", $"{person}@example.org"), ("user.name", person), ("user.signingkey", KeyOf(person)) })
            (await RunAsync("git", "-C", root, "config", name, value)).Expect(0);
        string state = Path.Combine(root, ".nuke", "state");
        return _first is null ? _first = new Site(root, state) : _first.Beside(root, state);
    }

    /// <summary>One more commit in a clone, of another greeting.</summary>
    public async Task ChangeAsync(Site site, string message)
    {
        string file = Path.Combine(site.Root, "src", "Greeter", "Motto.cs");
        await File.AppendAllTextAsync(file, $"\n// {message}\n");
        await CommitAsync(site.Root, message);
    }

    public async Task<Ended> RunAsync(params string[] words)
    {
        await using Launch launch = Launch.Start(Folder, new Dictionary<string, string>(), words);
        return await launch.EndAsync();
    }

    public ValueTask DisposeAsync()
    {
        foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).IsReadOnly))
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task CommitAsync(string root, string message) =>
        (await RunAsync("git", "-C", root, "-c", "user.name=ada", "-c", "user.email=ada@example.org", "commit", "-q", "-a", "-m", message)).Expect(0);

    private string Policy(string own, bool sharesStore)
    {
        JsonObject policy = JsonNode.Parse(own)!.AsObject();
        policy["preset"] = "team";
        policy["owner"] = "ada";
        policy["roots"] = new JsonObject { ["people"] = new JsonArray("ada") };
        policy["people"] = new JsonObject([.. Names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, new JsonObject
        {
            ["name"] = name,
            ["mail"] = new JsonArray($"{name}@example.org"),
            ["keys"] = new JsonArray(File.ReadAllText(KeyOf(name) + ".pub").Trim()),
        }))]);
        policy["profiles"] = new JsonObject([.. new[] { "patch", "minor", "major" }.Select(profile => KeyValuePair.Create<string, JsonNode?>(profile, new JsonObject
        {
            ["approvals"] = new JsonArray(new JsonObject { ["role"] = "any", ["count"] = 2 }),
            ["gates"] = new JsonArray(),
        }))]);
        policy["ledger"] = new JsonObject { ["store"] = "branch" };
        if (sharesStore)
            policy["packages"] = new JsonObject { ["folder"] = Path.Combine(Folder, "store") };
        return policy.ToJsonString();
    }
}
