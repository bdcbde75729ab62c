using System.Text.Json.Nodes;
using Slipway.Fakes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Approvals;

/// <summary>Consent under a policy that changes meanwhile, or that asks for more than one voice: every way around it that we know of.</summary>
public sealed class PolicyBypassTests(Keyring keys) : IClassFixture<Keyring>
{
    [Fact]
    public async Task A_changed_policy_voids_what_was_approved_under_the_one_before()
    {
        Court court = await Court.ApprovedAsync(keys);
        court.File["owner"] = "ada";
        Assert.StartsWith("3 SLP2301 gate policy failed", await court.AskAsync(), StringComparison.Ordinal);
        await court.AdoptAsync("ben");

        Assert.Contains("the policy has changed since", await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approver_who_was_removed_or_lost_the_role_no_longer_counts()
    {
        Court removed = await Court.ApprovedAsync(keys);
        removed.File["people"]!.AsObject().Remove("cyd");
        await removed.AdoptAsync("ben");
        await removed.ApproveAsync("cyd", change: statement => statement with { Role = "qa" });
        Assert.Contains("cyd is no longer in the policy", await removed.AskAsync(), StringComparison.Ordinal);

        Court demoted = await Court.OpenAsync(keys);
        demoted.File["people"]!["cyd"]!["roles"] = new JsonArray("operations");
        await demoted.AdoptAsync("ben");
        await demoted.ApproveAsync("ben");
        await demoted.ApproveAsync("cyd");
        Assert.Contains("cyd does not have the role qa", await demoted.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_came_after_the_approval_does_not_reach_back()
    {
        Court court = await Court.OpenAsync(keys);
        JsonArray roles = court.File["people"]!["dan"]!["roles"]!.AsArray();
        roles.Add("qa");
        Statement early = court.Consent("dan");
        await court.SignAsync(EntryType.ApprovalGranted, "production", 'a', early, "dan");
        await court.AdoptAsync("ben");
        await court.ApproveAsync("ben");

        Assert.Contains("dan did not have the role qa when it was given", await court.AskAsync(court.Request(requester: "ada@example.org")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_policy_is_not_brought_back()
    {
        Court court = await Court.OpenAsync(keys);
        string weak = court.Settings.ToCanonicalJson();
        string weakDigest = court.Policy.Digest;
        court.File["owner"] = "ada";
        await court.AdoptAsync("ada");
        Entry first = court.Entries.First(entry => entry.Type == EntryType.PolicySigned);
        court.Append(first);
        await court.AdoptAsync("mallory", version: 3, change: statement => statement with { PolicyDigest = weakDigest }, text: weak);

        PolicyChain chain = court.Chain();
        Assert.Equal(2, chain.Newest!.Version);
        Assert.Equal(["it is version 1, and 3 is next", "mallory is not in the policy"], chain.Refused.Select(refused => refused.Reason));
        Assert.Contains("gate policy failed", await court.AskAsync(court.Request() with { Policy = Slipway.Releases.Policies.PolicyText.Typed(Slipway.Releases.Policies.PolicyText.Read(System.Text.Encoding.UTF8.GetBytes(weak), "p")) }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_consent_in_their_order_where_the_policy_says_so()
    {
        Court court = await Court.OpenAsync(keys, file =>
        {
            file["approvals"]!["ordered"] = true;
            file["profiles"]!["patch"]!["approvals"] = new JsonArray(new JsonObject { ["role"] = "qa", ["count"] = 1 }, new JsonObject { ["role"] = "operations", ["count"] = 1 });
        });
        await court.ApproveAsync("cyd", change: statement => statement with { Role = "operations" });
        Assert.Contains("it was given before its turn", await court.AskAsync(), StringComparison.Ordinal);
        await court.ApproveAsync("ben");
        Assert.StartsWith("4 SLP2410 1 of operations", await court.AskAsync(), StringComparison.Ordinal);
        await court.ApproveAsync("eve", change: statement => statement with { Role = "operations" });
        Assert.Equal("Proceed", await court.AskAsync());
    }

    [Fact]
    public async Task One_person_in_two_roles_is_counted_once()
    {
        Court court = await Court.OpenAsync(keys, file =>
            file["profiles"]!["patch"]!["approvals"] = new JsonArray(new JsonObject { ["role"] = "qa", ["count"] = 1 }, new JsonObject { ["role"] = "operations", ["count"] = 1 }));
        await court.ApproveAsync("ben");
        await court.ApproveAsync("ben", change: statement => statement with { Role = "operations" });

        Assert.StartsWith("4 SLP2410 1 of operations", await court.AskAsync(), StringComparison.Ordinal);
        Assert.Contains("ben is counted already", await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_approved_first_where_the_policy_says_so()
    {
        Court court = await Court.OpenAsync(keys, file => file["approvals"]!["planFirst"] = true);
        await court.ApproveAsync("ben");
        await court.ApproveAsync("cyd");
        Task<Entry> Plan(string key, string about) => court.SignAsync(EntryType.PlanApproved, "production", null, court.Statement("plan", "ben") with { About = about, NotAfter = court.Now.AddDays(1) }, key);

        Assert.StartsWith("4 SLP2416 nobody approved the plan of 1.0.0 for production", await court.AskAsync(), StringComparison.Ordinal);
        await Plan("ben", PlanConsent.SubjectOf(court.Request('b')));
        await Plan("mallory", PlanConsent.SubjectOf(court.Request()));
        Assert.StartsWith("4 SLP2416", await court.AskAsync(), StringComparison.Ordinal);
        await Plan("ben", PlanConsent.SubjectOf(court.Request()));
        Assert.Equal("Proceed", await court.AskAsync());
    }

    [Fact]
    public async Task A_tick_that_is_not_signed_by_whom_it_names_ticks_nothing_off()
    {
        Court court = await Court.OpenAsync(keys, file =>
        {
            file["profiles"]!["patch"]!["gates"] = new JsonArray("checklist");
            file["checklist"] = new JsonArray(new JsonObject { ["id"] = "docs", ["text"] = "The manual is written", ["role"] = "qa" });
        });
        await court.ApproveAsync("ben");
        await court.ApproveAsync("cyd");
        Task<Entry> Tick(string person, string key, string about = "docs pass") =>
            court.SignAsync(EntryType.ChecklistChecked, "production", 'a', court.Statement("check", person) with { PackageId = Facts.Id('a'), About = about }, key, SshSignature.ApprovalNamespace, data: [("item", "docs"), ("result", "pass")]);

        foreach ((string person, string key, string about) in new[] { ("cyd", "", "docs pass"), ("cyd", "mallory", "docs pass"), ("cyd", "cyd", "docs fail"), ("dan", "dan", "docs pass") })
        {
            await Tick(person, key, about);
            Assert.StartsWith("3 SLP2301 gate checklist failed: 0 of 1 done; open: docs", await court.AskAsync(), StringComparison.Ordinal);
        }

        await Tick("cyd", "cyd");
        Assert.Equal("Proceed", await court.AskAsync());
    }
}
