using System.Text.Json.Nodes;

namespace Slipway.Scenarios.Support;

/// <summary>Three people with a clone and an SSH key each, who share one state: Ada writes, Ben and Cyd review.</summary>
internal sealed class Team : IAsyncDisposable
{
    private static readonly string[] Names = ["ada", "ben", "cyd"];

    private readonly Dictionary<string, Site> _sites = [];
    private readonly string _keys = Directory.CreateTempSubdirectory("slipway-team-").FullName;

    private Team()
    {
    }

    public Site Of(string person) => _sites[person];

    public string KeyOf(string person) => Path.Combine(_keys, person);

    public static async Task<Team> GatherAsync(GreeterRepository greeter, Action<JsonObject>? change = null)
    {
        var team = new Team();
        foreach (string name in Names)
            await RunAsync("/", "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", $"{name}@example.org", "-f", team.KeyOf(name));
        Site shared = await greeter.OpenAsync();
        foreach (string name in Names)
        {
            Site clone = await greeter.CloneAsync();
            await RunAsync(clone.Root, "git", "config", "user.email", $"{name}@example.org");
            await RunAsync(clone.Root, "git", "config", "user.name", name);
            await RunAsync(clone.Root, "git", "config", "user.signingkey", team.KeyOf(name));
            string file = Path.Combine(clone.Root, ".nuke", "release.json");
            await File.WriteAllTextAsync(file, team.PolicyOn(await File.ReadAllTextAsync(file), change));
            team._sites[name] = shared.SeenFrom(clone.Root);
        }

        return team;
    }

    public async ValueTask DisposeAsync()
    {
        await _sites["ada"].DisposeAsync();
        Directory.Delete(_keys, recursive: true);
    }

    private string PolicyOn(string own, Action<JsonObject>? change)
    {
        JsonObject policy = JsonNode.Parse(own)!.AsObject();
        policy["preset"] = "team";
        policy["owner"] = "ada";
        policy["roots"] = new JsonObject { ["people"] = new JsonArray("ada", "ben"), ["threshold"] = 1 };
        var people = new JsonObject();
        foreach (string name in Names)
        {
            people[name] = new JsonObject
            {
                ["name"] = name,
                ["mail"] = new JsonArray($"{name}@example.org"),
                ["keys"] = new JsonArray(File.ReadAllText(KeyOf(name) + ".pub").Trim()),
                ["roles"] = new JsonArray("qa"),
            };
        }

        policy["people"] = people;
        JsonObject Two() => new() { ["approvals"] = new JsonArray(new JsonObject { ["role"] = "any", ["count"] = 2 }), ["gates"] = new JsonArray() };
        policy["profiles"] = new JsonObject { ["patch"] = Two(), ["minor"] = Two(), ["major"] = Two() };
        change?.Invoke(policy);
        return policy.ToJsonString();
    }

    private static async Task RunAsync(string folder, params string[] words)
    {
        await using Launch launch = Launch.Start(folder, new Dictionary<string, string>(), words);
        (await launch.EndAsync()).Expect(0);
    }
}
