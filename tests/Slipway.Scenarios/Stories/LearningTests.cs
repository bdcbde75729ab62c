using System.Text.Json;
using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>A release that goes wrong and is mended: what the team tells the ledger, and what the ledger tells the team.</summary>
public sealed class LearningTests(GreeterRepository greeter)
{
    [Fact]
    public async Task From_an_incident_to_a_closed_release_and_its_numbers()
    {
        Soak.OrSkip("a long story of many processes");
        await using Site site = await greeter.OpenAsync(inProduction: true);

        // What the first deployment brought: all commits, for no tag was there before it.
        string head = CommitOf(site);
        string scope = Assert.Single(site.Ledger(), line => line.Contains("deploy.scope", StringComparison.Ordinal) && line.Contains("\"production\"", StringComparison.Ordinal));
        Assert.Contains($"{head[..12]}:", scope, StringComparison.Ordinal);

        // An incident, its cause, and what is refused on the way.
        string[] open = ["Incidents", "--open", "slow greetings", "--environment", "production"];
        (await site.RunAsync([.. open, "--severity", "hig"])).Expect(2, "SLP4607", "did you mean high?");
        (await site.RunAsync([.. open, "--severity", "high", "--since", "2999-01-01"])).Expect(2, "SLP4610");
        (await site.RunAsync([.. open, "--severity", "high", "--deployment", "9"])).Expect(2, "SLP4605", "no deployment 9 in production");
        (await site.RunAsync([.. open, "--severity", "high", "--package", greeter.SecondPackage])).Expect(2, "SLP4606", "never served in production");
        (await site.RunAsync([.. open, "--severity", "high"])).Expect(0, "INC-1 is open in production, without a cause");
        (await site.RunAsync("Incidents", "--link", "INC-7", "--deployment", "0001")).Expect(2, "SLP4611", "did you mean INC-1?");
        (await site.RunAsync("Incidents", "--link", "INC-1")).Expect(2, "SLP4608");
        (await site.RunAsync("Incidents", "--link", "INC-1", "--deployment", "0001")).Expect(0, "INC-1 was caused by 0001-");
        (await site.RunAsync("Close")).Expect(3, "SLP4624", "INC-1 is open: slow greetings");

        // The hotfix says what it mends.
        (await site.RunAsync("Stage", "--package", greeter.SecondPackage, "--remediates", "INC-7")).Expect(2, "SLP4604", "did you mean INC-1?");
        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(0);
        (await site.RunAsync("Promote", "--environment", "production", "--remediates", "INC-1")).Expect(0);
        Assert.Contains("\"remediates\":\"INC-1\"", Assert.Single(site.Ledger(), line => line.Contains("remediates", StringComparison.Ordinal)), StringComparison.Ordinal);
        (await site.RunAsync("Incidents", "--resolve", "INC-1", "--reason", "0.9.0 is fast")).Expect(0);
        (await site.RunAsync("Incidents", "--resolve", "INC-1", "--reason", "again")).Expect(3, "SLP4609", "INC-1 is over");
        (await site.RunAsync("Incidents")).Expect(0, "INC-1", "over", "caused by 0.1.0 (0001-", "0.9.0 is fast");

        // What people say and promise.
        (await site.RunAsync("Survey", "--score", "6", "--role", "support")).Expect(2, "SLP4612");
        (await site.RunAsync("Survey", "--score", "4", "--role", "support", "--reason", "a calm day", "--package", greeter.FirstPackage)).Expect(0, "support gives");
        (await site.RunAsync("Survey", "--package", greeter.FirstPackage)).Expect(0, "4.0 of 5 by 1 answer", "a calm day");
        (await site.RunAsync("Actions", "--open", "measure the greeting", "--due", "soon")).Expect(2, "SLP4613");
        (await site.RunAsync("Actions", "--open", "measure the greeting", "--owner", "ben", "--due", "2020-02-02")).Expect(2, "SLP1635", "is over");
        (await site.RunAsync("Actions", "--open", "measure the greeting", "--owner", "ben", "--due", "2099-02-02")).Expect(0, "A-1 is open");
        (await site.RunAsync("Actions")).Expect(0, "A-1", "until 2099-02-02", "(ben)");
        (await site.RunAsync("Status")).Expect(0, "1 open action, next A-1 until 2099-02-02; ./build.sh Actions");

        await IssuesAsync(site);
        await NumbersAsync(site);
        await StoryAsync(site);

        (await site.RunAsync("Actions", "--close", "A-2", "--reason", "done")).Expect(2, "SLP4614", "did you mean A-1?");
        (await site.RunAsync("Actions", "--close", "A-1", "--reason", "a probe measures it")).Expect(0);
        (await site.RunAsync("Actions", "--close", "A-1", "--reason", "done")).Expect(3, "SLP4615", "a probe measures it");
        Assert.DoesNotContain("open action", (await site.RunAsync("Status")).Expect(0).Output, StringComparison.Ordinal);
        (await site.RunAsync("Audit", "--verify")).Expect(0, "chain unbroken");
    }

    [Fact]
    public async Task A_package_from_elsewhere_has_no_story_here()
    {
        Soak.OrSkip("a long story of many processes");
        await using Site site = greeter.Empty();
        Folders.Copy(Path.Combine(greeter.Home.State, "packages"), Path.Combine(site.State, "packages"));

        (await site.RunAsync("Retro", "--package", greeter.FirstPackage)).Expect(3, "SLP4616", "is not on record");
        (await site.RunAsync("Close", "--package", greeter.FirstPackage)).Expect(3, "SLP4620", "never served in production");
        (await site.RunAsync("Metrics")).Expect(0, "too few");
    }

