using System.Text.Json.Nodes;
using Slipway.Fakes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Approvals;

/// <summary>Every way around consent that we know of, each tried with real signatures against the decision itself.</summary>
public sealed class BypassTests(Keyring keys) : IClassFixture<Keyring>
{
    private const string Missing = "4 SLP2410 1 of qa must approve";

    [Fact]
    public async Task Two_who_may_and_did_let_it_in()
    {
        Court court = await Court.OpenAsync(keys);
        Assert.StartsWith("4 SLP2410 2 of qa must approve", await court.AskAsync());
        await court.ApproveAsync("ben");
        Assert.StartsWith(Missing, await court.AskAsync());
        await court.ApproveAsync("cyd");

        Assert.Equal("Proceed", await court.AskAsync());
    }

    [Fact]
    public async Task Keys_of_other_kinds_sign_as_well()
    {
        Court court = await Court.OpenAsync(keys);
        await court.ApproveAsync("eve");
        await court.ApproveAsync("fay");

        Assert.Equal("Proceed", await court.AskAsync());
    }

    [Fact]
    public Task Nobody_approves_what_they_wrote() => HoldsOffAsync(court => court.ApproveAsync("ada"), "ada wrote or sealed what this package holds");

    [Fact]
    public async Task Whoever_is_named_in_a_co_authored_by_trailer_wrote_it_too()
    {
        Court court = await Court.OpenAsync(keys);
        court.Release('b', sealer: "ci@example.org", authors: "ada@example.org cyd@example.org");
        await court.ApproveAsync("ben", package: 'b');
        await court.ApproveAsync("cyd", package: 'b');

        Assert.Contains("cyd wrote or sealed", await court.AskAsync(court.Request('b')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_sealed_it_does_not_approve_it_even_when_it_is_sealed_again_by_another()
    {
        Court court = await Court.OpenAsync(keys);
        court.Release('b', sealer: "cyd@example.org", authors: "ada@example.org");
        court.Seal('b', sealer: "ci@example.org", authors: "");
        await court.ApproveAsync("ben", package: 'b');
        await court.ApproveAsync("cyd", package: 'b');

        Assert.Contains("cyd wrote or sealed", await court.AskAsync(court.Request('b')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_of_which_nobody_knows_who_made_it_is_approved_by_nobody()
    {
        Court court = await Court.OpenAsync(keys);
        court.Append(Facts.Draft(EntryType.EvidenceRecorded) with { Data = Court.Data(("kind", "tests"), ("tree", Court.ManifestOf('b').Source.Tree), ("total", "5"), ("failed", "0"), ("skipped", "0")) });
        court.Deploy('b', "staging");
        await court.ApproveAsync("ben", package: 'b');
        await court.ApproveAsync("cyd", package: 'b');

        Assert.Contains("2 of qa must approve", await court.AskAsync(court.Request('b')), StringComparison.Ordinal);
    }

    [Fact]
    public Task Two_keys_of_one_person_are_one_person() => HoldsOffAsync(court => court.ApproveAsync("ben", key: "ben-2"), "ben is counted already");

    [Fact]
    public Task An_approval_of_other_bytes_is_none() => HoldsOffAsync(court => court.ApproveAsync("cyd", change: statement => statement with { PackageId = Facts.Id('b') }), "it was given for package bbbbbbbbbbbb");

    [Fact]
    public Task An_approval_for_staging_is_none_for_production() => HoldsOffAsync(court => court.ApproveAsync("cyd", change: statement => statement with { Environment = "staging" }), "it was given for staging");

    [Fact]
    public Task An_approval_of_another_project_is_none() => HoldsOffAsync(court => court.ApproveAsync("cyd", change: statement => statement with { Project = Facts.Id('f') }), "it was given for another project");

    [Fact]
    public Task A_rejection_or_anything_else_signed_is_no_approval() => HoldsOffAsync(court => court.ApproveAsync("cyd", change: statement => statement with { Action = "plan" }), "it is no consent to a deployment");

    [Fact]
    public Task An_approval_without_an_end_is_none() => HoldsOffAsync(court => court.ApproveAsync("cyd", change: statement => statement with { NotAfter = null }), "it has no end");

    [Fact]
    public Task A_key_nobody_knows_signs_for_nobody() => HoldsOffAsync(court => court.ApproveAsync("cyd", key: "mallory"), "the key is not one of cyd's");

    [Fact]
    public Task The_key_of_the_build_server_is_nobodys() => HoldsOffAsync(court => court.ApproveAsync("ci"), "ci is no longer in the policy");

    [Fact]
    public Task Another_persons_key_signs_for_themselves_only() => HoldsOffAsync(court => court.ApproveAsync("cyd", key: "eve"), "the key is not one of cyd's");

    [Fact]
    public Task What_is_not_signed_is_none() => HoldsOffAsync(court => court.SignAsync(EntryType.ApprovalGranted, "production", 'a', court.Consent("cyd"), key: ""), "it is not signed");

    [Theory]
    [InlineData("git")]
    [InlineData("file")]
    [InlineData(SshSignature.PolicyNamespace)]
    public Task A_signature_under_another_namespace_is_none(string signatureNamespace) =>
        HoldsOffAsync(court => court.ApproveAsync("cyd", signatureNamespace: signatureNamespace), "the signature is not good");

    // ssh-keygen -Y check-novalidate would find it good: the signature is whole, only for another text.
    [Fact]
    public Task A_good_signature_of_another_text_is_none() => HoldsOffAsync(
        async court => court.Append(Facts.Draft(EntryType.ApprovalGranted, "production") with
        {
            PackageId = Facts.Id('a'),
            Data = Court.Data(("person", "cyd"), ("statement", court.Consent("cyd").Write()), ("signature", await keys.SignAsync("cyd", SshSignature.ApprovalNamespace, "hello"))),
        }),
        "the signature is not good");

    [Fact]
    public Task A_role_that_is_not_held_is_not_given() => HoldsOffAsync(court => court.ApproveAsync("dan"), "dan does not have the role qa");

    [Fact]
    public Task A_role_that_is_not_asked_for_does_not_count() => HoldsOffAsync(court => court.ApproveAsync("cyd", change: statement => statement with { Role = "operations" }), "the role operations is not asked for");

    [Fact]
    public async Task Nobody_approves_what_they_ask_for()
    {
        Court court = await ApprovedAsync();

        Assert.Contains("cyd asks for this deployment", await court.AskAsync(court.Request(requester: "cyd@example.org")), StringComparison.Ordinal);
        Assert.Contains("cyd asks for this deployment", await court.AskAsync(court.Request(requester: "CYD@example.org")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_is_used_once()
    {
        Court court = await ApprovedAsync();
        court.Deploy('a', "production", string.Join(' ', court.State.Governance.Approvals.Select(entry => entry.Hash)));
        court.Append(Facts.Draft(EntryType.RollbackStarted, "production"));
        court.Append(Facts.Draft(EntryType.RollbackCompleted, "production")); // to nothing, as it was

        Assert.Contains("a deployment has used it up", await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_that_was_used_is_not_brought_back_by_writing_it_down_again()
    {
        Court court = await ApprovedAsync();
        Entry[] given = [.. court.State.Governance.Approvals];
        court.Deploy('a', "production", string.Join(' ', given.Select(entry => entry.Hash)));
        court.Append(Facts.Draft(EntryType.RollbackStarted, "production"));
        court.Append(Facts.Draft(EntryType.RollbackCompleted, "production"));
        foreach (Entry entry in given)
            court.Append(entry);

        Assert.Contains("it repeats a consent that is on record already", await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_void_approval_is_not_made_younger_by_writing_it_down_again()
    {
        Court court = await ApprovedAsync();
        Entry[] given = [.. court.State.Governance.Approvals];
        court.Append(Facts.Draft(EntryType.RiskOpened) with { Data = Court.Data(("id", "R-1"), ("title", "leaks"), ("severity", "high")) });
        foreach (Entry entry in given)
            court.Append(entry);

        Assert.Contains("risk R-1 was opened after it: leaks", await court.AskAsync(), StringComparison.Ordinal);
        Assert.StartsWith("4 SLP2410 2 of qa", await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_expires_by_what_was_signed_and_by_what_the_policy_lets()
    {
        Court court = await ApprovedAsync();
        DateTimeOffset end = court.State.Governance.Approvals.Min(entry => Statement.Read(entry.Data["statement"])!.NotAfter!.Value);

        Assert.Equal("Proceed", await court.AskAsync(court.Request() with { Now = end.AddSeconds(-1) }));
        Assert.Contains("it expired at", await court.AskAsync(court.Request() with { Now = end }), StringComparison.Ordinal);

        Court generous = await Court.OpenAsync(keys);
        foreach (string person in new[] { "ben", "cyd" })
            await generous.ApproveAsync(person, change: statement => statement with { NotAfter = generous.Now.AddYears(9) });
        Assert.Equal("Proceed", await generous.AskAsync(generous.Request() with { Now = generous.Now.AddHours(71) }));
        Assert.Contains("it expired at", await generous.AskAsync(generous.Request() with { Now = generous.Now.AddHours(72) }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_configuration_or_place_voids()
    {
        Court court = await ApprovedAsync();
        court.Lane = [Facts.Lane[0], Facts.Lane[1] with { Configuration = Facts.Lane[1].Configuration.Add("Shop__Title", "Sale") }];
        Assert.Contains("the plan or the configuration has changed since", await court.AskAsync(), StringComparison.Ordinal);
        court.Lane = [Facts.Lane[0], Facts.Lane[1] with { Port = 6000 }];
        Assert.Contains("the plan or the configuration has changed since", await court.AskAsync(), StringComparison.Ordinal);
        court.Lane = Facts.Lane;
        Assert.Equal("Proceed", await court.AskAsync());
    }

    [Fact]
    public async Task Another_release_that_went_live_meanwhile_voids()
    {
        Court court = await ApprovedAsync();
        court.Release('b');
        court.Deploy('b', "production");

        Assert.Contains("bbbbbbbbbbbb is live now, it was given when nothing was", await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approved_and_then_frozen_waits_with_exit_code_5()
    {
        Court court = await ApprovedAsync();
        court.Append(Facts.Draft(EntryType.FreezeDeclared, "production") with { Data = Court.Data(("id", "gala"), ("start", "2026-01-01T00:00"), ("end", "2027-01-01T00:00"), ("zone", "Europe/Stockholm"), ("reason", "the gala")) });

        Assert.StartsWith("5 SLP2412 production is frozen: freeze gala (the gala) until 2027-01-01 00:00 Europe/Stockholm", await court.AskAsync(), StringComparison.Ordinal);
        court.Append(Facts.Draft(EntryType.FreezeLifted) with { Data = Court.Data(("id", "gala")) });
        Assert.Equal("Proceed", await court.AskAsync());
    }

    [Fact]
    public async Task A_changed_policy_voids_what_was_approved_under_the_one_before()
    {
        Court court = await ApprovedAsync();
        court.File["owner"] = "ada";
        Assert.StartsWith("3 SLP2301 gate policy failed", await court.AskAsync(), StringComparison.Ordinal);
        await court.AdoptAsync("ben");

        Assert.Contains("the policy has changed since", await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approver_who_was_removed_or_lost_the_role_no_longer_counts()
    {
        Court removed = await ApprovedAsync();
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
    public async Task A_rejection_is_final_until_the_same_person_reopens_it()
    {
        Court court = await ApprovedAsync();
        Entry rejection = await RejectAsync(court, "cyd", 'a');
        Assert.StartsWith("4 SLP2411 cyd rejected package aaaaaaaaaaaa: leaks", await court.AskAsync(), StringComparison.Ordinal);
        await ReopenAsync(court, "ben", rejection);
        Assert.StartsWith("4 SLP2411", await court.AskAsync(), StringComparison.Ordinal);
        await court.SignAsync(EntryType.ApprovalReopened, "production", 'a', court.Statement("reopen", "cyd") with { About = rejection.Hash }, "ben");
        Assert.StartsWith("4 SLP2411", await court.AskAsync(), StringComparison.Ordinal);
        await ReopenAsync(court, "cyd", rejection);
        Assert.Equal("Proceed", await court.AskAsync());
    }

    [Fact]
    public async Task What_reopened_one_rejection_does_not_reopen_another()
    {
        Court court = await ApprovedAsync();
        Entry reopened = await ReopenAsync(court, "cyd", await RejectAsync(court, "cyd", 'a'));
        await RejectAsync(court, "cyd", 'a');
        court.Append(reopened);

        Assert.StartsWith("4 SLP2411", await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_is_granted_by_somebody_else_for_this_package_and_a_short_time()
    {
        Court court = await ApprovedAsync();
        court.Append(Facts.Draft(EntryType.FreezeDeclared, "production") with { Data = Court.Data(("id", "gala"), ("start", "2026-01-01T00:00"), ("end", "2027-01-01T00:00"), ("zone", "UTC")) });
        Entry asked = await Asking.AskAsync(court, "EX-1", "freeze");
        DeployRequest Leaning() => court.Request() with { Exceptions = ["EX-1"] };

        Assert.Contains("SLP2415 exception EX-1 does not hold: nobody granted it", await court.AskAsync(Leaning()), StringComparison.Ordinal);
        await Asking.GrantAsync(court, "ada", asked);
        Assert.Contains("ada granted it to themselves", await court.AskAsync(Leaning()), StringComparison.Ordinal);
        await Asking.GrantAsync(court, "ben", asked, key: "mallory");
        Assert.Contains("the key is not one of ben's", await court.AskAsync(Leaning()), StringComparison.Ordinal);
        await Asking.GrantAsync(court, "ben", asked, statement => statement with { About = court.Entries[1].Hash });
        Assert.Contains("its grant is about something else", await court.AskAsync(Leaning()), StringComparison.Ordinal);
        await Asking.GrantAsync(court, "ben", asked, statement => statement with { NotAfter = null });
        Assert.Contains("its grant holds no longer", await court.AskAsync(Leaning()), StringComparison.Ordinal);
        Entry good = await Asking.GrantAsync(court, "ben", asked);
        Assert.Equal("Proceed", await court.AskAsync(Leaning()));
        Assert.StartsWith("5 SLP2412", await court.AskAsync(court.Request()), StringComparison.Ordinal);

        // Written down again a day later it holds no longer than it was signed for.
        court.Now += TimeSpan.FromHours(23);
        court.Append(good);
        Assert.Contains("its grant holds no longer", await court.AskAsync(Leaning() with { Now = court.Now.AddHours(2) }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_covers_what_it_names_and_never_the_policy_itself()
    {
        Court court = await ApprovedAsync();
        await Asking.GrantAsync(court, "ben", await Asking.AskAsync(court, "EX-1", "policy order version"));
        court.File["owner"] = "ben";

        Assert.StartsWith("3 SLP2301 gate policy failed", await court.AskAsync(court.Request() with { Exceptions = ["EX-1"] }), StringComparison.Ordinal);
        Assert.Contains("it covers policy, order, version, not freeze", ExceptionJudge.WhyNot("EX-1", "freeze", court.Request())!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emergency_needs_an_exception_and_one_who_may()
    {
        Court court = await Court.OpenAsync(keys);
        await court.SignAsync(EntryType.ApprovalGranted, "production", 'a', court.Consent("cyd", isEmergency: true), "cyd");
        DeployRequest Emergency() => court.Request() with { IsEmergency = true };

        Assert.StartsWith("4 SLP2414 an emergency must be covered by an exception", await court.AskAsync(Emergency()), StringComparison.Ordinal);
        await Asking.GrantAsync(court, "ben", await Asking.AskAsync(court, "EX-1", "emergency"));
        Assert.Equal("Proceed", await court.AskAsync(Emergency() with { Exceptions = ["EX-1"] }));
        Assert.StartsWith("4 SLP2410", await court.AskAsync(court.Request() with { Exceptions = ["EX-1"] }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emergency_that_nobody_countersigned_in_time_stops_the_next_release()
    {
        Court court = await Court.OpenAsync(keys);
        Entry approval = await court.SignAsync(EntryType.ApprovalGranted, "production", 'a', court.Consent("cyd", isEmergency: true), "cyd");
        court.Deploy('a', "production", approval.Hash, "emergency");
        Entry emergency = court.State.Governance.Emergencies.Values.Single();
        court.Release('b');
        await court.ApproveAsync("ben", package: 'b');
        await court.ApproveAsync("eve", package: 'b');
        DeployRequest In(double hours) => court.Request('b') with { Now = emergency.Utc.AddHours(hours) };

        Assert.Equal("Proceed", await court.AskAsync(In(23.9)));
        court.Now += TimeSpan.FromHours(24);
        await court.ApproveAsync("ben", package: 'b');
        await court.ApproveAsync("eve", package: 'b');
        Assert.StartsWith("3 SLP2301 gate countersigned failed: emergency 0001-aaaaaaaaaaaa", await court.AskAsync(In(24.5)), StringComparison.Ordinal);
        await CountersignAsync(court, "dan", emergency, emergency.Hash); // who deployed it
        Assert.Contains("gate countersigned failed", await court.AskAsync(In(24.5)), StringComparison.Ordinal);
        await CountersignAsync(court, "cyd", emergency, emergency.Hash); // who consented to it
        Assert.Contains("gate countersigned failed", await court.AskAsync(In(24.5)), StringComparison.Ordinal);
        await CountersignAsync(court, "ben", emergency, court.Entries[0].Hash); // about another
        Assert.Contains("gate countersigned failed", await court.AskAsync(In(24.5)), StringComparison.Ordinal);
        await CountersignAsync(court, "ben", emergency, emergency.Hash);
        Assert.Equal("Proceed", await court.AskAsync(In(24.5)));
    }

    [Fact]
    public async Task Consent_to_a_small_release_is_none_to_what_became_a_large_one()
    {
        Court court = await ApprovedAsync();
        foreach (int number in Enumerable.Range(1, 9))
            court.Append(Facts.Draft(EntryType.RiskOpened) with { Data = Court.Data(("id", $"R-{number}"), ("title", "may leak"), ("severity", "medium")) });

        Assert.Contains("this is major by now", await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_critical_risk_stops_everyone()
    {
        Court court = await ApprovedAsync();
        court.Append(Facts.Draft(EntryType.RiskOpened) with { Data = Court.Data(("id", "R-1"), ("title", "leaks"), ("severity", "critical")) });

        Assert.StartsWith("3 SLP2413 risk R-1 is critical and open: leaks", await court.AskAsync(), StringComparison.Ordinal);
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

    // One consent is good, the other is what the test tries: it is refused for the reason given, and only the good one counts.
    private async Task HoldsOffAsync(Func<Court, Task<Entry>> attempt, string reason)
    {
        Court court = await Court.OpenAsync(keys);
        await court.ApproveAsync("ben");
        await attempt(court);

        string answer = await court.AskAsync();
        Assert.StartsWith(Missing, answer, StringComparison.Ordinal);
        Assert.Contains(reason, answer, StringComparison.Ordinal);

        await court.ApproveAsync("eve");
        Assert.Equal("Proceed", await court.AskAsync());
    }

    private async Task<Court> ApprovedAsync()
    {
        Court court = await Court.OpenAsync(keys);
        await court.ApproveAsync("ben");
        await court.ApproveAsync("cyd");
        return court;
    }

    private static Task<Entry> RejectAsync(Court court, string person, char package) =>
        court.SignAsync(EntryType.ApprovalRejected, "production", package, court.Statement("reject", person), person, SshSignature.ApprovalNamespace, data: ("reason", "leaks"));

    private static Task<Entry> ReopenAsync(Court court, string person, Entry rejection) =>
        court.SignAsync(EntryType.ApprovalReopened, "production", 'a', court.Statement("reopen", person) with { About = rejection.Hash }, person);

    private static Task<Entry> CountersignAsync(Court court, string person, Entry emergency, string about) =>
        court.SignAsync(EntryType.EmergencyCountersigned, "production", 'a', court.Statement("countersign", person) with { About = about }, person, SshSignature.ApprovalNamespace, data: ("started", emergency.Hash));
}
