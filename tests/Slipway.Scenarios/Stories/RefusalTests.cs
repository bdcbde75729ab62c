using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>Wishes that are refused: the exit code and the words say why and what to type, and nothing changes.</summary>
public sealed class RefusalTests(GreeterRepository greeter)
{
    [Fact]
    public async Task What_cannot_be_meant_is_refused_with_exit_2_before_anything_runs()
    {
        await using Site site = await greeter.OpenAsync();
        (await site.RunAsync("Promote", "--environment", "prodution")).Expect(2, "SLP1403", "production");
        (await site.RunAsync("Promote")).Expect(2, "SLP1402", "staging|production");
        (await site.RunAsync("Promot")).Expect(2, "Promote");
        (await site.RunAsync("Promote", "--enviroment", "production")).Expect(2, "--environment");
        (await site.RunAsync("Rollback", "--environment", "production")).Expect(2, "SLP1502", "--reason");
        (await site.RunAsync("Stage", "--package", "ffffffff")).Expect(2, "SLP2005");
        (await site.RunAsync("Package", "--version", "one", "--skip", "Restore", "Compile", "Test")).Expect(2, "SLP2102", "'one'");

        string elsewhere = Path.Combine(site.State, "elsewhere");
        Directory.CreateDirectory(Path.Combine(elsewhere, ".nuke"));
        await File.WriteAllTextAsync(Path.Combine(elsewhere, ".nuke", "release.json"), "{\n  \"gates\": { \"minimumCoverge\": 5, \"minimumTests\": -1 }\n}\n", TestContext.Current.CancellationToken);
        (await site.RunAsync("Promote", "--environment", "production", "--root", elsewhere)).Expect(2, "SLP2504", "SLP2503", ".nuke/release.json:2:", "gates.minimumCoverage");

        await site.ServesAsync("staging", greeter.FirstPackage);
        Assert.Null((await site.StatusAsync()).In("production").Release);
    }

    [Fact]
    public async Task Promoting_what_was_never_staged_and_going_back_to_nothing_are_refused()
    {
        await using (Site empty = greeter.Empty())
        {
            (await empty.RunAsync("Promote", "--environment", "production")).Expect(3, "SLP1505", "nothing is live in staging", "./build.sh Release");
            (await empty.RunAsync("Rollback", "--environment", "production", "--reason", "x")).Expect(3, "SLP2402", "nothing is deployed");
        }

        await using Site site = await greeter.OpenAsync(inProduction: true);
        (await site.RunAsync("Promote", "--environment", "production", "--package", greeter.SecondPackage)).Expect(3, "SLP2301", "never deployed to staging", "./build.sh Stage");
        (await site.RunAsync("Rollback", "--environment", "production", "--reason", "x")).Expect(3, "SLP2403", "no earlier succeeded release");
        await site.ServesAsync("production", greeter.FirstPackage);
    }

    [Fact]
    public async Task A_release_that_was_taken_back_is_barred_until_it_is_let_in_again()
    {
        await using Site site = await greeter.OpenAsync();
        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(0);
        (await site.RunAsync("Rollback", "--environment", "staging", "--reason", "too rude")).Expect(0);
        await site.ServesAsync("staging", greeter.FirstPackage);

        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(3, "SLP2301", "too rude", "--again");
        await site.ServesAsync("staging", greeter.FirstPackage);

        (await site.RunAsync("Unbar", "--environment", "staging", "--package", greeter.SecondPackage, "--reason", "it learned manners")).Expect(0);
        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(0);
        await site.ServesAsync("staging", greeter.SecondPackage);
    }

    [Fact]
    public async Task A_second_run_on_the_same_environment_is_told_who_holds_it()
    {
        await using Site site = await greeter.OpenAsync();
        site.Mood("staging", $"{GreeterRepository.Second} slow-start 3000");
        int before = site.Ledger().Length;
        await using Launch first = site.Start("Stage", "--package", greeter.SecondPackage);
        await site.LedgerSaysAsync(before, "\"ready\"", "\"intent\"");

        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(6, "SLP3301", "another run holds staging", "Stage by", $"process {first.Id}");
        Assert.Equal(greeter.FirstPackage, (await site.StatusAsync()).In("staging").Release?.PackageId);

        (await first.EndAsync()).Expect(0);
        await site.ServesAsync("staging", greeter.SecondPackage);
    }
}
