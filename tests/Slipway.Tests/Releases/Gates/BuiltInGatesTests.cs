using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Tests.Releases.Ledger;

namespace Slipway.Tests.Releases.Gates;

public sealed class BuiltInGatesTests
{
    private static readonly Manifest Manifest = Facts.Manifest();

    [Theory]
    [InlineData("", GateVerdict.Inconclusive, "no test results are on record for this source")]
    [InlineData("total=10 failed=0 skipped=2", GateVerdict.Pass, "8 passed")]
    [InlineData("total=10 failed=1 skipped=2", GateVerdict.Fail, "1 of 8 failed, 0 allowed")]
    [InlineData("total=10 failed=0 skipped=2 exit=1", GateVerdict.Fail, "8 passed, yet dotnet test ended with 1, 0 allowed")]
    [InlineData("total=10 failed=0 skipped=2 exit=0", GateVerdict.Pass, "8 passed")]
    [InlineData("total=4 failed=0 skipped=0", GateVerdict.Inconclusive, "4 tests ran, at least 5 are expected")]
    [InlineData("total=9 failed=0 skipped=9", GateVerdict.Inconclusive, "0 tests ran, at least 5 are expected")]
    public void Tests_need_results_enough_of_them_and_none_failed(string data, GateVerdict verdict, string reason) =>
        AssertGate("tests", verdict, reason, Ask("tests", Evidence("tests", data), policy: new GatePolicy { MinimumTests = 5 }));

    [Theory]
    [InlineData("", GateVerdict.Pass, BuiltInGates.NoTests)]
    [InlineData("total=0 failed=0 skipped=0", GateVerdict.Pass, BuiltInGates.NoTests)]
    [InlineData("total=0 failed=0 skipped=0 exit=8", GateVerdict.Pass, BuiltInGates.NoTests)]
    [InlineData("total=0 failed=0 skipped=0 exit=1", GateVerdict.Inconclusive, "0 tests ran, at least 1 are expected")]
    [InlineData("total=3 failed=1 skipped=0", GateVerdict.Fail, "1 of 3 failed, 0 allowed")]
    [InlineData("total=3 failed=0 skipped=0", GateVerdict.Pass, "3 passed")]
    public void No_tests_is_a_setting_and_excuses_none_that_failed_or_could_not_run(string data, GateVerdict verdict, string reason) =>
        AssertGate("tests", verdict, reason, Ask("tests", Evidence("tests", data), policy: new GatePolicy { MinimumTests = 0 }));

    [Theory]
    [InlineData(null, "", GateVerdict.Pass, "no threshold is set")]
    [InlineData(80.0, "", GateVerdict.Inconclusive, "no coverage is on record for this source")]
    [InlineData(80.0, "percent=80", GateVerdict.Pass, "80.0 % of lines, at least 80.0 % wanted")]
    [InlineData(80.0, "percent=79.96", GateVerdict.Fail, "79.96 % of lines, at least 80.0 % wanted")]
    [InlineData(80.0, "percent=79.9999", GateVerdict.Fail, "79.99 % of lines, at least 80.0 % wanted")]
    [InlineData(80.0, "percent=12.34", GateVerdict.Fail, "12.34 % of lines, at least 80.0 % wanted")]
    public void Coverage_is_compared_when_a_threshold_is_set(double? minimum, string data, GateVerdict verdict, string reason) =>
        AssertGate("coverage", verdict, reason, Ask("coverage", Evidence("coverage", data), policy: new GatePolicy { MinimumCoverage = minimum }));

    [Fact]
    public void Uncommitted_changes_pass_the_first_environment_and_no_other()
    {
        Manifest dirty = Manifest with { Source = Manifest.Source with { IsDirty = true } };

        AssertGate("clean-source", GateVerdict.Pass, "commit c0ffee000000", Ask("clean-source", previous: "staging"));
        AssertGate("clean-source", GateVerdict.Pass, "warning: uncommitted changes; this package cannot go beyond production", Ask("clean-source", manifest: dirty));
        AssertGate("clean-source", GateVerdict.Fail, "the package was made with uncommitted changes", Ask("clean-source", manifest: dirty, previous: "staging"));
    }

    [Fact]
    public void The_order_of_environments_is_kept()
    {
        AssertGate("order", GateVerdict.Pass, "first environment of the lane", Ask("order"));
        AssertGate("order", GateVerdict.Pass, "was deployed to staging", Ask("order", Histories.Deployed('a', "staging"), previous: "staging"));
        AssertGate("order", GateVerdict.Fail, "package aaaaaaaaaaaa was never deployed to staging", Ask("order", Histories.Deployed('b', "staging"), previous: "staging"));
        AssertGate("order", GateVerdict.Fail, "package aaaaaaaaaaaa was never deployed to staging", Ask("order", Histories.Failed('a', "staging"), previous: "staging"));
    }

