using Slipway.Fakes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Approvals;

/// <summary>Consent that was good once and is good no longer, brought back in every way we know of.</summary>
public sealed class SpentConsentTests(Keyring keys) : IClassFixture<Keyring>
{
    [Fact]
    public async Task An_approval_is_used_once()
    {
        Court court = await Court.ApprovedAsync(keys);
        court.Deploy('a', "production", string.Join(' ', court.State.Governance.Approvals.Select(entry => entry.Hash)));
        court.Append(Facts.Draft(EntryType.RollbackStarted, "production"));
        court.Append(Facts.Draft(EntryType.RollbackCompleted, "production")); // to nothing, as it was

        Assert.Contains("a deployment has used it up", await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_that_was_used_is_not_brought_back_by_writing_it_down_again()
    {
        Court court = await Court.ApprovedAsync(keys);
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
        Court court = await Court.ApprovedAsync(keys);
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
        Court court = await Court.ApprovedAsync(keys);
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
        Court court = await Court.ApprovedAsync(keys);
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
        Court court = await Court.ApprovedAsync(keys);
        court.Release('b');
        court.Deploy('b', "production");

        Assert.Contains("bbbbbbbbbbbb is live now, it was given when nothing was", await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approved_and_then_frozen_waits_with_exit_code_5()
    {
        Court court = await Court.ApprovedAsync(keys);
        court.Append(Facts.Draft(EntryType.FreezeDeclared, "production") with { Data = Court.Data(("id", "gala"), ("start", "2026-01-01T00:00"), ("end", "2027-01-01T00:00"), ("zone", "Europe/Stockholm"), ("reason", "the gala")) });

        Assert.StartsWith("5 SLP2412 production is frozen: freeze gala (the gala) until 2027-01-01 00:00 Europe/Stockholm", await court.AskAsync(), StringComparison.Ordinal);
        court.Append(Facts.Draft(EntryType.FreezeLifted) with { Data = Court.Data(("id", "gala")) });
        Assert.Equal("Proceed", await court.AskAsync());
    }

    [Fact]
    public async Task Whoever_meets_a_freeze_is_pointed_at_what_was_granted()
    {
        Court court = await Court.ApprovedAsync(keys);
        court.Append(Facts.Draft(EntryType.FreezeDeclared, "production") with { Data = Court.Data(("id", "gala")) });
        court.Append(Facts.Draft(EntryType.ExceptionRequested, "production", 'a', ("id", "EX-1"), ("covers", "freeze")));
        Assert.EndsWith("--covers freeze --environment production --package aaaaaaaaaaaa", await MendAsync(court), StringComparison.Ordinal);

        court.Append(Facts.Draft(EntryType.ExceptionGranted, "production", 'a', ("id", "EX-1")));

        Assert.EndsWith("or lean on what was granted: --exception EX-1", await MendAsync(court), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consent_of_whoever_asks_counts_as_soon_as_somebody_else_asks()
    {
        Court court = await Court.ApprovedAsync(keys);

        var refusal = Assert.IsType<Decision.Refusal>(await court.DecideAsync(court.Request(requester: "ben@example.org")));

        RefusedSignature refused = Assert.Single(refusal.Assessment!.Approvals!.Void); // production asks for consent
        Assert.True(refused.IsOfRequest);
        Assert.Equal("ben asks for this deployment", refused.Reason);
        Assert.Equal("Proceed", await court.AskAsync());
    }

    [Fact]
    public async Task Consents_that_do_not_hold_are_told_once_for_each_person_and_reason()
    {
        Court court = await Court.OpenAsync(keys);
        foreach (string person in new[] { "ben", "ben", "cyd", "ben" })
            await court.ApproveAsync(person, change: consent => consent with { PlanDigest = "another" });

        var refusal = Assert.IsType<Decision.Refusal>(await court.DecideAsync());

        Assert.Equal(4, refusal.Assessment!.Approvals!.Void.Length); // production asks for consent
        Assert.All(refusal.Assessment.Approvals.Void, refused => Assert.False(refused.IsOfRequest));
        Assert.Equal(["ben", "cyd"], refusal.Assessment.Approvals.VoidOnce.Select(refused => refused.Entry.By));
    }

    private static async Task<string> MendAsync(Court court) =>
        Assert.IsType<Decision.Refusal>(await court.DecideAsync()).Faults.Single(fault => fault.Code == "SLP2412").Mend;

    [Fact]
    public async Task Consent_to_a_small_release_is_none_to_what_became_a_large_one()
    {
        Court court = await Court.ApprovedAsync(keys);
        foreach (int number in Enumerable.Range(1, 9))
            court.Append(Facts.Draft(EntryType.RiskOpened) with { Data = Court.Data(("id", $"R-{number}"), ("title", "may leak"), ("severity", "medium")) });

        Assert.Contains("this is major by now", await court.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_critical_risk_stops_everyone()
    {
        Court court = await Court.ApprovedAsync(keys);
        court.Append(Facts.Draft(EntryType.RiskOpened) with { Data = Court.Data(("id", "R-1"), ("title", "leaks"), ("severity", "critical")) });

        Assert.StartsWith("3 SLP2413 risk R-1 is critical and open: leaks", await court.AskAsync(), StringComparison.Ordinal);
    }
}
