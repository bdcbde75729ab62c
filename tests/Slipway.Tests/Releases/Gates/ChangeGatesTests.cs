using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Evidence;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Tests.Releases.Ledger;

namespace Slipway.Tests.Releases.Gates;

/// <summary>Gates that compare a release with the one that is live: its data, its switches, its tests and what it offers to others.</summary>
public sealed class ChangeGatesTests
{
    private const string LiveTree = "1111111111111111111111111111111111111111";

    private static readonly Manifest Manifest = Facts.Manifest("1.2.0");

    [Theory]
    [InlineData("", "1e:split", GateVerdict.Pass, "1 (expand)")]
    [InlineData("1e:split", "1e:split 2m:split", GateVerdict.Pass, "2 (migrate)")]
    [InlineData("1e:split 2m:split", "1e:split 2m:split 3c:split", GateVerdict.Pass, "3 (contract)")]
    [InlineData("1e:split", "1e:split", GateVerdict.Pass, "none")]
    [InlineData("1e:split", "1e:split 2m:split 3c:split", GateVerdict.Fail, "3 comes in the same release as what it follows; live code still uses what it takes away")]
    [InlineData("1e:other", "1e:other 3c:split", GateVerdict.Fail, "3 contracts split, and nothing live expanded it")]
    [InlineData("1e:split 2m:split", "1e:split", GateVerdict.Fail, "2 is applied there and this release does not know it")]
    [InlineData("1e:split", "1e:split:edited", GateVerdict.Fail, "1 was changed after it was applied")]
    public void What_old_code_uses_is_taken_away_only_by_a_later_release(string live, string next, GateVerdict verdict, string reason) =>
        AssertGate("migrations", verdict, reason, Input(Manifest with { Migrations = Migrations(next) }) with { Live = Manifest with { Migrations = Migrations(live) } });

    [Fact]
    public void On_an_empty_environment_all_phases_may_come_at_once() =>
        AssertGate("migrations", GateVerdict.Pass, "1 (expand), 2 (migrate), 3 (contract)", Input(Manifest with { Migrations = Migrations("1e:split 2m:split 3c:split") }));

    [Fact]
    public void Without_the_live_package_migrations_are_inconclusive() =>
        Assert.Equal(GateVerdict.Inconclusive, Ask("migrations", Input(Manifest, Histories.Deployed('b', "production"))).Verdict);

    [Fact]
    public void A_flag_goes_by_the_end_of_its_day()
    {
        GateInput On(params FeatureFlag[] flags) => Input(Manifest with { Flags = [.. flags] });

        AssertGate("flags", GateVerdict.Pass, "2 flags, none past its day", On(new FeatureFlag("gifts", "ada", new DateOnly(2026, 3, 14)), new FeatureFlag("shed-load", "ops", IsKillSwitch: true)));
        AssertGate("flags", GateVerdict.Fail, "past their day: gifts (ada, 2026-03-13)", On(new FeatureFlag("gifts", "ada", new DateOnly(2026, 3, 13))));
    }

    [Fact]
    public void A_test_that_passed_for_the_live_release_and_fails_now_is_a_regression()
    {
        TestResults before = Tests(passed: ["A", "B", "C", "D"], failed: ["E"]);

        AssertGate("regression", GateVerdict.Pass, "against 1.1.0: none newly failing, 1 newly passing, 1 no longer there", Compare(before, Tests(passed: ["A", "B", "C", "E", "New"])));
        AssertGate("regression", GateVerdict.Fail, "against 1.1.0: 1 newly failing: B; 1 newly skipped: C; 0 newly passing, 0 no longer there", Compare(before, Tests(passed: ["A", "D"], failed: ["B", "E", "New"], skipped: ["C"])));
    }

    [Fact]
    public void One_name_of_several_results_is_no_regression_where_it_was_the_same_before_or_passes_elsewhere()
    {
        TestResults both = Tests(passed: ["Saves", "Prints"], failed: ["Prints"], skipped: ["Saves"]);

        AssertGate("regression", GateVerdict.Pass, "against 1.1.0: none newly failing, 0 newly passing, 0 no longer there", Compare(both, both));
        AssertGate("regression", GateVerdict.Pass, "against 1.1.0: none newly failing, 0 newly passing, 0 no longer there", Compare(Tests(passed: ["Saves"]), Tests(passed: ["Saves"], skipped: ["Saves"])));
        AssertGate("regression", GateVerdict.Fail, "against 1.1.0: 1 newly failing: Saves; 0 newly passing, 0 no longer there", Compare(Tests(passed: ["Saves"]), Tests(passed: ["Saves"], failed: ["Saves"])));
        string longName = $"Shop.Tests.Parses({new string('x', 700)})";
        AssertGate("regression", GateVerdict.Fail, $"against 1.1.0: 1 newly failing: {EntryRoom.Cut(longName, 300)}; 0 newly passing, 0 no longer there", Compare(Tests(passed: [longName]), Tests(passed: [], failed: [longName])));
    }

