using System.Text.Json;
using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>Releases that take over production by a plan, with people asking all the while.</summary>
[Collection(nameof(Alone))]
public sealed class RolloutTests(GreeterRepository greeter)
{
    private static Dictionary<string, string> Within(int seconds) => new() { ["GREETER_STEPS"] = $"{seconds}" };

    [Fact]
    public async Task A_release_that_fails_people_goes_back_by_itself_and_one_that_does_not_takes_over()
    {
        Soak.OrSkip("walks releases through their steps");
        await using Site site = await ReadyAsync();
        site.Mood("production", $"{GreeterRepository.Second} faulty 40");
        await using (var visitors = new Visitors(site.PortOf("production")))
        {
            (await PromoteAsync(site, 60)).Expect(8, "SLP3506", "exposed       20 % to 0.9.0, step 1 of 2", "traffic left 0.9.0 within", "serves again");
            Assert.Equal(0, visitors.Lost);
            Assert.True(visitors.Failed < visitors.Greeted / 5, $"{visitors.Failed} of {visitors.Greeted}");
        }

        await site.ServesAsync("production", greeter.FirstPackage);
        Assert.True((await site.StatusAsync()).In("production").Pinned);
        Assert.Contains(site.Ledger(), line => line.Contains("\"exposure.judged\"", StringComparison.Ordinal) && line.Contains("\"harmful\"", StringComparison.Ordinal));
        (await site.RunAsync("Show", "--package", greeter.SecondPackage)).Expect(0, "taken back at 20 %: ");
        (await PromoteAsync(site, 60)).Expect(3, "SLP2301", "not-barred");

        site.Mood("production", "");
        await using (var visitors = new Visitors(site.PortOf("production")))
        {
            (await PromoteAsync(site, 60, "--again", "--reason", "it was the data")).Expect(0, "passed        20 % after", "passed        50 % after", "production serves 0.9.0");
            Assert.Equal((0, 0), (visitors.Failed, visitors.Lost));
        }

        await site.ServesAsync("production", greeter.SecondPackage);
        (await site.RunAsync("Show", "--package", greeter.SecondPackage)).Expect(0, "passed 50 %: ");
    }

    [Fact]
    public async Task A_release_that_nobody_asks_goes_back_at_the_deadline_and_one_that_nobody_watches_at_the_next_verb()
    {
        Soak.OrSkip("walks releases through their steps");
        await using Site site = await ReadyAsync();

        (await PromoteAsync(site, 4)).Expect(7, "SLP3507", "nothing could be told within 4s");
        await site.ServesAsync("production", greeter.FirstPackage);
        Assert.False((await site.StatusAsync()).In("production").Pinned);

        int before = site.Ledger().Length;
        await using (Launch promotion = site.Start(Within(120), ["Promote", "--environment", "production"]))
        {
            await site.LedgerSaysAsync(before, "\"exposure.changed\"");
            (await site.RunAsync("Hold", "--environment", "production", "--reason", "support asks to wait", "--json")).Expect(0, "\"run\":\"atWork\"");
            JsonElement rollout = (await StatusAsync(site)).GetProperty("rollout");
            Assert.Equal((1, 20, true), (rollout.GetProperty("step").GetInt32(), rollout.GetProperty("percent").GetInt32(), rollout.GetProperty("held").GetBoolean()));
            (await site.RunAsync("Status")).Expect(0, "rollout of 0.9.0, 20 %, step 1 of 2, held by ada@example.org: support asks to wait");
            promotion.Kill();
            (await promotion.EndAsync()).Expect(137);
        }

        Assert.Contains("is unfinished, 20 % of the traffic with", (await site.StatusAsync()).In("production").Drift, StringComparison.Ordinal);
        (await site.RunAsync("Up", "--environment", "production")).Expect(0, "cut off", "serves again");
        await site.ServesAsync("production", greeter.FirstPackage);
        (await site.RunAsync("Abort", "--environment", "production", "--reason", "too late")).Expect(3, "SLP1681");
    }

    private Task<Ended> PromoteAsync(Site site, int deadline, params string[] words) =>
        site.RunWithAsync(Within(deadline), ["Promote", "--environment", "production", "--package", greeter.SecondPackage, .. words]);

    private async Task<Site> ReadyAsync()
    {
        Site site = await greeter.OpenAsync(inProduction: true);
        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(0);
        return site;
    }

    private static async Task<JsonElement> StatusAsync(Site site) => JsonDocument.Parse((await site.RunAsync("Status", "--json")).Expect(0).Output).RootElement
        .GetProperty("environments").EnumerateArray().Single(place => place.GetProperty("name").GetString() == "production");
}
