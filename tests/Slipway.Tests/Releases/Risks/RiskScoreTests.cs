using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Releases.Risks;

namespace Slipway.Tests.Releases.Risks;

public sealed class RiskScoreTests
{
    private static readonly ReleasePolicy Team = PolicyText.Parse(Encoding.UTF8.GetBytes("""{ "preset": "team" }"""), "p");

    private static readonly RiskFacts Nothing = new() { Lines = 0, Days = 0, IsRehearsed = true };

    private static Gen<RiskFacts> Any =>
        from lines in Gen.Choose(0, 5000)
        from files in Gen.Choose(0, 300)
        from commits in Gen.Choose(0, 40)
        from authors in Gen.Choose(0, 9)
        from days in Gen.Choose(0, 60)
        from keys in Gen.Choose(0, 9)
        from medium in Gen.Choose(0, 3)
        from high in Gen.Choose(0, 3)
        from isMinor in Gen.Elements(true, false)
        select new RiskFacts { Lines = lines, Files = files, Commits = commits, Authors = authors, Days = days, ConfigurationKeys = keys, MediumRisks = medium, HighRisks = high, IsMinor = isMinor, IsRehearsed = isMinor };

    [Fact]
    public void Each_sign_gives_its_points_and_no_other()
    {
        foreach ((RiskFacts facts, string expected) in new[]
        {
            (Nothing, ""), (Nothing with { Lines = 1 }, "changed lines 1"), (Nothing with { Lines = 1023 }, "changed lines 10"), (Nothing with { Lines = null }, "changed lines 10"), (Nothing with { Files = 3 }, "changed files 2"),
            (Nothing with { Commits = 4 }, "commits 2"), (Nothing with { Commits = 400 }, "commits 5"), (Nothing with { Authors = 1 }, ""), (Nothing with { Authors = 3 }, "authors 2"), (Nothing with { Authors = 30 }, "authors 5"),
            (Nothing with { Days = 4 }, "days since the last deployment 1"), (Nothing with { Days = 4000 }, "days since the last deployment 5"), (Nothing with { Days = null }, "days since the last deployment 5"),
            (Nothing with { IsMinor = true }, "minor version 5"), (Nothing with { IsMajor = true }, "major version 25"), (Nothing with { ConfigurationKeys = 9 }, "configuration keys changed 10"),
            (Nothing with { DependencyFiles = 1 }, "dependency files changed 2"), (Nothing with { HotSpots = ["a", "b"] }, "files that were in a release taken back 6"), (Nothing with { MediumRisks = 2 }, "open risks, medium 16"),
            (Nothing with { HighRisks = 1, CriticalRisks = 1 }, "open risks, high 40"), (Nothing with { FailureRate = 0.5 }, "releases taken back here 10"), (Nothing with { IsRehearsed = false }, "way back not rehearsed 5"),
            (Nothing with { IsFirstTime = true }, "first deployment by this person 3"),
        })
        {
            RiskScore score = RiskScore.Of(facts, Team);
            Assert.Equal(expected, string.Join(", ", score.Reasons.Select(reason => FormattableString.Invariant($"{reason.Name} {reason.Points}"))));
        }
    }

    [Theory]
    [InlineData(0, 0, ReleaseProfile.Patch)]
    [InlineData(1, 0, ReleaseProfile.Patch)] // 20
    [InlineData(1, 1, ReleaseProfile.Minor)] // 28
    [InlineData(3, 0, ReleaseProfile.Minor)] // 60
    [InlineData(2, 3, ReleaseProfile.Major)] // 64
    [InlineData(9, 0, ReleaseProfile.Major)] // never over 100
    public void The_score_says_how_much_care_is_taken(int high, int medium, ReleaseProfile profile)
    {
        RiskScore score = RiskScore.Of(Nothing with { HighRisks = high, MediumRisks = medium }, Team);

        Assert.Equal((profile, Math.Min(100, (high * 20) + (medium * 8)), false), (score.Profile, score.Score, score.IsBlocked));
    }

