using System.Text.Json.Nodes;
using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>Governing verbs asked for what cannot be: each says why and what to do instead.</summary>
public sealed class RefusedVerbsTests(GreeterRepository greeter)
{
    [Fact]
    public async Task Every_governing_verb_says_what_it_misses()
    {
        Soak.OrSkip("starts a process for each refusal");
        await using Team team = await Team.GatherAsync(greeter, policy =>
        {
            policy["checklist"] = new JsonArray(
                new JsonObject { ["id"] = "docs", ["text"] = "The manual is written", ["role"] = "writer" }, new JsonObject { ["id"] = "runs", ["text"] = "It runs", ["gate"] = "smoke" });
            policy["freezes"] = new JsonArray(new JsonObject { ["id"] = "winter", ["start"] = "2001-12-20T00:00", ["end"] = "2002-01-02T00:00", ["zone"] = "Europe/Stockholm" });
        });
        Site ada = team.Of("ada");
        Site ben = team.Of("ben");
        (await ada.RunAsync("Policy", "--adopt")).Expect(0);

        (await ben.RunAsync("Approve", "--environment", "production", "--hours", "soon")).Expect(2, "SLP1601", "--hours cannot be 'soon'");
        (await ben.RunAsync("Reject", "--environment", "production")).Expect(2, "SLP1602", "Reject needs --reason");
        string stranger = team.KeyOf("stranger");
        await File.WriteAllTextAsync(stranger + ".pub", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA x", TestContext.Current.CancellationToken);
        (await ben.RunAsync("Approve", "--environment", "production", "--key", stranger)).Expect(4, "SLP1604", stranger);
        (await ben.RunAsync("Approve", "--environment", "production", "--again", "--reason", "mended")).Expect(3, "SLP1606", "ben did not reject");
        (await ben.RunAsync("Approve", "--environment", "production", "--countersign")).Expect(3, "SLP1607", "no emergency in production");

        (await ada.RunAsync("Candidate", "--package", greeter.FirstPackage)).Expect(0);

        string[] declare = ["Freeze", "--declare", "gala", "--reason", "the gala", "--zone"];
        (await ada.RunAsync([.. declare, "Europe/Stokholm", "--start", "2026-01-01T00:00", "--end", "2026-01-02T00:00"])).Expect(2, "SLP1610", "Europe/Stockholm");
        (await ada.RunAsync([.. declare, "UTC", "--start", "2026-01-02T00:00", "--end", "2026-01-01T00:00"])).Expect(2, "SLP1611");
        (await ada.RunAsync("Freeze", "--declare", "winter", "--reason", "cold", "--zone", "UTC", "--start", "2026-01-01T00:00", "--end", "2026-01-02T00:00")).Expect(2, "SLP1612", "winter");
        (await ada.RunAsync("Freeze", "--lift", "winter", "--reason", "warm")).Expect(2, "SLP1613", "change it there");
        (await ada.RunAsync([.. declare, "UTC", "--start", "tomorrow", "--end", "2026-01-01T00:00"])).Expect(2, "SLP1614", "--start cannot be 'tomorrow'");

        string[] ask = ["Exceptions", "--ask", "ship it", "--environment", "production", "--reason", "x", "--impact", "low", "--follow-up", "y"];
        (await ada.RunAsync(ask)).Expect(2, "SLP1615", "--covers");
        (await ada.RunAsync([.. ask, "--covers", "freez"])).Expect(2, "SLP1616", "did you mean freeze?");
        (await ada.RunAsync([.. ask, "--covers", "freeze"])).Expect(0, "EX-1");
        (await ben.RunAsync("Exceptions", "--grant", "EX-1")).Expect(0);
        (await ben.RunAsync("Exceptions", "--grant", "EX-1")).Expect(3, "SLP1617", "EX-1 is granted");
        (await ben.RunAsync("Exceptions", "--close", "EX-9", "--reason", "done")).Expect(2, "SLP1619", "no exception EX-9");

        (await ada.RunAsync("Risks", "--open", "leaks", "--severity", "hig")).Expect(2, "SLP1620", "did you mean high?");
        (await ada.RunAsync("Risks", "--close", "R-7", "--reason", "mended")).Expect(2, "SLP1621", "no risk R-7");
        (await ada.RunAsync("Risks", "--open", "leaks", "--severity", "low")).Expect(0, "R-1");
        (await ada.RunAsync("Risks", "--close", "R-1", "--reason", "mended")).Expect(0);
        (await ada.RunAsync("Risks", "--close", "R-1", "--reason", "mended")).Expect(2, "SLP1633", "R-1 is closed already");
        Assert.Equal("closed", JsonNode.Parse((await ada.RunAsync("Risks", "--json")).Expect(0).Output)!["risks"]![0]!["state"]!.GetValue<string>());
        (await ada.RunAsync("History", "--last", "some")).Expect(2, "SLP1516", "'some' is no number");
        (await ada.RunAsync("Audit", "--type", "aproval", "--environment", "prod")).Expect(2, "SLP2610", "did you mean approval?", "no environment prod");
        (await ada.RunAsync("Audit", "--type", "incident")).Expect(0, "entries is of that kind");
        (await ada.RunAsync("Guide", "contrakt")).Expect(2, "SLP1210", "did you mean contract?");

        (await ben.RunAsync("Checklist", "--done", "runs")).Expect(2, "SLP1622", "ticked off by gate smoke");
        (await ben.RunAsync("Checklist", "--done", "uat", "--result", "maybe")).Expect(2, "SLP1623");
        (await ben.RunAsync("Checklist", "--done", "docs")).Expect(4, "SLP1624", "does not have the role writer");

        (await ada.RunAsync("Policy", "--compare", "solo")).Expect(2, "SLP1625");
        (await ada.RunAsync("Policy", "--compare", "solo", "teem")).Expect(2, "SLP1626", "did you mean team?");
        (await ada.RunAsync("Rehearse", "--environment", "production")).Expect(2, "SLP1630", "where users are");
        (await ada.RunAsync("Rehearse", "--package", greeter.SecondPackage)).Expect(3, "SLP2407", "is not live in staging");
    }
}
