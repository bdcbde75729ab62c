using System.Collections.Immutable;
using System.Text;
using Slipway.Fakes;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Status;
using Slipway.Tests.Releases.Ledger;

namespace Slipway.Tests.Releases.Gates;

public sealed class ProfileGatesTests
{
    private static readonly Manifest Manifest = Facts.Manifest();
    private static readonly Manifest Live = Facts.Manifest("0.9.0", ("a.dll", Facts.Id('a'), 1000)) with { Source = new PackageSource(Facts.Id('b')[..40], Facts.Id('b')[..40], IsDirty: false) };

    [Fact]
    public void A_gate_with_nothing_to_look_at_never_passes()
    {
        GateInput nothing = Input(policy: """{ "scenarios": ["buy"], "criteria": [{ "id": "c", "text": "sells", "tests": ["t"] }], "profiles": { "patch": { "soakMinutes": 5 } }, "checklist": [{ "id": "docs", "text": "written" }], "gates": { "maximumGrowthPercent": 5 } }""", entries: Histories.Deployed('b', "production"));

        Assert.Equal(
            ["checklist Fail", "criteria Inconclusive", "dependencies Pass", "deprecated Inconclusive", "flags Pass", "health Inconclusive", "licences Inconclusive", "lock-files Inconclusive", "migrations Inconclusive", "milestones Pass", "open-risks Pass", "owner Fail", "parity Inconclusive", "performance Inconclusive",
                "public-api Inconclusive", "regression Inconclusive", "rehearsal Inconclusive", "restore-drill Inconclusive", "scenarios Inconclusive", "scope Pass", "secrets Inconclusive", "size Inconclusive", "soak Inconclusive", "uat Inconclusive", "vulnerabilities Inconclusive"],
            ProfileGates.All.Select(gate => gate.Judge(nothing)).Select(result => $"{result.Gate} {result.Verdict}").Order(StringComparer.Ordinal));
        Assert.All(ProfileGates.All.Select(gate => gate.Judge(nothing)).Where(result => result.Verdict != GateVerdict.Pass), result => Assert.NotEqual("", result.Mend));
    }

    [Theory]
    [InlineData("result=none findings= looked=12_packages", 1, GateVerdict.Pass, "12_packages")]
    [InlineData("result=found findings=Bad.Package", 1, GateVerdict.Fail, "1 found, 0 allowed: Bad.Package")]
    [InlineData("result=no_data looked=no_source", 1, GateVerdict.Inconclusive, "no_source")]
    [InlineData("result=none findings= looked=x", 25, GateVerdict.Inconclusive, "the scan is 25 hours old, at most 24 wanted")]
    public void A_scan_passes_without_findings_fails_with_them_and_expires(string data, int hours, GateVerdict verdict, string reason)
    {
        foreach (string kind in new[] { "lock-files", "secrets", "vulnerabilities", "deprecated" })
            AssertGate(kind, verdict, reason, Input(entries: [Evidence(kind, data)], now: Facts.Noon.AddHours(hours)));
    }

    [Theory]
    [InlineData("A\tMIT|B\tMIT", GateVerdict.Pass, "2 packages, all allowed")]
    [InlineData("A\tMIT|B\tGPL-3.0", GateVerdict.Fail, "not allowed: B: GPL-3.0")]
    [InlineData("A\tMIT|B\t", GateVerdict.Inconclusive, "no licence is named by B")]
    [InlineData("A\tMIT|B", GateVerdict.Inconclusive, "no licence is named by B")]
    public void Licences_are_those_the_policy_allows(string found, GateVerdict verdict, string reason) =>
        AssertGate("licences", verdict, reason, Input("""{ "gates": { "licences": ["MIT"] } }""", [Evidence("licences", "result=ok", ("findings", found.Replace('|', '\n')))]));