    [Fact]
    public void Floors_hold_whatever_the_sum_and_a_critical_risk_blocks()
    {
        RiskScore major = RiskScore.Of(Nothing with { IsMajor = true }, Team with { Risk = new RiskTable { MajorVersion = 0 } });
        RiskScore critical = RiskScore.Of(Nothing with { CriticalRisks = 1 }, Team with { Risk = new RiskTable { HighRisks = 0 } });

        Assert.Equal((0, ReleaseProfile.Major, false, "a new major version breaks something: major"), (major.Score, major.Profile, major.IsBlocked, major.Floors.Single()));
        Assert.Equal((0, ReleaseProfile.Major, true, "1 critical risk is open: blocked"), (critical.Score, critical.Profile, critical.IsBlocked, critical.Floors.Single()));
    }

    [Property]
    public Property More_of_anything_is_never_less_risk() => Prop.ForAll(Any.ToArbitrary(), Gen.Choose(1, 50).ToArbitrary(), (facts, more) =>
    {
        int score = RiskScore.Of(facts, Team).Score;
        return new[]
        {
            facts with { Lines = facts.Lines + more }, facts with { Lines = null, IsMajor = true }, facts with { Files = facts.Files + more }, facts with { Commits = facts.Commits + more }, facts with { Authors = facts.Authors + more },
            facts with { Days = facts.Days + more }, facts with { Days = null }, facts with { ConfigurationKeys = facts.ConfigurationKeys + more }, facts with { MediumRisks = facts.MediumRisks + more }, facts with { HighRisks = facts.HighRisks + more },
            facts with { CriticalRisks = more }, facts with { IsRehearsed = false }, facts with { IsFirstTime = true }, facts with { FailureRate = 1 },
        }.All(worse => RiskScore.Of(worse, Team).Score >= score && RiskScore.Of(worse, Team).Profile >= RiskScore.Of(facts, Team).Profile);
    });

    [Property]
    public Property The_same_facts_have_the_same_score_within_its_bounds() => Prop.ForAll(Any.ToArbitrary(), facts =>
        RiskScore.Of(facts, Team) is var score && score.Score is >= 0 and <= 100 && score.Score == RiskScore.Of(facts with { }, Team).Score
        && score.Reasons.SequenceEqual(score.Reasons.OrderByDescending(reason => reason.Points).ThenBy(reason => reason.Name, StringComparer.Ordinal)));

    [Fact]
    public void Facts_are_counted_from_the_ledger()
    {
        Entry change = Facts.Draft(EntryType.EvidenceRecorded) with
        {
            Data = ImmutableSortedDictionary<string, string>.Empty.Add("kind", "change").Add("tree", Facts.Manifest().Source.Tree).Add("lines", "12").Add("fileCount", "3").Add("commits", "2")
                .Add("authors", "ada@example.org ben@example.org").Add("files", "src/A.cs Directory.Packages.props src/Shop.csproj"),
        };
        Entry Rehearsed(string result) => Facts.Draft(EntryType.RollbackRehearsed, "staging", 'a', ("result", result));
        RiskFacts Of(params Entry[] entries) => RiskFacts.Of(ReleaseState.Fold(Facts.Ledger(entries)), "production", Facts.Id('a'), Facts.Manifest("2.0.0"), Facts.Manifest("1.4.0"), "ada@example.org", Facts.Noon);

        RiskFacts facts = Of(change);
        Assert.Equal((12, 3, 2, 2, 2, true, false, true), (facts.Lines, facts.Files, facts.Commits, facts.Authors, facts.DependencyFiles, facts.IsMajor, facts.IsMinor, facts.IsFirstTime));
        Assert.Null(Of().Lines);
        Assert.Null(Of().Days);
        Assert.Equal([false, true, false], new[] { Of(), Of(Rehearsed("pass")), Of(Rehearsed("fail")) }.Select(one => one.IsRehearsed));
    }
}
