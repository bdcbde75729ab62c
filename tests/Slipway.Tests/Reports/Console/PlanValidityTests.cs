using System.Text.Json.Nodes;
using Slipway.Fakes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Tests.Releases.Approvals;

namespace Slipway.Tests.Reports.Console;

/// <summary>A plan says until when what speaks for it holds, to people and to programs.</summary>
public sealed class PlanValidityTests(Keyring keys) : IClassFixture<Keyring>
{
    [Fact]
    public async Task A_plan_says_until_when_its_answers_and_consents_hold()
    {
        Court court = await Court.OpenAsync(keys, file => file["profiles"]!["patch"]!["gates"] = new JsonArray("vulnerabilities"));
        court.Append(Facts.Draft(EntryType.EvidenceRecorded) with { Data = Court.Data(("kind", "vulnerabilities"), ("tree", Court.ManifestOf('a').Source.Tree), ("looked", "12 packages")) });
        await court.ApproveAsync("ben", change: statement => statement with { NotAfter = Facts.Noon.AddHours(20) });
        await court.ApproveAsync("cyd");
        DeployRequest request = court.Request();
        var decision = Assert.IsType<Decision.Proceed>(await court.DecideAsync(request));
        var plan = new PlanView { Environment = request.Environment, Request = request, Assessment = decision.Assessment!, VersionWhy = "1.0.0" };

        string[] lines = [.. ReleasePlanText.Render(plan, new Palette(false))];
        JsonNode json = JsonNode.Parse(PlanJson.Of(plan))!;

        Assert.Contains(lines, line => line.Contains("vulnerabilities 12 packages; valid until 2026-03-15 12:06 UTC", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("the first of them holds until 2026-03-15 08:00 UTC", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("tests", StringComparison.Ordinal) && line.Contains("valid until", StringComparison.Ordinal));
        Assert.Equal("2026-03-15T08:00:00.0000000Z", (string?)json["approvals"]!["validUntilUtc"]);
        Assert.Equal("2026-03-15T12:06:00.0000000Z", (string?)json["gates"]!.AsArray().Single(gate => (string?)gate!["gate"] == "vulnerabilities")!["validUntilUtc"]);
        Assert.Null(json["gates"]![0]!["validUntilUtc"]);
    }

    [Fact]
    public async Task What_an_exception_lets_pass_ends_with_the_exception()
    {
        Court court = await Court.OpenAsync(keys, file => file["profiles"]!["patch"]!["gates"] = new JsonArray("vulnerabilities"));
        Entry granted = await Asking.GrantAsync(court, "ben", await Asking.AskAsync(court, "EX-1", "vulnerabilities"));

        Decision decision = await court.DecideAsync(court.Request() with { Exceptions = ["EX-1"] });

        Assert.Equal(granted.Utc.AddHours(24), decision.Gates.Single(gate => gate.Gate == "vulnerabilities").ValidUntil);
    }
}