    [Theory]
    [InlineData("", "start=100", GateVerdict.Inconclusive, "no time was measured for this source")]
    [InlineData("start=NaN", "start=100", GateVerdict.Inconclusive, "no time was measured for this source")]
    [InlineData("start=119.9", "start=100", GateVerdict.Pass, "no time is more than 20 % above 0.9.0's")]
    [InlineData("start=121", "start=100", GateVerdict.Fail, "start 121 ms > 100 ms + 20 %")]
    [InlineData("start=100", "start=100 load=5", GateVerdict.Inconclusive, "not measured, and 0.9.0 was: load")]
    [InlineData("start=100", null, GateVerdict.Pass, "first measurement; it is what later ones are compared with")]
    public void Times_are_compared_with_the_release_that_is_live(string measured, string? accepted, GateVerdict verdict, string reason)
    {
        Entry[] entries = [Evidence("performance", measured), .. accepted is null ? Array.Empty<Entry>() : [Evidence("performance", accepted, ("tree", Live.Source.Tree))]];

        AssertGate("performance", verdict, reason, Input(entries: entries) with { Live = Live });
    }

    [Fact]
    public void A_release_soaks_in_front()
    {
        const string Policy = """{ "profiles": { "patch": { "soakMinutes": 30 } } }""";
        Entry[] staged = Histories.Deployed('a', "staging"); // completed two minutes after noon

        AssertGate("soak", GateVerdict.Fail, "29 min in staging, 30 wanted", Input(Policy, staged, Facts.Noon.AddMinutes(31.9)));
        AssertGate("soak", GateVerdict.Pass, "30 min in staging, 30 wanted", Input(Policy, staged, Facts.Noon.AddMinutes(32)));
        AssertGate("soak", GateVerdict.Inconclusive, "it never ran in staging", Input(Policy, Histories.Deployed('b', "staging")));
        AssertGate("soak", GateVerdict.Pass, "none asked for", Input());
    }

    [Fact]
    public void The_way_back_was_rehearsed_lately_and_well()
    {
        Entry[] Rehearsed(char package, string result) => [Facts.Draft(EntryType.RollbackRehearsed, "staging", package, ("result", result), ("reason", "smoke failed"))];
        const string This = """{ "profiles": { "patch": { "rehearsesPackage": true, "rehearsalDays": 3 } } }""";

        AssertGate("rehearsal", GateVerdict.Pass, "30 days ago, at most 30 wanted", Input(entries: Rehearsed('b', "pass"), now: Facts.Noon.AddDays(30)));
        AssertGate("rehearsal", GateVerdict.Fail, "31 days ago, at most 30 wanted", Input(entries: Rehearsed('b', "pass"), now: Facts.Noon.AddDays(31)));
        AssertGate("rehearsal", GateVerdict.Inconclusive, "the way back was never rehearsed", Input(entries: Rehearsed('b', "fail")));
        AssertGate("rehearsal", GateVerdict.Inconclusive, "the way back of this package was never rehearsed", Input(This, Rehearsed('b', "pass")));
        AssertGate("rehearsal", GateVerdict.Fail, "the rehearsal failed: smoke failed", Input(This, Rehearsed('a', "fail")));
        AssertGate("rehearsal", GateVerdict.Pass, "0 days ago, at most 3 wanted", Input(This, Rehearsed('a', "pass")));
    }

    [Fact]
    public void A_first_release_is_told_how_to_go_without_a_rehearsal()
    {
        static string Mend(params Entry[] entries) => ProfileGates.All.Single(gate => gate.Name == "rehearsal").Judge(Input(entries: entries)).Mend;

        Assert.StartsWith("./build.sh Exceptions --ask \"a first release has no way back to rehearse\" --covers rehearsal --environment production --package aaaaaaaaaaaa ", Mend(Histories.Deployed('a', "staging")), StringComparison.Ordinal);
        Assert.Equal("./build.sh Rehearse", Mend([.. Histories.Deployed('a', "staging"), .. Histories.Deployed('b', "staging")]));
    }

