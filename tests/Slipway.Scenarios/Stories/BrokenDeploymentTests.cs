using System.Net;
using System.Net.Sockets;
using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>Deployments that go wrong: each says what and where with its exit code, and what served before still serves.</summary>
public sealed class BrokenDeploymentTests(GreeterRepository greeter)
{
    [Theory]
    [InlineData("never-ready", "SLP4032", "was not ready within 5 s")]
    [InlineData("wrong-package", "SLP4030", "answers as package 0000")]
    [InlineData("crash", "SLP4031", "the greeter lost its voice")]
    public async Task A_service_that_does_not_come_up_never_gets_traffic(string mood, string code, string words)
    {
        Soak.OrSkip("breaks a deployment in every way there is");
        await using Site site = await greeter.OpenAsync();
        site.Mood("staging", $"{GreeterRepository.Second} {mood}");

        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(1, code, words, ".log");

        await site.ServesAsync("staging", greeter.FirstPackage);
        Assert.Empty(site.Running(greeter.SecondPackage[..12]));
    }

    [Fact]
    public async Task A_smoke_failure_after_the_switch_takes_back_and_bars_the_package()
    {
        Soak.OrSkip("breaks a deployment in every way there is");
        await using Site site = await greeter.OpenAsync();
        site.Mood("staging", $"{GreeterRepository.Second} rude");

        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(8, "SLP2601", "answered 500", "serves again");
        await site.ServesAsync("staging", greeter.FirstPackage);

        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(3, "SLP2301", "not-barred", "barred here");
        (await site.RunAsync("Promote", "--environment", "production", "--package", greeter.SecondPackage)).Expect(3, "SLP2301", "barred in staging");
        await site.ServesAsync("staging", greeter.FirstPackage);
        Assert.Null((await site.StatusAsync()).In("production").Release);
    }

    [Fact]
    public async Task A_first_deployment_that_fails_its_smoke_leaves_the_environment_empty()
    {
        Soak.OrSkip("breaks a deployment in every way there is");
        await using Site site = await greeter.OpenAsync();
        string version = (await site.StatusAsync()).In("staging").Release!.Version;
        site.Mood("production", $"{version} rude");

        (await site.RunAsync("Promote", "--environment", "production")).Expect(8, "SLP2601", "production is empty again");

        StatusAnswer.Place production = (await site.StatusAsync()).In("production");
        Assert.Equal(("empty", null, null), (production.Health, production.Release, production.Drift));
        await site.ServesAsync("staging", greeter.FirstPackage);
    }

    [Fact]
    public async Task A_port_somebody_else_holds_is_named_with_its_holder()
    {
        Soak.OrSkip("breaks a deployment in every way there is");
        await using Site site = await greeter.OpenAsync();
        using (var holder = new TcpListener(IPAddress.Loopback, site.PortOf("production")))
        {
            holder.Start();
            (await site.RunAsync("Promote", "--environment", "production")).Expect(1, "SLP4043", $"{site.PortOf("production")}", $"{Environment.ProcessId}");
        }

        Assert.Null((await site.StatusAsync()).In("production").Release);
        await site.ServesAsync("staging", greeter.FirstPackage);
        (await site.RunAsync("Promote", "--environment", "production")).Expect(0);
    }

    [Fact]
    public async Task An_altered_package_is_refused_and_named()
    {
        Soak.OrSkip("breaks a deployment in every way there is");
        await using Site site = await greeter.OpenAsync();
        Flip(Path.Combine(site.State, "packages", greeter.SecondPackage, "services", "greeter", "Greeter.dll"));

        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(10, "SLP2001", "Greeter.dll");
        (await site.RunAsync("Audit", "--verify")).Expect(10, "SLP2001");

        await site.ServesAsync("staging", greeter.FirstPackage);
    }

    [Fact]
    public async Task An_altered_ledger_stops_every_verb_and_no_service()
    {
        Soak.OrSkip("breaks a deployment in every way there is");
        Site site = await greeter.OpenAsync();
        string file = Path.Combine(site.State, "ledger.jsonl");
        byte[] sound = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Flip(file);

        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(10, "SLP3001", "ledger.jsonl:");
        (await site.RunAsync("Status")).Expect(10, "SLP3001");
        (await site.RunAsync("Rollback", "--environment", "staging", "--reason", "x")).Expect(10, "SLP3001");
        Assert.Contains(greeter.FirstPackage, await site.AskAsync("staging", "/up"), StringComparison.Ordinal);

        await File.WriteAllBytesAsync(file, sound, TestContext.Current.CancellationToken);
        await site.ServesAsync("staging", greeter.FirstPackage);
        await site.DisposeAsync();
    }

    private static void Flip(string file)
    {
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        byte[] bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
    }
}
