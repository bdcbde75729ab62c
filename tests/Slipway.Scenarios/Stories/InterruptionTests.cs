using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>Runs that are interrupted or killed: nothing is left behind, and the next command understands what it finds.</summary>
public sealed class InterruptionTests(GreeterRepository greeter)
{
    [Fact]
    public async Task Ctrl_C_while_a_release_gets_ready_leaves_nothing_behind()
    {
        Soak.OrSkip("waits for the moment to interrupt");
        await using Site site = await greeter.OpenAsync();
        site.Mood("staging", $"{GreeterRepository.Second} slow-start 20000");
        int before = site.Ledger().Length;
        await using Launch stage = site.Start("Stage", "--package", greeter.SecondPackage);
        await site.LedgerSaysAsync(before, "\"ready\"", "\"intent\"");

        await stage.InterruptAsync();
        Assert.Empty(site.Running(greeter.SecondPackage[..12]));
        await site.ServesAsync("staging", greeter.FirstPackage);
    }

    [Fact]
    public async Task Ctrl_C_after_the_switch_takes_the_traffic_back()
    {
        Soak.OrSkip("waits for the moment to interrupt");
        await using Site site = await greeter.OpenAsync();
        site.Mood("staging", $"{GreeterRepository.Second} slow-front 8000");
        int before = site.Ledger().Length;
        await using Launch stage = site.Start("Stage", "--package", greeter.SecondPackage);
        await site.LedgerSaysAsync(before, "\"drain\"", "\"outcome\"");

        await stage.InterruptAsync();
        Assert.Empty(site.Running(greeter.SecondPackage[..12]));
        await site.ServesAsync("staging", greeter.FirstPackage);
    }

    [Fact]
    public async Task Killed_after_the_switch_the_next_status_is_true_and_the_next_verb_finishes()
    {
        Soak.OrSkip("waits for the moment to interrupt");
        await using Site site = await greeter.OpenAsync();
        await KillAfterSwitchAsync(site);

        StatusAnswer.Place staging = (await site.StatusAsync()).In("staging");
        Assert.Equal(greeter.SecondPackage, staging.Release?.PackageId);
        Assert.Contains("unfinished", staging.Drift, StringComparison.Ordinal);
        (await site.RunAsync("Doctor")).Expect(1, "SLP1509", "unfinished");

        site.Mood("staging", "");
        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(0, "cut off", "already live");
        await site.ServesAsync("staging", greeter.SecondPackage);
        (await site.RunAsync("Rollback", "--environment", "staging", "--reason", "prove the way back")).Expect(0);
        await site.ServesAsync("staging", greeter.FirstPackage);
    }

    [Fact]
    public async Task Killed_after_the_switch_to_a_bad_release_the_next_verb_takes_it_back_first()
    {
        Soak.OrSkip("waits for the moment to interrupt");
        await using Site site = await greeter.OpenAsync();
        await KillAfterSwitchAsync(site);

        site.Mood("staging", $"{GreeterRepository.Second} rude");
        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(3, "cut off", "serves again", "not-barred");
        await site.ServesAsync("staging", greeter.FirstPackage);
    }

    [Fact]
    public async Task Killed_before_the_switch_the_next_verb_starts_over()
    {
        Soak.OrSkip("waits for the moment to interrupt");
        await using Site site = await greeter.OpenAsync();
        site.Mood("staging", $"{GreeterRepository.Second} slow-start 20000");
        int before = site.Ledger().Length;
        await using Launch stage = site.Start("Stage", "--package", greeter.SecondPackage);
        await site.LedgerSaysAsync(before, "\"ready\"", "\"intent\"");
        stage.Kill();
        (await stage.EndAsync()).Expect(137);

        Assert.Equal(greeter.FirstPackage, (await site.StatusAsync()).In("staging").Release?.PackageId);
        site.Mood("staging", "");
        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(0, "cut off");
        await site.ServesAsync("staging", greeter.SecondPackage);
    }

    private async Task KillAfterSwitchAsync(Site site)
    {
        site.Mood("staging", $"{GreeterRepository.Second} slow-front 8000");
        int before = site.Ledger().Length;
        await using Launch stage = site.Start("Stage", "--package", greeter.SecondPackage);
        await site.LedgerSaysAsync(before, "\"switch\"", "\"outcome\"");
        stage.Kill();
        (await stage.EndAsync()).Expect(137);
    }
}
