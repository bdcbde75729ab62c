using System.Text.Json.Nodes;
using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>Verbs in a repository where what they rest on was not prepared: each says what is missing.</summary>
public sealed class UnpreparedTests(GreeterRepository greeter)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_missing_is_named()
    {
        Soak.OrSkip("compiles and tests for real");
        await using Site clone = await greeter.CloneAsync();
        await greeter.FillAsync(clone);
        await GitAsync(clone, "config", "user.email", "ada@example.org");
        await PolicyAsync(clone);
        await CandidatesAsync(clone);
        await TestsAsync(clone);
    }

    private static async Task PolicyAsync(Site clone)
    {
        string file = Path.Combine(clone.Root, ".nuke", "release.json");
        string own = await File.ReadAllTextAsync(file, Cancellation);
        (await clone.RunAsync("Policy", "--adopt")).Expect(2, "SLP1627", "roots.people");

        await PersonAsync("ben", "Ben");
        (await clone.RunAsync("Approve", "--environment", "production")).Expect(4, "SLP1603", "ada@example.org is nobody of the policy");

        string key = Path.Combine(clone.Root, ".nuke", "temp", "key");
        await using (Launch keygen = Launch.Start(clone.Root, new Dictionary<string, string>(), "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key))
            (await keygen.EndAsync()).Expect(0);
        await PersonAsync("ada", new string('A', 40_000), key);
        (await clone.RunAsync("Policy", "--adopt", "--key", key)).Expect(2, "SLP1629", "larger than 32768 bytes");
        await File.WriteAllTextAsync(file, own, Cancellation);

        async Task PersonAsync(string person, string name, string? key = null)
        {
            JsonObject policy = JsonNode.Parse(own)!.AsObject();
            policy["roots"] = new JsonObject { ["people"] = new JsonArray(person), ["threshold"] = 1 };
            policy["people"] = new JsonObject
            {
                [person] = new JsonObject
                {
                    ["name"] = name,
                    ["mail"] = new JsonArray($"{person}@example.org"),
                    ["keys"] = key is null ? [] : new JsonArray((await File.ReadAllTextAsync(key + ".pub", Cancellation)).Trim()),
                },
            };
            await File.WriteAllTextAsync(file, policy.ToJsonString(), Cancellation);
        }
    }

    private async Task CandidatesAsync(Site clone)
    {
        var empty = new Site(clone.Root, Path.Combine(clone.Root, ".nuke", "temp", "empty-state"));
        (await empty.RunAsync("Candidate")).Expect(3, "SLP1608", "./build.sh Package");

        string motto = Path.Combine(clone.Root, "src", "Greeter", "Motto.cs");
        await File.AppendAllTextAsync(motto, "\n// another\n", Cancellation);
        await GitAsync(clone, "commit", "-q", "-a", "-m", "feat: other bytes");
        string[] known = clone.Packages();
        (await clone.RunAsync("Package", "--version", GreeterRepository.Second)).Expect(0);
        string other = clone.Packages().Except(known).Single();
        (await clone.RunAsync("Candidate", "--package", greeter.SecondPackage)).Expect(0, $"{GreeterRepository.Second}-rc.1");
        (await clone.RunAsync("Candidate", "--package", other)).Expect(3, "SLP1609", $"{GreeterRepository.Second}-rc.1", "--again --reason");
        (await clone.RunAsync("Candidate", "--package", other, "--again", "--reason", "mended")).Expect(0, $"{GreeterRepository.Second}-rc.2");
    }

    private static async Task TestsAsync(Site clone)
    {
        string broken = """

            [assembly: AssemblyFixture(typeof(Greeter.Tests.Leaving))]

            namespace Greeter.Tests;

            public sealed class Leaving : IDisposable
            {
                public void Dispose() => throw new InvalidOperationException("the lights were left on");
            }
            """;
        await File.WriteAllTextAsync(Path.Combine(clone.Root, "tests", "Greeter.Tests", "Leaving.cs"), "using Xunit;\n" + broken, Cancellation);

        await GitAsync(clone, "add", "-A");
        await GitAsync(clone, "commit", "-q", "-m", "test: leave the lights on");
        (await clone.RunAsync("Test")).Expect(1, "SLP1407", "tests passed, yet dotnet test ended with 1");
        (await clone.RunAsync("Release", "--skip", "Test")).Expect(3, "gate tests failed", "passed, yet dotnet test ended with 1");
    }

    private static async Task GitAsync(Site clone, params string[] words)
    {
        await using Launch git = Launch.Start(clone.Root, new Dictionary<string, string>(), ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", .. words]);
        (await git.EndAsync()).Expect(0);
    }
}
