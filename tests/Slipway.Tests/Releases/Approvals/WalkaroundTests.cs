using System.Text.Json.Nodes;
using Slipway.Fakes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;

namespace Slipway.Tests.Releases.Approvals;

/// <summary>Ways around a policy in force by what nobody signed: an edited file, another lane, another name, a clock, an address nobody knows.</summary>
public sealed class WalkaroundTests(Keyring keys) : IClassFixture<Keyring>
{
    private const string Other = "3 SLP2301 gate policy failed: .nuke/release.json is policy";

    [Fact]
    public async Task An_edited_file_that_governs_another_environment_frees_none()
    {
        Court court = await Court.OpenAsync(keys);
        court.File["approvals"]!["environments"] = new JsonArray("staging");

        Assert.StartsWith(Other, await court.AskAsync(), StringComparison.Ordinal);
        Assert.Contains("SLP2410", await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_file_of_another_preset_frees_none()
    {
        Court court = await Court.OpenAsync(keys);
        foreach (string section in new[] { "approvals", "roots", "people", "profiles" })
            court.File.Remove(section);

        Assert.StartsWith(Other, await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_environment_behind_production_takes_production_out_of_nothing()
    {
        Court court = await Court.OpenAsync(keys);
        court.Lane = [.. court.Lane, new DeploymentEnvironment { Name = "zzz", Port = 5099 }];

        Assert.StartsWith(Other, await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_under_another_name_at_its_own_port_is_production()
    {
        Court court = await Court.ApprovedAsync(keys);
        court.Append(Facts.Draft(EntryType.DeployStarted, "production", 'a', ("port", "5080")));
        court.Append(Facts.Draft(EntryType.DeployCompleted, "production", 'a'));
        court.Release('b');
        court.Lane = [court.Lane[0], new DeploymentEnvironment { Name = "prod", Port = 5080 }];

        Assert.StartsWith(Other, await court.AskAsync(court.Request('b', "prod")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_of_before_that_names_no_environments_lets_nothing_in_until_one_is_adopted_that_does()
    {
        var court = await Court.OpenAsync(keys);
        string unnamed = court.File.ToJsonString();
        var before = new Court(keys);
        before.Append(Facts.Draft("ledger.opened"));
        await before.AdoptAsync("ada", text: Slipway.Releases.Policies.PolicyText.Read(System.Text.Encoding.UTF8.GetBytes(unnamed), "release.json").ToCanonicalJson(), change: statement => statement with
        {
            PolicyDigest = Slipway.Vocabulary.Digests.Digest.Of(System.Text.Encoding.UTF8.GetBytes(Slipway.Releases.Policies.PolicyText.Read(System.Text.Encoding.UTF8.GetBytes(unnamed), "release.json").ToCanonicalJson())).Hex,
        });
        before.Release('a');
        before.Seal('b', "ada@example.org", "ada@example.org");

        Assert.Contains("version 1 does not say which environments it governs", await before.AskAsync(), StringComparison.Ordinal);
        Assert.Contains("version 1 does not say which environments it governs", await before.AskAsync(before.Request('b', "staging")), StringComparison.Ordinal);
        await before.AdoptAsync("ada");
        Assert.DoesNotContain("gate policy", await before.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_set_back_behind_the_ledger_decides_nothing_and_one_that_differs_a_little_does()
    {
        Court court = await Court.ApprovedAsync(keys);
        Assert.Equal("Proceed", await court.AskAsync(court.Request() with { Now = court.State.Latest.AddMinutes(-4) }));

        Assert.StartsWith("3 SLP2301 gate clock failed: it is 2026-03-13 12:00 UTC here, and the ledger holds an entry of 2026-03-14", await court.AskAsync(court.Request() with { Now = Facts.Noon.AddDays(-1) }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1234+ada@users.noreply.example", "ada@example.org")]
    [InlineData("ada@example.org", "1234+ada@users.noreply.example")]
    public async Task Makers_whom_the_policy_does_not_know_are_named_and_nobody_consents(string sealer, string author)
    {
        Court court = await Court.OpenAsync(keys);
        court.Release('b', sealer, author);
        await court.ApproveAsync("ben", package: 'b');
        await court.ApproveAsync("cyd", package: 'b');

        Assert.Contains("1234+ada@users.noreply.example wrote or sealed part of it and is nobody of the policy", await court.AskAsync(court.Request('b')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wrote_what_was_taken_back_wrote_what_lies_on_top_of_it()
    {
        Court court = await Court.OpenAsync(keys);
        court.Deploy('a', "production");
        court.Seal('b', "ben@example.org", "ben@example.org", Court.ManifestOf('a').Source.Commit);
        court.Seal('c', "cyd@example.org", "cyd@example.org", Court.ManifestOf('b').Source.Commit);
        court.Seal('d', "cyd@example.org", "cyd@example.org", Court.ManifestOf('a').Source.Commit);

        Assert.Equal(["ben", "cyd"], Makers(court, 'c'));
        Assert.Equal(["cyd"], Makers(court, 'd'));
    }

    [Fact]
    public async Task An_audit_finds_what_moved_on_no_policy_on_another_and_without_its_consents()
    {
        Court court = await Court.OpenAsync(keys);
        string inForce = court.Policy.Digest;
        court.Append(Facts.Draft(EntryType.DeployStarted, "production", 'a'));
        court.Append(Facts.Draft(EntryType.DeployCompleted, "production", 'a'));
        court.Append(Facts.Draft(EntryType.DeployCompleted, "production", 'b'));
        court.Append(Facts.Draft(EntryType.DeployStarted, "production", 'c', ("policy", Facts.Id('0'))));
        court.Append(Facts.Draft(EntryType.DeployStarted, "production", 'd', ("policy", inForce), ("profile", "patch")));
        court.Append(Facts.Draft(EntryType.RollbackStarted, "production", 'e'));
        court.Append(Facts.Draft(EntryType.RollbackStarted, "production", 'b'));
        court.Append(Facts.Draft(EntryType.DeployStarted, "staging", 'c'));

        SignatureAuditAnswer answer = await keys.Judging.JudgeAsync(answers => SignatureAudit.Of(court.Entries, answers), TestContext.Current.CancellationToken);

        Assert.Equal(["SLP2424", "SLP2424", "SLP2422", "SLP2423", "SLP2425"], answer.Faults.Select(fault => fault.Code));
        Assert.Equal("deployment 0001-dddddddddddd names 0 of the 2 consents that version 1 of the policy asks for", answer.Faults[3].Cause);
    }

    private static IEnumerable<string> Makers(Court court, char package) => new ApprovalQuestion
    {
        State = court.State, Policy = court.Policy, Chain = court.Chain(), Signatures = SignatureAnswers.None, Profile = Slipway.Releases.Policies.ReleaseProfile.Patch,
        Environment = "production", PackageId = Facts.Id(package), PlanDigest = "", From = court.State.In("production").Current?.PackageId, Now = court.Now,
    }.Makers.Order(StringComparer.Ordinal);

    [Fact]
    public async Task A_flag_that_lets_more_users_in_and_that_nobody_signed_is_found()
    {
        Court court = await Court.OpenAsync(keys);
        foreach ((string environment, int percent, string group) in new[] { ("production", 20, "beta"), ("production", 10, "beta"), ("production", 10, "staff"), ("production", 0, ""), ("staging", 100, "") })
        {
            var set = new FlagSet("checkout", percent, group.Length == 0 ? [] : [group], "it is time");
            court.Append(Facts.Draft(EntryType.FlagSet, environment) with { Data = Court.Data([.. set.Write()]) });
        }

        SignatureAuditAnswer answer = await keys.Judging.JudgeAsync(answers => SignatureAudit.Of(court.Entries, answers), TestContext.Current.CancellationToken);

        Assert.Equal(["SLP2426", "SLP2426"], answer.Faults.Select(fault => fault.Code));
        Assert.Equal("flag checkout lets more users in, and nobody signed that", answer.Faults[0].Cause);
    }
}
