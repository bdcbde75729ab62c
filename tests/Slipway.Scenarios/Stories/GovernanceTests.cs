using System.Text.Json.Nodes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>A team of three with keys of their own: who may ship what, when, and why, from plan to rollback.</summary>
public sealed class GovernanceTests(GreeterRepository greeter)
{
    [Fact]
    public async Task A_team_plans_rehearses_approves_waits_excepts_promotes_and_takes_back()
    {
        await using Team team = await Team.GatherAsync(greeter);
        Site ada = team.Of("ada");
        Site ben = team.Of("ben");
        Site cyd = team.Of("cyd");

        // The policy itself is signed into force; until then nothing that asks for signatures is believed.
        (await ada.RunAsync("Promote", "--environment", "production")).Expect(3, "gate policy failed", "never signed into force", "./build.sh Policy --adopt");
        (await cyd.RunAsync("Policy", "--adopt")).Expect(4, "SLP1628", "ada");
        (await ada.RunAsync("Policy", "--adopt")).Expect(0, "is in force as version 1");
        (await ada.RunAsync("Policy")).Expect(0, "approvals.signed", "preset team", ".nuke/release.json:");

        // Plan and candidate.
        (await ada.RunAsync("Candidate", "--package", greeter.FirstPackage)).Expect(0, "candidate 0.1.0-rc.1");
        (await ada.RunAsync("ReleasePlan", "--environment", "production")).Expect(0, "risk", "consent", "0 of 2 any", "way back");

        // Nobody approved yet; the author may not.
        (await ada.RunAsync("Promote", "--environment", "production")).Expect(4, "SLP2410", "2 of anyone in the policy must approve", "./build.sh Approve --environment production");
        (await ada.RunAsync("Approve", "--environment", "production")).Expect(4, "SLP1605", "ada wrote or sealed");
        (await ben.RunAsync("Approve", "--environment", "production")).Expect(0, "ben approved 0.1.0", "Still missing: 1 of anyone");
        (await ben.RunAsync("Approve", "--environment", "production")).Expect(4, "ben has approved this already");

        // A new high risk voids what was approved before it.
        (await cyd.RunAsync("Risks", "--open", "the motto service is flaky", "--severity", "high")).Expect(0, "R-1 is open");
        (await ada.RunAsync("Promote", "--environment", "production")).Expect(4, "risk R-1 was opened after it", "ben's approval");
        (await cyd.RunAsync("Risks", "--close", "R-1", "--reason", "retries were added")).Expect(0);
        (await cyd.RunAsync("Approve", "--environment", "production")).Expect(0, "Still missing: 1 of anyone");
        (await ben.RunAsync("Approve", "--environment", "production")).Expect(0, "Next: ./build.sh Promote");

        // A freeze begins; only an exception that somebody else grants lets it pass.
        (await cyd.RunAsync("Freeze", "--declare", "gala", "--start", "2020-01-01T00:00", "--end", "2099-01-01T00:00", "--zone", "Pacific/Auckland", "--environment", "production", "--reason", "the gala")).Expect(0);
        (await ada.RunAsync("Promote", "--environment", "production")).Expect(5, "SLP2412", "production is frozen: freeze gala (the gala)", "./build.sh Freeze --explain");
        (await ada.RunAsync("Freeze", "--explain", "--environment", "production")).Expect(0, "frozen", "denies  gala", "next opening", "Pacific/Auckland");
        (await ada.RunAsync("Exceptions", "--ask", "ship the mended greeting", "--covers", "freeze", "--environment", "production", "--reason", "customers wait", "--impact", "low", "--follow-up", "review on Monday")).Expect(0, "EX-1");
        (await ada.RunAsync("Promote", "--environment", "production", "--exception", "EX-1")).Expect(4, "nobody granted it");
        (await ada.RunAsync("Exceptions", "--grant", "EX-1")).Expect(4, "SLP1618");
        (await ben.RunAsync("Exceptions", "--grant", "EX-1")).Expect(0, "ben granted EX-1");
        (await ada.RunAsync("Promote", "--environment", "production", "--exception", "EX-1")).Expect(0, "production serves 0.1.0");
        await ada.ServesAsync("production", greeter.FirstPackage);

        // Other bytes are another matter: what was approved is used up, and the second package has no consent.
        (await ada.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(0);
        (await ada.RunAsync("Rehearse")).Expect(0, "The way back works");
        await ada.ServesAsync("staging", greeter.SecondPackage);
        (await cyd.RunAsync("Freeze", "--lift", "gala", "--reason", "it is over")).Expect(0);
        (await ada.RunAsync("Promote", "--environment", "production")).Expect(4, "SLP2410");
        (await ben.RunAsync("Approve", "--environment", "production")).Expect(0);
        (await cyd.RunAsync("Approve", "--environment", "production")).Expect(0);
        (await ada.RunAsync("Promote", "--environment", "production")).Expect(0);
        await ada.ServesAsync("production", greeter.SecondPackage);

        // The way back needs nobody's consent.
        (await ada.RunAsync("Rollback", "--environment", "production", "--reason", "customers complain")).Expect(0);
        await ada.ServesAsync("production", greeter.FirstPackage);
        (await ada.RunAsync("Audit", "--verify")).Expect(0, "signatures, all good");
        (await ada.RunAsync("Audit", "--since", "yesterday")).Expect(2, "SLP1631");
        Assert.DoesNotContain("deploy.", (await ada.RunAsync("Audit", "--type", "approval")).Expect(0, "approval.granted", "approval.voided").Output, StringComparison.Ordinal);
        JsonNode plan = JsonNode.Parse((await ada.RunAsync("ReleasePlan", "--environment", "production", "--package", greeter.FirstPackage, "--json")).Expect(0).Output)!;
        Assert.Equal(1, (int)plan["schema"]!);
    }
}
