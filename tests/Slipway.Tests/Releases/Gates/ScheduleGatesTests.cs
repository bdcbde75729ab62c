using System.Collections.Immutable;
using System.Text;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Schedule;
using Slipway.Tests.Releases.Ledger;

namespace Slipway.Tests.Releases.Gates;

/// <summary>Noon of 14 March is 13:00 in Stockholm.</summary>
public sealed class ScheduleGatesTests
{
    private static readonly Manifest Manifest = Facts.Manifest();

    [Fact]
    public void A_version_that_nobody_planned_has_nothing_to_keep() =>
        Assert.All(["scope", "milestones", "dependencies"], gate => Assert.Equal(GateVerdict.Pass, Ask(gate, "").Verdict));

    [Fact]
    public void A_commit_that_joined_at_the_cut_off_or_later_is_late()
    {
        const string Plan = "\"cutOff\": \"2026-03-14T13:00\"";
        long noon = Facts.Noon.ToUnixTimeSeconds();

        AssertGate("scope", Plan, GateVerdict.Inconclusive, "when its commits were made is not on record");
        AssertGate("scope", Plan, GateVerdict.Pass, "the scope of 1.0.0 was closed at 2026-03-14 13:00 Europe/Stockholm; no commit joined since", Change($"aaaaaaaaaaaa:{noon - 1}"));
        AssertGate("scope", Plan, GateVerdict.Fail, "the scope of 1.0.0 was closed at 2026-03-14 13:00 Europe/Stockholm; 2 joined since: aaaaaaaaaaaa, bbbbbbbbbbbb", Change($"aaaaaaaaaaaa:{noon + 5} bbbbbbbbbbbb:{noon} cccccccccccc:{noon - 1}"));
    }