    [Fact]
    public void Without_a_record_of_the_live_releases_tests_a_regression_is_inconclusive()
    {
        AssertGate("regression", GateVerdict.Inconclusive, "no test results are on record for this source", Input(Manifest));
        AssertGate("regression", GateVerdict.Pass, "nothing is live to compare with", Input(Manifest, Evidence("tests", Manifest.Source.Tree, TestMarks.Of(Tests(["A"])))));
        AssertGate("regression", GateVerdict.Inconclusive, "which tests passed for 1.1.0, which is live, is not on record", Input(Manifest, [Evidence("tests", Manifest.Source.Tree, TestMarks.Of(Tests(["A"]))), .. Histories.Deployed('b', "production")]));
    }

    [Fact]
    public void Marks_of_a_thousand_tests_fit_and_tell_every_one_apart()
    {
        TestResults many = Tests([.. Enumerable.Range(0, 5000).Select(number => $"Shop.Tests.Basket.Test_number_{number}")]);

        string marks = TestMarks.Of(many).Single(item => item.Name == "marks").Value;

        Assert.InRange(marks.Length, 1, 30_000);
        Assert.Equal([.. many.PassedNames.Select(TestMarks.Mark).Order()], TestMarks.Read(marks)!.Order());
        Assert.Null(TestMarks.Read("no base 64!"));
        Assert.Null(TestMarks.Read(null));
    }

    [Theory]
    [InlineData("", "1.1.0", "1.2.0", GateVerdict.Pass, "1 of 1 compared")]
    [InlineData("CP0001: gone", "1.1.0", "1.2.0", GateVerdict.Fail, "1 breaking changes since 1.1.0, and 1.2.0 does not say so: CP0001: gone")]
    [InlineData("CP0001: gone", "1.1.0", "2.0.0", GateVerdict.Pass, "1 breaking changes, and 2.0.0 says so after 1.1.0")]
    [InlineData("CP0001: gone", "0.4.1", "0.5.0", GateVerdict.Pass, "1 breaking changes, and 0.5.0 says so after 0.4.1")]
    [InlineData("CP0001: gone", "0.4.1", "0.4.2", GateVerdict.Fail, "1 breaking changes since 0.4.1, and 0.4.2 does not say so: CP0001: gone")]
    public void A_breaking_change_needs_a_version_that_says_so(string findings, string before, string after, GateVerdict verdict, string reason) =>
        AssertGate("public-api", verdict, reason, Input(Facts.Manifest(after), Evidence("public-api", Manifest.Source.Tree, [("findings", findings), ("looked", "1 of 1 compared"), ("result", "ok"), ("baseline", before)])));

    [Fact]
    public void An_API_nobody_compared_is_inconclusive()
    {
        AssertGate("public-api", GateVerdict.Inconclusive, "the public API of this source was not compared", Input(Manifest));
        AssertGate("public-api", GateVerdict.Inconclusive, "it cannot be packed", Input(Manifest, Evidence("public-api", Manifest.Source.Tree, [("findings", ""), ("looked", "it cannot be packed"), ("result", "no data")])));
    }

    private static GateInput Compare(TestResults before, TestResults now) => Input(Manifest, [
        Evidence("tests", LiveTree, TestMarks.Of(before)),
        Facts.Draft(EntryType.CandidateSealed) with { PackageId = Facts.Id('b'), Version = "1.1.0", Data = ImmutableSortedDictionary<string, string>.Empty.Add("tree", LiveTree) },
        .. Histories.Deployed('b', "production"),
        Evidence("tests", Manifest.Source.Tree, TestMarks.Of(now)),
    ]);

    private static TestResults Tests(string[] passed, string[]? failed = null, string[]? skipped = null) =>
        TestResults.None with { PassedNames = [.. passed], FailedNames = [.. failed ?? []], SkippedNames = [.. skipped ?? []] };

    private static ImmutableArray<Migration> Migrations(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(item => item.Split(':')).Select(part => new Migration(
        part[0][..1], part[0][1] switch { 'e' => MigrationPhase.Expand, 'm' => MigrationPhase.Migrate, _ => MigrationPhase.Contract }, part[1], $"migrations/{part[0]}.sql", part.Length > 2 ? Facts.Id('b') : Facts.Id('a')))];

    private static void AssertGate(string name, GateVerdict verdict, string reason, GateInput input)
    {
        GateResult result = Ask(name, input);
        Assert.Equal((name, verdict, reason), (result.Gate, result.Verdict, result.Reason));
    }

    private static GateResult Ask(string name, GateInput input) => ProfileGates.All.Single(gate => gate.Name == name).Judge(input);

    private static GateInput Input(Manifest manifest, params Entry[] entries) => new()
    {
        State = ReleaseState.Fold(Facts.Ledger(entries)), PackageId = Facts.Id('a'), Manifest = manifest, Environment = "production", Previous = "staging", Policy = new GatePolicy(), Now = Facts.Noon,
    };

    private static Entry Evidence(string kind, string tree, IEnumerable<(string Name, string Value)> data) =>
        Facts.Draft(EntryType.EvidenceRecorded) with { Data = data.Append(("kind", kind)).Append(("tree", tree)).ToImmutableSortedDictionary(item => item.Item1, item => item.Item2) };
}
