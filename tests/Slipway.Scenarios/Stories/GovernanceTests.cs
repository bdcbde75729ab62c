using System.Text.Json.Nodes;
using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>A team of three with keys of their own: who may ship what, when, and why, from plan to rollback.</summary>
public sealed class GovernanceTests(GreeterRepository greeter)
{
    [Fact]
    public async Task A_team_plans_rehearses_approves_waits_excepts_promotes_and_takes_back()
    {
        Soak.OrSkip("a long story of many processes");
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
        await ReplaysAsync(ada);
        (await ada.RunAsync("Audit", "--since", "yesterday")).Expect(2, "SLP1631");
        Assert.DoesNotContain("deploy.", (await ada.RunAsync("Audit", "--type", "approval")).Expect(0, "approval.granted", "approval.voided").Output, StringComparison.Ordinal);
        JsonNode plan = JsonNode.Parse((await ada.RunAsync("ReleasePlan", "--environment", "production", "--package", greeter.FirstPackage, "--json")).Expect(0).Output)!;
        Assert.Equal(1, (int)plan["schema"]!);
    }

    // Every decision follows from what is on record: here, and for a stranger with the exported file, in an empty folder, elsewhere on earth.
    private static async Task ReplaysAsync(Site ada)
    {
        Ended here = (await ada.RunAsync("Audit", "--replay")).Expect(0, "refused, exit 4", "refused, exit 5", "allowed");
        Assert.DoesNotContain("differs", here.Output, StringComparison.Ordinal);
        (await ada.RunAsync("Audit", "--bundle", "x")).Expect(2, "SLP4707");
        string folder = Directory.CreateTempSubdirectory("slipway-stranger-").FullName;
        try
        {
            string bundle = Path.Combine(folder, "audit.tar");
            (await ada.RunAsync("Audit", "--export", bundle)).Expect(0, "verify.sh");
            await using Launch unpacking = Launch.Start(folder, new Dictionary<string, string>(), "tar", "-xf", bundle);
            (await unpacking.EndAsync()).Expect(0);
            await using Launch verifying = Launch.Start(folder, new Dictionary<string, string>(), "bash", "audit/verify.sh");
            (await verifying.EndAsync()).Expect(0, "SOUND", "documents");
            string repository = Path.Combine(folder, "empty");
            Directory.CreateDirectory(Path.Combine(repository, ".nuke"));
            string[] current = await File.ReadAllLinesAsync(Path.Combine(ada.Root, ".nuke", "temp", "build", "current"), TestContext.Current.CancellationToken);
            foreach ((string from, string zone, string language) in new[] { (bundle, "Pacific/Apia", "tr_TR.UTF-8"), (Path.Combine(folder, "audit"), "America/St_Johns", "de_DE.UTF-8") })
            {
                await using Launch elsewhere = Launch.Start(repository, new Dictionary<string, string> { ["TZ"] = zone, ["LANG"] = language, ["LC_ALL"] = language, ["SLIPWAY_STATE"] = Path.Combine(folder, "no-state") }, current[0], Path.Combine(current[1], "_build.dll"), "Audit", "--replay", "--bundle", from);
                Assert.Equal(Decisions(here), Decisions((await elsewhere.EndAsync()).Expect(0)));
                Assert.False(Directory.Exists(Path.Combine(folder, "no-state")));
            }

            string manifest = Directory.EnumerateFiles(Path.Combine(folder, "audit", "manifests")).First();
            await File.AppendAllTextAsync(manifest, " ", TestContext.Current.CancellationToken);
            (await ada.RunAsync("Audit", "--replay", "--bundle", Path.Combine(folder, "audit"))).Expect(10, "SLP2001");
            (await ada.RunAsync("Audit", "--replay", "--bundle", Path.Combine(folder, "nothing.tar"))).Expect(2, "SLP4702");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // From the first decision to the head: in front of it and behind it stand lines about the run.
    private static string Decisions(Ended ended)
    {
        string[] lines = ended.Output.Split('\n');
        int first = Array.FindIndex(lines, line => line.Contains("Stage", StringComparison.Ordinal) && line.Contains("same", StringComparison.Ordinal));
        int last = Array.FindIndex(lines, line => line.Contains("decisions made again", StringComparison.Ordinal));
        Assert.True(first >= 0 && last > first, ended.All);
        return string.Join('\n', lines[first..(last + 1)]);
    }
}
