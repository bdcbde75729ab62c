using System.Text.Json.Nodes;
using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>A release with a plan: its scope closes, it stands on something else, milestones are due, and other calendars follow it.</summary>
public sealed class PlannedReleaseTests(GreeterRepository greeter)
{
    private const string Plan = """
        {
          "zone": "Europe/Stockholm",
          "cadence": { "weeks": 2, "from": "2020-01-07" },
          "releases": [{
            "version": "0.1.0", "title": "The first", "date": "2020-02-04T10:00", "cutOff": "2020-01-31T12:00",
            "milestones": [{ "id": "docs", "text": "the manual is written", "due": "2020-02-01T10:00" }],
            "dependsOn": [{ "id": "dns", "text": "the name is registered" }],
            "success": [{ "name": "greetings per hour", "target": 120, "afterDays": 0 }]
          }]
        }
        """;

    [Fact]
    public async Task A_plan_is_kept_or_excepted_and_followed_by_other_calendars()
    {
        Soak.OrSkip("compiles and tests for real");
        await using Team team = await Team.GatherAsync(greeter, policy =>
        {
            foreach (string profile in new[] { "patch", "minor", "major" })
                policy["profiles"]![profile] = new JsonObject { ["approvals"] = new JsonArray(), ["gates"] = new JsonArray("scope", "milestones", "dependencies") };
        });
        Site ada = team.Of("ada");
        Site ben = team.Of("ben");
        foreach (Site site in new[] { ada, ben })
            await File.WriteAllTextAsync(Path.Combine(site.Root, ".nuke", "calendar.json"), Plan, TestContext.Current.CancellationToken);
        (await ada.RunAsync("Policy", "--adopt")).Expect(0);

        (await ada.RunAsync("Calendar", "--month", "2020-02")).Expect(0, "February 2020, Europe/Stockholm", "R 0.1.0 goes live, late", "M 0.1.0: the manual is written, late", "c release date, skipped");
        (await ada.RunAsync("Promote", "--environment", "production")).Expect(3, "gate scope failed", "joined since", "--covers scope", "gate milestones failed: late: docs", "gate dependencies failed: not met: dns");

        (await ada.RunAsync("Calendar", "--reach", "0.1.0/dogs", "--reason", "x")).Expect(2, "SLP1652", "did you mean 0.1.0/docs?");
        (await ada.RunAsync("Calendar", "--reach", "0.1.0/docs", "--reason", "printed")).Expect(0, "0.1.0/docs: reached, says ada");
        (await ada.RunAsync("Calendar", "--reach", "0.1.0/docs", "--reason", "printed")).Expect(2, "SLP1653", "reached already");
        (await ben.RunAsync("Calendar", "--reach", "0.1.0/dns", "--reason", "looked it up")).Expect(0);
        (await ada.RunAsync("Retro", "--package", greeter.FirstPackage, "--measure", "greetings per hour", "--value", "131")).Expect(3, "SLP4803", "never served in production");
        (await ada.RunAsync("Exceptions", "--ask", "late commits", "--covers", "scope", "--environment", "production", "--reason", "the cut-off was a mistake", "--impact", "low", "--follow-up", "plan better")).Expect(0, "EX-1");
        (await ben.RunAsync("Exceptions", "--grant", "EX-1")).Expect(0);
        (await ada.RunAsync("Promote", "--environment", "production", "--exception", "EX-1")).Expect(0, "production serves");

        (await ada.RunAsync("Calendar", "--month", "soon")).Expect(2, "SLP1654");
        (await ada.RunAsync("Calendar", "--export", "plan.doc")).Expect(2, "SLP1651", ".ics");
        string file = Path.Combine(ada.Root, "plan.ics");
        (await ada.RunAsync("Calendar", "--export", file)).Expect(0, file);
        Assert.Contains("SUMMARY:greeter: 0.1.0 went live in production", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        string page = Path.Combine(ada.Root, "plan.html");
        (await ada.RunAsync("Calendar", "--export", page)).Expect(0, page);
        Assert.Contains("0.1.0 went live in production", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await ImpactAsync(ada, greeter.FirstPackage);
        (await ada.RunAsync("Calendar", "--json")).Expect(0, "\"schema\": 1", "\"kind\": \"deployment\"");
        (await ben.RunAsync("Audit", "--verify")).Expect(0, "signatures, all good");
    }

    // Overdue at once, for it is measured on the day it goes live.
    private static async Task ImpactAsync(Site site, string package)
    {
        (await site.RunAsync("Actions")).Expect(0, "0.1.0/greetings per hour", "hoped for at least 120", "overdue");
        (await site.RunAsync("Status", "--json")).Expect(0, "\"actions\": [", "\"id\": \"0.1.0/greetings per hour\"", "\"overdue\": true");
        (await site.RunAsync("Retro", "--package", package, "--measure", "greetings per hour")).Expect(2, "SLP1602", "--value");
        (await site.RunAsync("Retro", "--package", package, "--measure", "greetings per hour", "--value", "many")).Expect(2, "SLP4801");
        (await site.RunAsync("Retro", "--package", package, "--measure", "greetings an hour", "--value", "131")).Expect(2, "SLP4802", "did you mean greetings per hour?");
        (await site.RunAsync("Retro", "--package", package, "--measure", "greetings per hour", "--value", "131", "--reason", "counted by the proxy")).Expect(0, "131, hoped for at least 120, reached");
        (await site.RunAsync("Actions")).Expect(0, "no open actions");
        string file = Path.Combine(site.Root, "retro.md");
        (await site.RunAsync("Retro", "--package", package, "--out", file)).Expect(0);
        string story = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("goes live: planned 2020-02-04 09:00 UTC, actual ", story, StringComparison.Ordinal);
        Assert.Contains("measured 131 on ", story, StringComparison.Ordinal);
    }
}