    private string CommitOf(Site site)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(site.State, "packages", greeter.FirstPackage, "manifest.json")));
        return manifest.RootElement.GetProperty("source").GetProperty("commit").GetString()!;
    }

    // The first commit closes #1.
    private static async Task IssuesAsync(Site site)
    {
        string file = Path.Combine(site.State, "issues.json");
        (await site.RunAsync("Issues")).Expect(0, "no issues on record", "gh issue list");
        (await site.RunAsync("Issues", "--import", file)).Expect(2, "SLP4628");
        await File.WriteAllTextAsync(file, """[{"number":1,"createdAt":"2026-01-04T09:00:00Z"},{"number":2,"createdAt":"not yet"}]""", TestContext.Current.CancellationToken);
        (await site.RunAsync("Issues", "--import", file)).Expect(2, "SLP4627", "item 2");
        await File.WriteAllTextAsync(file, """[{"number":1,"createdAt":"2026-01-04T09:00:00Z"},{"number":2,"createdAt":"2026-01-05T09:00:00Z"}]""", TestContext.Current.CancellationToken);
        (await site.RunAsync("Issues", "--import", file)).Expect(0, "2 of 2 issues are new");
        (await site.RunAsync("Issues", "--import", file)).Expect(0, "0 of 2 issues are new");
        (await site.RunAsync("Issues")).Expect(0, "#1      2026-01-04 → ", "with 0.1.0", "1 of 2 issues reached production");
        using var answer = JsonDocument.Parse((await site.RunAsync("Issues", "--json")).Expect(0).Output);
        Assert.Equal(["0.1.0", null], answer.RootElement.GetProperty("issues").EnumerateArray().Select(issue => issue.GetProperty("version").GetString()));
        (await site.RunAsync("Metrics", "--entries", "cycle_time")).Expect(0, "issues.imported", "deploy.scope", "n = 1");
    }

    private async Task NumbersAsync(Site site)
    {
        (await site.RunAsync("Metrics", "--days", "0")).Expect(2, "SLP4603");
        (await site.RunAsync("Metrics", "--format", "yaml")).Expect(2, "SLP4602");
        (await site.RunAsync("Metrics", "--entries", "change_fail_rat")).Expect(2, "SLP4601", "did you mean change_fail_rate?");
        (await site.RunAsync("Metrics", "--entries", "failed_deployment_recovery_time")).Expect(0, "deploy.completed", "incident.opened", "n = 1");
        (await site.RunAsync("Metrics", "--format", "prometheus")).Expect(0, "# TYPE slipway_change_fail_rate_ratio gauge", "measure=\"change_lead_time\"} ");
        (await site.RunAsync("Metrics", "--format", "csv")).Expect(0, "application,environment,from,to,key");
        using var answer = JsonDocument.Parse((await site.RunAsync("Metrics", "--json", "--environment", "production")).Expect(0).Output);
        Assert.Equal(1, answer.RootElement.GetProperty("schema").GetInt32());
        JsonElement[] measures = [.. Assert.Single(answer.RootElement.GetProperty("environments").EnumerateArray()).GetProperty("measures").EnumerateArray()];
        (double? Value, int N) Of(string key) => measures.Where(measure => measure.GetProperty("key").GetString() == key).Select(measure => (measure.GetProperty("value").ValueKind == JsonValueKind.Null ? (double?)null : measure.GetProperty("value").GetDouble(), measure.GetProperty("n").GetInt32())).Single();
        Assert.Equal((0.5, 2), Of("change_fail_rate")); // the first of two
        Assert.Equal((0.5, 2), Of("deployment_rework_rate")); // the second of two
        Assert.Equal((4.0, 1), Of("satisfaction"));
        Assert.Equal(1, Of("failed_deployment_recovery_time").N);
        Assert.Equal(int.Parse(await greeter.GitAsync("rev-list", "--count", CommitOf(site)), System.Globalization.CultureInfo.InvariantCulture), Of("change_lead_time").N);
    }

    private async Task StoryAsync(Site site)
    {
        string file = Path.Combine(site.State, "story", "retro.md");
        (await site.RunAsync("Retro", "--package", greeter.FirstPackage, "--out", file)).Expect(0, file);
        string story = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.All(new[] { "# Retrospective: greeter 0.1.0", "INC-1 (high) slow greetings in production", "4 of 5 by support: a calm day", "A-1: measure the greeting (ben, until 2099-02-02)" }, words => Assert.Contains(words, story, StringComparison.Ordinal));
        (await site.RunAsync("Close", "--package", greeter.FirstPackage)).Expect(0, "0.1.0", "is closed", "1 open action");
        (await site.RunAsync("Close", "--package", greeter.FirstPackage)).Expect(0, "was closed by");
        (await site.RunAsync("Explain", "--markdown")).Expect(0, "# How greeter is released: staging → production", "- **Promote**: ", "## Way back");
        Assert.Equal(1, JsonDocument.Parse((await site.RunAsync("Explain", "--json")).Expect(0).Output).RootElement.GetProperty("schema").GetInt32());
        (await site.RunAsync("Audit", "--type", "retro")).Expect(0, "retro.created", "file=retro.md");
    }
}