    [Fact]
    public void The_smoke_check_in_front_must_have_passed()
    {
        AssertGate("smoke", GateVerdict.Pass, "first environment of the lane", Ask("smoke"));
        AssertGate("smoke", GateVerdict.Pass, "passed in staging", Ask("smoke", Histories.Deployed('a', "staging"), previous: "staging"));
        AssertGate("smoke", GateVerdict.Inconclusive, "no smoke result in staging", Ask("smoke", previous: "staging"));
        AssertGate("smoke", GateVerdict.Fail, "barred in staging: smoke failed", Ask("smoke", Histories.Failed('a', "staging"), previous: "staging"));
    }

    [Fact]
    public void What_is_barred_here_does_not_come_here()
    {
        AssertGate("not-barred", GateVerdict.Pass, "not barred here", Ask("not-barred", Histories.Failed('a', "staging")));
        AssertGate("not-barred", GateVerdict.Fail, "package aaaaaaaaaaaa is barred here: smoke failed", Ask("not-barred", Histories.Failed('a', "production")));
    }

    [Fact]
    public void A_version_belongs_to_one_package_for_good()
    {
        Entry[] Tagged(char owner) => [Facts.Draft(EntryType.VersionTagged) with { PackageId = Facts.Id(owner), Version = "1.0.0" }];

        AssertGate("version", GateVerdict.Pass, "1.0.0", Ask("version"));
        AssertGate("version", GateVerdict.Pass, "1.0.0", Ask("version", Tagged('a')));
        AssertGate("version", GateVerdict.Fail, "version 1.0.0 belongs to package bbbbbbbbbbbb for good", Ask("version", Tagged('b')));
        Entry made = Facts.Draft(EntryType.CandidateSealed) with { PackageId = Facts.Id('b'), Version = "1.0.0", Data = Sealed };
        Assert.StartsWith("git tag v1.0.0 222222222222 where", Ask("version", [made, .. Tagged('b')]).Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_gate_that_closes_says_what_to_do() =>
        Assert.All(
            BuiltInGates.All.Select(gate => Ask(gate.Name, Histories.Failed('a', "production"), previous: "staging", policy: new GatePolicy { MinimumCoverage = 1 })).Where(result => result.Verdict is GateVerdict.Fail or GateVerdict.Inconclusive),
            result => Assert.NotEqual("", result.Mend));

    [Fact]
    public void A_closed_gate_becomes_a_fault_with_its_environment()
    {
        Assert.Equal(
            ("SLP2301", "gate tests failed: 1 of 2 failed", "environment production"),
            new GateResult("tests", GateVerdict.Fail, "1 of 2 failed", "mend").ToFault("production") is var fail ? (fail.Code, fail.Cause, fail.Place) : default);
        Assert.Equal("SLP2302", new GateResult("tests", GateVerdict.Inconclusive, "none", "mend").ToFault("production").Code);
    }

    private static ImmutableSortedDictionary<string, string> Sealed { get; } =
        ImmutableSortedDictionary<string, string>.Empty.Add("commit", new string('2', 40)).Add("tree", new string('3', 40)).Add("dirty", "false");

    private static void AssertGate(string name, GateVerdict verdict, string reason, GateResult result) =>
        Assert.Equal((name, verdict, reason), (result.Gate, result.Verdict, result.Reason));

    private static GateResult Ask(string gate, Entry[]? entries = null, Manifest? manifest = null, string? previous = null, GatePolicy? policy = null) =>
        BuiltInGates.All.Single(candidate => candidate.Name == gate).Judge(new GateInput
        {
            State = ReleaseState.Fold(Facts.Ledger(entries ?? [])), PackageId = Facts.Id('a'), Manifest = manifest ?? Manifest, Environment = "production", Previous = previous, Policy = policy ?? new GatePolicy(),
        });

    private static Entry[] Evidence(string kind, string data) => data.Length == 0 ? [] :
    [
        Facts.Draft(EntryType.EvidenceRecorded) with
        {
            Data = data.Split(' ').Select(pair => pair.Split('=')).ToImmutableSortedDictionary(pair => pair[0], pair => pair[1]).Add("kind", kind).Add("tree", Manifest.Source.Tree),
        },
    ];
}
