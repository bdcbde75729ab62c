using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>A package goes from one state folder to another as a file, as between two jobs of a pipeline.</summary>
public sealed class CarriedPackageTests(GreeterRepository greeter)
{
    [Fact]
    public async Task A_package_is_carried_by_a_file_and_never_built_again()
    {
        Site there = greeter.Empty();
        string file = Path.Combine(Path.GetDirectoryName(there.State)!, "carried.tgz");

        Ended exported = (await greeter.Home.RunAsync("Package", "--export", file, "--package", greeter.SecondPackage[..12])).Expect(0);
        Ended imported = (await there.RunAsync("Package", "--import", file)).Expect(0);

        Assert.Equal([greeter.SecondPackage], there.Packages());
        Assert.DoesNotContain(there.Ledger(), line => line.Length > 0);
        (await there.RunAsync("Show", "--package", greeter.SecondPackage[..12])).Expect(0);
        Assert.All(new[] { exported, imported }, ended => Assert.DoesNotContain("Compile", ended.All, StringComparison.Ordinal));

        byte[] bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]);
        (await greeter.Empty().RunAsync("Package", "--import", file)).Expect(10);
        Assert.Contains("SLP1512", (await there.RunAsync("Package", "--import", file, "--export", file)).Expect(2).All, StringComparison.Ordinal);
        Assert.Contains("SLP1513", (await there.RunAsync("Package", "--export", file)).Expect(3).All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_jobs_that_share_only_the_remote_and_a_file_release_together()
    {
        Soak.LongOrSkip("compiles a second build program");
        await using Site build = await greeter.CloneAsync();
        await using var deploy = new Site(build.Root, Path.Combine(build.Root, ".nuke", "temp", "deploy-state"));
        await File.WriteAllTextAsync(Path.Combine(build.Root, ".nuke", "release.json"), """{ "ledger": { "store": "branch", "remote": "origin" } }""", TestContext.Current.CancellationToken);
        string file = Path.Combine(build.Root, ".nuke", "temp", "carried.tar");
        foreach (string[] words in new[] { ["add", ".nuke/release.json"], new[] { "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", "feat: share the ledger" } })
        {
            await using Launch git = Launch.Start(build.Root, new Dictionary<string, string>(), ["git", .. words]);
            (await git.EndAsync()).Expect(0);
        }

        (await build.RunAsync("Package")).Expect(0);
        (await build.RunAsync("Package", "--export", file)).Expect(0);
        (await deploy.RunAsync("Package", "--import", file)).Expect(0);
        (await deploy.RunAsync("Stage")).Expect(0);
        (await deploy.RunAsync("Promote", "--environment", "production")).Expect(0);

        string package = Assert.Single(deploy.Packages());
        await deploy.ServesAsync("production", package);
        Assert.Equal((await deploy.StatusAsync()).Ledger, (await build.StatusAsync()).Ledger);
        (await build.RunAsync("Audit", "--verify")).Expect(0, "chain unbroken");
        Assert.Contains("deploy.completed production", await greeter.GitAsync("log", "--format=%s", "release-ledger"), StringComparison.Ordinal);

        string verified = await greeter.GitAsync("rev-parse", "release-ledger");
        await greeter.GitAsync("update-ref", "refs/heads/release-ledger", "release-ledger~1");
        (await deploy.RunAsync("Promote", "--environment", "production")).Expect(10, "SLP3601");
        await greeter.GitAsync("update-ref", "-d", "refs/heads/release-ledger");
        (await deploy.RunAsync("Status")).Expect(10, "SLP3603", verified);
        await greeter.GitAsync("update-ref", "refs/heads/release-ledger", verified);
        (await deploy.RunAsync("Status")).Expect(0);

        await using (Launch away = Launch.Start(build.Root, new Dictionary<string, string>(), "git", "remote", "set-url", "origin", Path.Combine(build.Root, "nowhere")))
            (await away.EndAsync()).Expect(0);
        (await deploy.RunAsync("Status")).Expect(0, "ledger: as of", "remote cannot be reached");
        (await deploy.RunAsync("Promote", "--environment", "production")).Expect(1, "SLP3605");
        await using (Launch back = Launch.Start(build.Root, new Dictionary<string, string>(), "git", "remote", "set-url", "origin", greeter.Root))
            (await back.EndAsync()).Expect(0);
    }
}