    [Fact]
    public void What_people_checked_counts_as_they_found_it()
    {
        Entry Check(string item, string result, char package = 'a') => Facts.Draft(EntryType.ChecklistChecked, "production", package, ("item", item), ("result", result), ("person", "ben"), ("reason", "seen"));
        const string Policy = """{ "scenarios": ["buy", "return"], "checklist": [{ "id": "docs", "text": "written" }, { "id": "smoke", "text": "runs", "gate": "smoke" }] }""";
        GateResult[] smoke = [new("smoke", GateVerdict.Pass, "passed")];

        AssertGate("uat", GateVerdict.Pass, "user acceptance: pass by ben", Input(entries: [Check("uat", "pass")]));
        AssertGate("uat", GateVerdict.Fail, "user acceptance: fail by ben, seen", Input(entries: [Check("uat", "fail")]));
        AssertGate("uat", GateVerdict.Inconclusive, "no user acceptance is on record", Input(entries: [Check("uat", "pass", 'b')]));
        AssertGate("restore-drill", GateVerdict.Pass, "restore drill: pass by ben", Input(entries: [Check("restore-drill", "pass", 'b')]));
        AssertGate("restore-drill", GateVerdict.Fail, "restore drill 91 days ago, at most 90 wanted", Input(entries: [Check("restore-drill", "pass")], now: Facts.Noon.AddDays(91)));
        Entry drill = Facts.Draft(EntryType.SnapshotTaken, "production", 'a', ("id", "snap-1"), ("restoreProof", "3 rows"));
        AssertGate("restore-drill", GateVerdict.Pass, "snapshot snap-1 90 days ago: 3 rows", Input(entries: [drill], now: Facts.Noon.AddDays(90)));
        AssertGate("restore-drill", GateVerdict.Inconclusive, "no restore drill is on record", Input(entries: [drill], now: Facts.Noon.AddDays(91)));
        AssertGate("restore-drill", GateVerdict.Inconclusive, "no restore drill is on record", Input(entries: [drill with { Data = drill.Data.SetItem("restoreProof", "") }]));
        AssertGate("scenarios", GateVerdict.Inconclusive, "no result for return", Input(Policy, [Check("scenario:buy", "pass")]));
        AssertGate("scenarios", GateVerdict.Fail, "failed: buy", Input(Policy, [Check("scenario:buy", "fail")]));
        AssertGate("scenarios", GateVerdict.Pass, "2 shown", Input(Policy, [Check("scenario:buy", "pass"), Check("scenario:return", "pass")]));
        AssertGate("checklist", GateVerdict.Fail, "0 of 2 done; open: docs, smoke", Input(Policy));
        AssertGate("checklist", GateVerdict.Fail, "1 of 2 done; open: docs", Input(Policy, [Check("docs", "fail")]) with { Answered = [.. smoke] });
        AssertGate("checklist", GateVerdict.Pass, "2 of 2 done", Input(Policy, [Check("docs", "pass")]) with { Answered = [.. smoke] });
        AssertGate("checklist", GateVerdict.Pass, "0 of 0 done", Input("""{ "checklist": [{ "id": "told", "text": "users are told", "phase": "deploying" }] }"""));
    }

