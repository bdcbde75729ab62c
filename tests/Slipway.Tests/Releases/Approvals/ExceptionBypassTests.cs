using Slipway.Fakes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Approvals;

/// <summary>Rejections, exceptions and emergencies, and every way we know of to make more of them than was signed.</summary>
public sealed class ExceptionBypassTests(Keyring keys) : IClassFixture<Keyring>
{
    [Fact]
    public async Task A_rejection_is_final_until_the_same_person_reopens_it()
    {
        Court court = await Court.ApprovedAsync(keys);
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
        Court court = await Court.ApprovedAsync(keys);
        Entry reopened = await ReopenAsync(court, "cyd", await RejectAsync(court, "cyd", 'a'));
        await RejectAsync(court, "cyd", 'a');
        court.Append(reopened);

        Assert.StartsWith("4 SLP2411", await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_is_granted_by_somebody_else_for_this_package_and_a_short_time()
    {
        Court court = await Court.ApprovedAsync(keys);
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
        Court court = await Court.ApprovedAsync(keys);
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

    private static Task<Entry> RejectAsync(Court court, string person, char package) =>
        court.SignAsync(EntryType.ApprovalRejected, "production", package, court.Statement("reject", person), person, SshSignature.ApprovalNamespace, data: ("reason", "leaks"));

    private static Task<Entry> ReopenAsync(Court court, string person, Entry rejection) =>
        court.SignAsync(EntryType.ApprovalReopened, "production", 'a', court.Statement("reopen", person) with { About = rejection.Hash }, person);

    private static Task<Entry> CountersignAsync(Court court, string person, Entry emergency, string about) =>
        court.SignAsync(EntryType.EmergencyCountersigned, "production", 'a', court.Statement("countersign", person) with { About = about }, person, SshSignature.ApprovalNamespace, data: ("started", emergency.Hash));
}
