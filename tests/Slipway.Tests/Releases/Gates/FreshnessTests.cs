using System.Text;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Tests.Releases.Approvals;

namespace Slipway.Tests.Releases.Gates;

/// <summary>An answer that rests on something that ages says until when it holds; a minute later the gate no longer gives it.</summary>
public sealed class FreshnessTests
{
    private static readonly Manifest Manifest = Facts.Manifest();

    public static TheoryData<string, string, double> Ageing => new()
    {
        { "vulnerabilities", "{}", 24 },
        { "licences", """{ "gates": { "scanHours": 3 } }""", 3 },
        { "rehearsal", """{ "profiles": { "patch": { "rehearsalDays": 2 } } }""", 48 },
        { "restore-drill", """{ "gates": { "restoreDrillDays": 5 } }""", 120 },
    };

    [Theory]
    [MemberData(nameof(Ageing))]
    public void An_answer_that_ages_ends(string gate, string policy, double hours)
    {
        DateTimeOffset until = Facts.Noon.AddHours(hours);
        Entry said = Said(gate);

        Assert.Equal((GateVerdict.Pass, until), (Ask(gate, policy, said, Facts.Noon).Verdict, Ask(gate, policy, said, Facts.Noon).ValidUntil));
        Assert.Equal(GateVerdict.Pass, Ask(gate, policy, said, until).Verdict);
        Assert.NotEqual(GateVerdict.Pass, Ask(gate, policy, said, until.AddMinutes(1)).Verdict);
        Assert.Null(Ask(gate, policy, said, until.AddMinutes(1)).ValidUntil);
    }

    [Fact]
    public void A_snapshot_that_was_restored_ages_like_a_drill()
    {
        Entry snapshot = Facts.Draft(EntryType.SnapshotTaken, "production") with { Data = Court.Data(("id", "s-1"), ("restoreProof", "41 rows")) };

        Assert.Equal(Facts.Noon.AddDays(90), Ask("restore-drill", "{}", snapshot, Facts.Noon).ValidUntil);
    }

    [Fact]
    public void What_does_not_age_says_no_end()
    {
        Entry uat = Facts.Draft(EntryType.ChecklistChecked, "production", 'a') with { Data = Court.Data(("item", "uat"), ("result", "pass"), ("person", "ada")) };

        Assert.Equal((GateVerdict.Pass, null), (Ask("uat", "{}", uat, Facts.Noon).Verdict, Ask("uat", "{}", uat, Facts.Noon).ValidUntil));
        Assert.Null(Ask("soak", "{}", uat, Facts.Noon).ValidUntil);
    }

    [Fact]
    public void The_entry_says_it_to_the_millisecond_and_only_where_there_is_an_end()
    {
        var result = new GateResult("size", GateVerdict.Pass, "small", Inputs: ["a", "b"]);

        Assert.Equal([("gate", "size"), ("verdict", "pass"), ("reason", "small"), ("inputs", "a b")], GateRecord.Of(result));
        Assert.Equal(("validUntil", "2026-03-14T12:00:00.000Z"), GateRecord.Of(result with { ValidUntil = Facts.Noon.ToOffset(TimeSpan.FromHours(13)) })[^1]);
    }

    private static Entry Said(string gate) => gate switch
    {
        "rehearsal" => Facts.Draft(EntryType.RollbackRehearsed, "staging", 'a', ("result", "pass")),
        "restore-drill" => Facts.Draft(EntryType.ChecklistChecked, "production", 'a') with { Data = Court.Data(("item", "restore-drill"), ("result", "pass"), ("person", "ada")) },
        _ => Facts.Draft(EntryType.EvidenceRecorded) with { Data = Court.Data(("kind", gate), ("tree", Manifest.Source.Tree), ("result", "ok"), ("findings", "")) },
    };

    private static GateResult Ask(string gate, string policy, Entry said, DateTimeOffset now)
    {
        ReleasePolicy whole = PolicyText.Parse(Encoding.UTF8.GetBytes(policy), "p");
        return ProfileGates.All.Single(one => one.Name == gate).Judge(new GateInput
        {
            State = ReleaseState.Fold(Facts.Ledger(said)), PackageId = Facts.Id('a'), Manifest = Manifest, Environment = "production", Policy = whole.Gates, Whole = whole, Profile = ReleaseProfile.Patch, Now = now,
        });
    }
}
