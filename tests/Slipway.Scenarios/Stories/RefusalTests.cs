using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>Wishes that are refused: the exit code and the words say why and what to type, and nothing changes.</summary>
public sealed class RefusalTests(GreeterRepository greeter)
{
    [Fact]
    public async Task What_cannot_be_meant_is_refused_with_exit_2_before_anything_runs()
    {
        Soak.OrSkip("starts a process for each refusal");
        await using Site site = await greeter.OpenAsync();
        (await site.RunAsync("Promote", "--environment", "prodution")).Expect(2, "SLP1403", "production");
        (await site.RunAsync("Rollback", "--reason", "x")).Expect(2, "SLP1402", "staging|production");
        (await site.RunAsync("Promot")).Expect(2, "Promote");
        (await site.RunAsync("Promote", "--enviroment", "production")).Expect(2, "--environment");
        (await site.RunAsync("Rollback", "--environment", "production")).Expect(2, "SLP1502", "--reason");
        (await site.RunAsync("Stage", "--package", "ffffffff")).Expect(2, "SLP2005");
        Directory.CreateDirectory(Path.Combine(site.State, "packages", greeter.SecondPackage[..12] + new string('0', 52)));
        (await site.RunAsync("Stage", "--package", greeter.SecondPackage[..12])).Expect(2, "SLP2006", "give more digits");
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
        Soak.OrSkip("starts a process for each refusal");
        await using (Site empty = greeter.Empty())
        {
            (await empty.RunAsync("Promote", "--environment", "production")).Expect(3, "SLP1505", "nothing is live in staging", "./build.sh Release");
            (await empty.RunAsync("Rollback", "--environment", "production", "--reason", "x")).Expect(3, "SLP2402", "nothing is deployed");
            (await empty.RunAsync("SmokeTest", "--environment", "production")).Expect(3, "SLP1501", "nothing is deployed to production");
            (await empty.RunAsync("Show")).Expect(3, "SLP1507", "no package was sealed yet", "./build.sh Package");
            (await empty.RunAsync("Stage", "--skip", "Restore", "Compile", "Test", "Package")).Expect(3, "SLP1503", "no package was made of this source");
        }

        await using Site site = await greeter.OpenAsync(inProduction: true);
        (await site.RunAsync("Promote", "--environment", "staging")).Expect(3, "SLP1504", "staging is the first environment");
        (await site.RunAsync("Unbar", "--environment", "staging", "--reason", "x")).Expect(2, "SLP1506", "nothing is barred there");
        (await site.RunAsync("Promote", "--environment", "production", "--package", greeter.SecondPackage)).Expect(3, "SLP2301", "never deployed to staging", "./build.sh Stage");
        (await site.RunAsync("Rollback", "--environment", "production", "--reason", "x")).Expect(3, "SLP2403", "no earlier succeeded release");
        await site.ServesAsync("production", greeter.FirstPackage);
    }

    [Fact]
    public async Task A_folder_without_exactly_one_solution_is_refused_and_a_broken_one_fails()
    {
        Soak.OrSkip("starts a process for each refusal");
        await using Site site = greeter.Empty();
        string elsewhere = Directory.CreateDirectory(Path.Combine(site.State, "solutions")).FullName;
        (await site.RunAsync("Restore", "--root", elsewhere)).Expect(2, "SLP1401", "0 solutions");

        await File.WriteAllTextAsync(Path.Combine(elsewhere, "One.slnx"), "<Solution><Project Path=\"gone/Gone.csproj\" /></Solution>", TestContext.Current.CancellationToken);
        (await site.RunAsync("Restore", "--root", elsewhere)).Expect(1, "SLP1404", "Gone.csproj");

        await File.WriteAllTextAsync(Path.Combine(elsewhere, "Two.slnx"), "<Solution />", TestContext.Current.CancellationToken);
        (await site.RunAsync("Restore", "--root", elsewhere)).Expect(2, "SLP1401", "2 solutions");
    }

    [Fact]
    public async Task The_doctor_names_what_is_down_or_unwell()
    {
        Soak.OrSkip("starts a process for each refusal");
        await using Site site = await greeter.OpenAsync();
        StatusAnswer.Place staging = (await site.StatusAsync()).In("staging");
        (await site.RunAsync("Doctor")).Expect(0);

        site.Mood("staging", $"{staging.Release!.Version} never-ready");
        (await site.RunAsync("Doctor")).Expect(1, "SLP1511", "staging is unhealthy");

        (await site.RunAsync("Down")).Expect(0);
        (await site.RunAsync("Doctor")).Expect(1, "SLP1510", "staging is down", "./build.sh Up --environment staging");
    }

    [Fact]
    public async Task A_build_program_without_its_front_door_says_so()
    {
        Soak.OrSkip("starts a process for each refusal");
        await using Site site = await greeter.OpenAsync();
        string program = (await File.ReadAllLinesAsync(Path.Combine(greeter.Root, ".nuke", "temp", "build", "current"), TestContext.Current.CancellationToken))[1];
        string copy = Path.Combine(greeter.Slipway.Folder, "doorless");
        Folders.Copy(program, copy);
        Directory.Delete(Path.Combine(copy, "edge"), recursive: true);
        var environment = new Dictionary<string, string> { ["SLIPWAY_ROOT"] = greeter.Root, ["SLIPWAY_STATE"] = site.State, ["GREETER_PORT"] = $"{site.PortOf("staging")}" };
        (await site.RunAsync("Down")).Expect(0);
        await using Launch launch = Launch.Start(greeter.Root, environment, "dotnet", Path.Combine(copy, "_build.dll"), "Up");

        (await launch.EndAsync()).Expect(1, "SLP4901", "the front door's program is not beside the build program");

        (await site.RunAsync("Up")).Expect(0);
        await site.ServesAsync("staging", greeter.FirstPackage);
    }

    [Fact]
    public async Task A_release_that_was_taken_back_is_barred_until_it_is_let_in_again()
    {
        Soak.OrSkip("starts a process for each refusal");
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
        Soak.OrSkip("starts a process for each refusal");
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
