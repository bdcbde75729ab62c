using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>The same decisions where people and CI jobs share nothing but a git remote, and a store or a file.</summary>
public sealed class SharedLedgerTests(GreeterRepository greeter)
{
    [Fact]
    public async Task Two_clones_share_one_remote_and_one_store()
    {
        Soak.OrSkip("compiles and tests for real");
        await using Remote remote = await Remote.MakeAsync(greeter, sharesStore: true);
        await using Site ada = await remote.JoinAsync("ada");
        await using Site ben = await remote.JoinAsync("ben");
        (await ada.RunAsync("Policy", "--adopt")).Expect(0, "in force as version 1");
        (await ada.RunAsync("Release")).Expect(0, "is live in staging");
        string package = (await ada.StatusAsync()).In("staging").Release!.PackageId;

        // What one records, the other sees and acts on.
        (await ben.RunAsync("ReleasePlan", "--environment", "production", "--package", package)).Expect(0, "0 of 2 any");
        (await ada.RunAsync("Promote", "--environment", "production")).Expect(4, "SLP2410");
        (await ada.RunAsync("Approve", "--environment", "production")).Expect(4, "ada wrote or sealed");
        (await ben.RunAsync("Approve", "--environment", "production")).Expect(0, "Still missing: 1");
        (await ben.RunAsync("Approve", "--environment", "production", "--key", remote.KeyOf("cyd"))).Expect(0, "cyd approved");
        (await ben.RunAsync("Freeze", "--declare", "gala", "--start", "2020-01-01T00:00", "--end", "2099-01-01T00:00", "--zone", "Australia/Lord_Howe", "--environment", "production", "--reason", "the gala")).Expect(0);
        (await ada.RunAsync("Promote", "--environment", "production")).Expect(5, "SLP2412");
        (await ada.RunAsync("Exceptions", "--ask", "ship it", "--covers", "freeze", "--environment", "production", "--reason", "customers wait", "--impact", "low", "--follow-up", "review")).Expect(0, "EX-1");
        (await ben.RunAsync("Exceptions", "--grant", "EX-1")).Expect(0);
        (await ada.RunAsync("Promote", "--environment", "production", "--exception", "EX-1")).Expect(0, "production serves");
        await ada.ServesAsync("production", package);
        (await ben.RunAsync("History")).Expect(0, "Promote", "production");

        // Other bytes: what was approved does not hold for them.
        await remote.ChangeAsync(ada, "feat: greet louder");
        (await ben.RunAsync("Freeze", "--lift", "gala", "--reason", "over")).Expect(0);
        (await ada.RunAsync("Release")).Expect(0);
        (await ada.RunAsync("Rehearse")).Expect(0, "The way back works");
        (await ada.RunAsync("Promote", "--environment", "production")).Expect(4, "SLP2410");
        (await ada.RunAsync("Rollback", "--environment", "production", "--reason", "nothing before it")).Expect(3, "SLP2403");
        (await ben.RunAsync("Audit", "--verify")).Expect(0, "signatures, all good");
    }

    [Fact]
    public async Task Two_jobs_share_the_remote_and_an_exported_file()
    {
        Soak.LongOrSkip("compiles and tests for real");
        await using Remote remote = await Remote.MakeAsync(greeter, sharesStore: false);
        string file = Path.Combine(remote.Folder, "release.tgz");
        string package;
        await using (Site first = await remote.JoinAsync("ada"))
        {
            (await first.RunAsync("Policy", "--adopt")).Expect(0);
            (await first.RunAsync("Release")).Expect(0);
            (await first.RunAsync("Package", "--export", file)).Expect(0);
            package = (await first.StatusAsync()).In("staging").Release!.PackageId;
        }

        await using Site second = await remote.JoinAsync("ben");
        (await second.RunAsync("Promote", "--environment", "production", "--package", package)).Expect(2, "SLP2005");
        (await second.RunAsync("Package", "--import", file)).Expect(0, package);
        (await second.RunAsync("Promote", "--environment", "production", "--package", package)).Expect(4, "2 of anyone");
        (await second.RunAsync("Approve", "--environment", "production", "--package", package)).Expect(0);
        (await second.RunAsync("Approve", "--environment", "production", "--package", package, "--key", remote.KeyOf("cyd"))).Expect(0);
        (await second.RunAsync("Promote", "--environment", "production", "--package", package)).Expect(0);
        await second.ServesAsync("production", package);

        // An auditor needs git, ssh-keygen and sha256sum, and nothing of ours; a changed word is found.
        string bundle = Path.Combine(remote.Folder, "audit.tar");
        (await second.RunAsync("Audit", "--export", bundle)).Expect(0, "verify.sh");
        (await remote.RunAsync("tar", "-xf", bundle, "-C", remote.Folder)).Expect(0);
        (await remote.RunAsync("bash", Path.Combine(remote.Folder, "audit", "verify.sh"))).Expect(0, "SOUND", "signatures  3, all good");
        string ledger = Path.Combine(remote.Folder, "audit", "ledger.jsonl");
        await File.WriteAllTextAsync(ledger, (await File.ReadAllTextAsync(ledger, TestContext.Current.CancellationToken)).Replace("\"role\":\"any\"", "\"role\":\"all\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (await remote.RunAsync("bash", Path.Combine(remote.Folder, "audit", "verify.sh"))).Expect(1, "NOT SOUND");
    }
}