    [Theory]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("aaaaaaaaaaaa:soon")]
    [InlineData("a:1:2")]
    public void A_record_of_commits_in_another_form_is_inconclusive(string times) =>
        AssertGate("scope", "\"cutOff\": \"2026-03-14T13:00\"", GateVerdict.Inconclusive, "when its commits were made is on record in a form that is not known here", Change(times));

    [Fact]
    public void A_milestone_that_is_due_must_have_been_reached()
    {
        const string Plan = """
            "milestones": [{ "id": "docs", "text": "docs written", "due": "2026-03-14T13:00" }, { "id": "load", "text": "load test", "due": "2026-03-14T13:01" }]
            """;

        AssertGate("milestones", Plan, GateVerdict.Fail, "late: docs, due 2026-03-14 13:00 Europe/Stockholm");
        AssertGate("milestones", Plan, GateVerdict.Pass, "1 of 2 reached, none late", Reached("1.0.0/docs"));
        AssertGate("milestones", Plan, GateVerdict.Fail, "late: docs, due 2026-03-14 13:00 Europe/Stockholm", Reached("1.1.0/docs"));
    }

    [Fact]
    public void A_dependency_is_live_here_or_confirmed_by_a_person()
    {
        const string Plan = """
            "dependsOn": [{ "id": "base", "version": "1.1.0" }, { "id": "billing", "text": "billing 2.1 is live" }]
            """;

        AssertGate("dependencies", Plan, GateVerdict.Fail, "not met: base: version 1.1.0 of this application was not live here; billing (billing 2.1 is live)");
        AssertGate("dependencies", Plan, GateVerdict.Fail, "not met: base: version 1.1.0 of this application was not live here", [Reached("1.0.0/billing"), .. Histories.Deployed('b', "staging")]);
        AssertGate("dependencies", Plan, GateVerdict.Pass, "2 met", [Reached("1.0.0/billing"), .. Histories.Deployed('b', "production")]);
        AssertGate("dependencies", Plan, GateVerdict.Fail, "not met: base: version 1.1.0 of this application was not live here", [Reached("1.0.0/billing"), .. Histories.Deployed('b', "production"), Facts.Draft(EntryType.ReleaseBlocked, "production", 'b', ("reason", "broken"))]);
        AssertGate("dependencies", Plan, GateVerdict.Pass, "2 met", [Reached("1.0.0/billing"), Reached("1.0.0/base")]);
    }

    [Fact]
    public void What_does_not_pass_says_what_to_do()
    {
        Assert.Equal("./build.sh Exceptions --ask \"…\" --covers scope, or leave them to the next release", Ask("scope", "\"cutOff\": \"2026-03-14T13:00\"", Change("a:9999999999")).Mend);
        Assert.Equal("bring 1.1.0 to production first; where it is a version of something else: ./build.sh Calendar --reach 1.0.0/base --reason \"…\"", Ask("dependencies", "\"dependsOn\": [{ \"id\": \"base\", \"version\": \"1.1.0\" }]").Mend);
        Assert.Equal("./build.sh Calendar --reach 1.0.0/docs --reason \"…\"", Ask("milestones", "\"milestones\": [{ \"id\": \"docs\", \"text\": \"d\", \"due\": \"2026-01-01T00:00\" }]").Mend);
    }

    [Fact]
    public void A_version_in_place_of_a_planned_one_keeps_its_promises_until_that_or_a_later_one_arrived()
    {
        const string Plan = "\"cutOff\": \"2026-03-14T13:00\"";
        ReleaseCalendar calendar = Calendar(Plan);
        string late = $"aaaaaaaaaaaa:{Facts.Noon.ToUnixTimeSeconds()}";

        Assert.Equal(GateVerdict.Fail, Ask("scope", calendar, Manifest with { Version = "1.1.0" }, Change(late)).Verdict);
        Assert.Equal("the scope of 1.0.0 was closed at 2026-03-14 13:00 Europe/Stockholm; 1 joined since: aaaaaaaaaaaa", Ask("scope", calendar, Manifest with { Version = "1.1.0" }, Change(late)).Reason);
        Assert.Equal(GateVerdict.Pass, Ask("scope", calendar, Manifest with { Version = "0.9.0" }, Change(late)).Verdict);
        Assert.Equal("1.0.0", calendar.Holding("1.1.0", ["0.9.0"])!.Version);
        Assert.Null(calendar.Holding("1.1.0", ["1.0.0"]));
        Assert.Null(calendar.Holding("1.1.0", ["1.0.1"]));
        Assert.Null(calendar.Holding("nightly", []));
    }

    private static void AssertGate(string name, string plan, GateVerdict verdict, string reason, params Entry[] entries)
    {
        GateResult result = Ask(name, plan, entries);
        Assert.Equal((name, verdict, reason), (result.Gate, result.Verdict, result.Reason));
    }

    private static GateResult Ask(string name, string plan, params Entry[] entries) => Ask(name, Calendar(plan), Manifest, entries);

    private static ReleaseCalendar Calendar(string plan) => plan.Length == 0
        ? new ReleaseCalendar()
        : CalendarText.Parse(Encoding.UTF8.GetBytes($$"""{ "zone": "Europe/Stockholm", "releases": [{ "version": "1.0.0", "date": "2026-04-01T10:00", {{plan}} }] }"""), "calendar.json");

    private static GateResult Ask(string name, ReleaseCalendar calendar, Manifest manifest, params Entry[] entries) => ProfileGates.All.Single(gate => gate.Name == name).Judge(new GateInput
    {
        State = ReleaseState.Fold(Facts.Ledger(entries)),
        PackageId = Facts.Id('a'),
        Manifest = manifest,
        Environment = "production",
        Previous = "staging",
        Policy = new GatePolicy(),
        Calendar = calendar,
        Now = Facts.Noon,
    });

    private static Entry Change(string times) => Facts.Draft(EntryType.EvidenceRecorded) with { Data = ImmutableSortedDictionary<string, string>.Empty.Add("kind", "change").Add("tree", Manifest.Source.Tree).Add("times", times) };

    private static Entry Reached(string what) => Facts.Draft(EntryType.PlanReached) with { Data = ImmutableSortedDictionary<string, string>.Empty.Add("what", what) };
}