    [Fact]
    public void Size_parity_health_risks_owner_and_criteria_compare_what_is_recorded()
    {
        DeploymentEnvironment Place(string name, params string[] keys) => new() { Name = name, Port = 1, Configuration = keys.ToImmutableSortedDictionary(key => key, key => "x") };
        Manifest sized = Facts.Manifest("1.0.0", ("a.dll", Facts.Id('a'), 1100)) with { Services = [Manifest.Services[0] with { Configuration = [new ConfigurationKey("Shop__Title")] }] };
        GateInput big = Input("""{ "gates": { "maximumBytes": 1200, "maximumGrowthPercent": 10 } }""") with { Manifest = sized, Live = Live };
        GateInput placed = Input() with { Manifest = sized, Front = Place("staging", "Shop__Title", "Extra"), Target = Place("production") };
        Entry Risk(string id, string severity) => Facts.Draft(EntryType.RiskOpened) with { Data = ImmutableSortedDictionary<string, string>.Empty.Add("id", id).Add("title", "leaks").Add("severity", severity) };
        Sighting Seen(string health) => new() { Environment = "staging", Utc = Facts.Noon, Health = health, Instances = [] };
        const string Criteria = """{ "criteria": [{ "id": "c1", "text": "sells", "tests": ["t1", "t2"] }] }""";

        AssertGate("size", GateVerdict.Pass, "1100 bytes, +10.0 % of what is live, at most 10 % more allowed", big);
        AssertGate("size", GateVerdict.Fail, "1100 bytes, +22.2 % of what is live, at most 10 % more allowed", big with { Live = Facts.Manifest("0.9.0", ("a.dll", Facts.Id('a'), 900)) });
        AssertGate("size", GateVerdict.Fail, "1300 bytes > 1200 allowed", big with { Manifest = Facts.Manifest("1.0.0", ("a.dll", Facts.Id('a'), 1300)) });
        AssertGate("parity", GateVerdict.Fail, "Shop__Title set in staging and not in production", placed);
        AssertGate("parity", GateVerdict.Pass, "only in staging, optional: Extra", placed with { Target = Place("production", "Shop__Title") });
        AssertGate("health", GateVerdict.Pass, "staging is healthy", Input() with { FrontSeen = Seen("healthy") });
        AssertGate("health", GateVerdict.Inconclusive, "staging is not healthy, so what was seen there proves nothing", Input() with { FrontSeen = Seen("unhealthy") });
        AssertGate("open-risks", GateVerdict.Pass, "1 open, none of them high", Input(entries: [Risk("R-1", "medium")]));
        AssertGate("open-risks", GateVerdict.Fail, "R-2 leaks open, 0 high allowed", Input(entries: [Risk("R-1", "medium"), Risk("R-2", "high")]));
        AssertGate("owner", GateVerdict.Pass, "ada", Input("""{ "owner": "ada", "people": { "ada": { "name": "Ada" } } }"""));
        AssertGate("criteria", GateVerdict.Fail, "not met: c1 sells", Input(Criteria, [Evidence("tests", "", ("criteria", "t1"))]));
        AssertGate("criteria", GateVerdict.Pass, "1 met", Input(Criteria, [Evidence("tests", "", ("criteria", "t1\nt2"))]));
        AssertGate("criteria", GateVerdict.Pass, "none declared", Input());
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData("eighty")]
    public void Coverage_that_is_no_number_is_inconclusive(string percent)
    {
        GateInput input = Input("""{ "gates": { "minimumCoverage": 80 } }""", [Evidence("coverage", "", ("percent", percent))]);

        Assert.Equal(GateVerdict.Inconclusive, BuiltInGates.All.Single(gate => gate.Name == "coverage").Judge(input).Verdict);
    }

    [Fact]
    public void A_gate_that_nobody_has_is_told_before_it_is_asked()
    {
        ReleasePolicy policy = PolicyText.Parse("""{ "profiles": { "minor": { "gates": ["parity", "soack", "mine"] } } }"""u8, "p");

        var fault = Assert.Single(ProfileGates.Unknown(policy, ["mine"]));
        Assert.Equal(("SLP2303", "the policy asks for a gate soack, and there is none", "did you mean soak?"), (fault.Code, fault.Cause, fault.Mend));
    }

    private static void AssertGate(string name, GateVerdict verdict, string reason, GateInput input)
    {
        GateResult result = ProfileGates.All.Single(gate => gate.Name == name).Judge(input);
        Assert.Equal((name, verdict, reason), (result.Gate, result.Verdict, result.Reason));
    }

    private static GateInput Input(string policy = "{}", Entry[]? entries = null, DateTimeOffset? now = null)
    {
        ReleasePolicy whole = PolicyText.Parse(Encoding.UTF8.GetBytes(policy), "p");
        return new GateInput
        {
            State = ReleaseState.Fold(Facts.Ledger(entries ?? [])), PackageId = Facts.Id('a'), Manifest = Manifest, Environment = "production", Previous = "staging", Policy = whole.Gates, Whole = whole, Now = now ?? Facts.Noon,
        };
    }

    private static Entry Evidence(string kind, string data, params (string Name, string Value)[] more) => Facts.Draft(EntryType.EvidenceRecorded) with
    {
        Data = data.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(pair => new[] { pair.Split('=') }).Select(pair => KeyValuePair.Create(pair[0], pair[1].Replace("no_data", "no data", StringComparison.Ordinal)))
            .Concat(more.Select(item => KeyValuePair.Create(item.Name, item.Value)))
            .Concat([KeyValuePair.Create("kind", kind), KeyValuePair.Create("tree", Manifest.Source.Tree)])
            .DistinctBy(item => item.Key).ToImmutableSortedDictionary(),
    };
}
