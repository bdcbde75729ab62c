using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;
using Slipway.Tests.Releases.Ledger;

namespace Slipway.Tests.Releases.Metrics;

/// <summary>What holds for every measure: windows, percentiles, few observations, no blending.</summary>
public sealed class MeasureRuleTests
{
    private static readonly ImmutableArray<string> Lane = ["staging", "production"];

    [Theory]
    [InlineData(24 * 90, 1)] // an hour after the window's start
    [InlineData((24 * 90) + 1, 0)] // exactly at its start, which is no part of it
    [InlineData(1, 1)] // exactly at its end, which is
    [InlineData(0.9, 0)] // ends in the future
    public void A_window_holds_its_end_and_not_its_start(double hour, int expected) =>
        Assert.Equal(expected, new Chronicle().Deploys('a', 1).Measured(hour)["deployment_frequency"].N);

    [Fact]
    public void Windows_in_a_row_share_no_deployment()
    {
        Chronicle story = new Chronicle().Deploys('a', 24).Deploys('b', 48).Deploys('c', 72);

        Assert.Equal([1, 1, 1], new[] { 24, 48, 72 }.Select(hour => story.Measured(hour, 1)["deployment_frequency"].N));
        Assert.Equal(3, story.Measured(72, 3)["deployment_frequency"].N);
    }

    [Theory]
    [InlineData(1, 1.0, 1.0)]
    [InlineData(2, 1.5, 2.0)]
    [InlineData(3, 2.0, 3.0)]
    [InlineData(6, 3.5, 6.0)]
    [InlineData(10, 5.5, 9.0)]
    [InlineData(11, 6.0, 10.0)]
    [InlineData(20, 10.5, 18.0)]
    [InlineData(100, 50.5, 90.0)]
    public void Percentiles_of_the_first_numbers(int count, double median, double p90)
    {
        Measure wait = Enumerable.Range(1, count).Reverse().Aggregate(new Chronicle(), (story, hour) => story
            .Says(EntryType.ApprovalRequested, 0, 'a').Says(EntryType.ApprovalGranted, hour, 'a')).Measured(200)["approval_wait"];

        Assert.Equal((median * 3600, p90 * 3600, count, count < 5), (wait.Value, wait.P90, wait.N, wait.IsTooFew));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Below_five_it_is_too_few(int count, bool expected)
    {
        var story = new Chronicle();
        for (int number = 0; number < count; number++)
            story.Deploys((char)('a' + number), 1 + number).Brings(($"c{number}", 0));

        Assert.All(new[] { "change_lead_time", "deployment_frequency", "change_fail_rate", "deployment_rework_rate", "deployment_success_rate" }, key => Assert.Equal(expected, story.Measured(20)[key].IsTooFew));
        Assert.False(story.Measured(20)["rollbacks"].IsTooFew);
    }

    [Theory]
    [InlineData(90, 13, 7)] // twelve weeks and six days
    [InlineData(183, 27, 7)]
    [InlineData(365, 13, 30)]
    public void The_trend_is_drawn_in_weeks_or_months(int days, int points, int step)
    {
        ImmutableArray<TrendPoint> trend = new Chronicle().Says(EntryType.SurveyAnswered, 0, 'a', "staging", ("score", "5")).Deploys('a', 24 * 400).Measured(24 * 400, days)["deployment_frequency"].Trend;

        Assert.Equal((points, 1, 1), (trend.Length, trend[^1].N, trend.Sum(point => point.N)));
        Assert.Equal(TimeSpan.FromDays(step), trend[^1].To - trend[^2].To);
    }

    [Fact]
    public void The_trend_begins_with_the_first_fact() =>
        Assert.Equal(2, new Chronicle().Deploys('a', 24 * 100).Measured(24 * 110)["deployment_frequency"].Trend.Length);

    [Property]
    public Property What_happens_elsewhere_changes_nothing_here() => Prop.ForAll(Histories.Any.ToArbitrary(), entries =>
    {
        Entry[] here = [.. entries.Where(entry => entry.Environment == "production")];
        return Text(entries, "production") == Text([.. here], "production");
    });

    [Property]
    public Property Entries_of_no_meaning_change_nothing() => Prop.ForAll(Histories.Any.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (entries, seed) =>
    {
        var random = new Random(seed);
        ImmutableArray<Entry> mixed = [.. entries.SelectMany(entry => random.Next(3) == 0 ? [Facts.Draft("something.else", "production", 'f') with { Seq = entry.Seq, Utc = entry.Utc }, entry] : new[] { entry })];
        return Text(mixed, "production") == Text(entries, "production");
    });

    [Property]
    public Property Rates_are_shares_and_no_order_of_entries_throws() => Prop.ForAll(Eventful.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (entries, seed) =>
    {
        Entry[] shuffled = [.. entries];
        new Random(seed).Shuffle(shuffled);
        return Measured([.. shuffled]).Environments.SelectMany(environment => environment.Measures).All(measure =>
            (measure.Unit is not MeasureUnit.Share || measure.Value is null or >= 0 and <= 1)
            && (measure.Unit is not MeasureUnit.Share || measure.Trend.All(point => point.Value is null or >= 0 and <= 1))
            && measure.N >= 0 && (measure.Unit is MeasureUnit.Seconds or MeasureUnit.Count or MeasureUnit.PerWeek || measure.N > 0 || measure.Value is null));
    });

    [Fact]
    public void A_scope_of_many_commits_takes_several_entries_and_comes_back_whole()
    {
        ImmutableArray<ScopedCommit> commits = [.. Enumerable.Range(0, 1201).Select(number => new ScopedCommit($"{number:000000000000}", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000 + number)))];
        ImmutableArray<string> texts = CommitScope.Write(commits);

        Assert.Equal([500, 500, 201], texts.Select(text => text.Split(' ').Length));
        Assert.Equal(commits, texts.SelectMany(text => CommitScope.Read(Facts.Draft(EntryType.DeployScope, "production", 'a', ("commits", text)))));
        ScopedCommit closing = Assert.Single(CommitScope.Read(Facts.Draft(EntryType.DeployScope, "production", 'a', ("commits", CommitScope.Write([commits[0] with { Issues = ["7", "12"] }])[0]))));
        Assert.Equal(["7", "12"], closing.Issues);
        Assert.Empty(CommitScope.Read(Facts.Draft(EntryType.DeployScope, "production", 'a', ("commits", "x :1 a:-1 a:b a:1: a:1:x a:1:7, a:1:2:3 a:99999999999999"))));
    }

    private static Gen<ImmutableArray<Entry>> Eventful =>
        from entries in Histories.Any
        from extra in Gen.Choose(0, 7).ListOf()
        select (ImmutableArray<Entry>)[.. entries, .. extra.Select((kind, index) => Extra(kind, entries.Length + index + 1))];

    private static Entry Extra(int kind, int seq)
    {
        string type = new[] { EntryType.IncidentOpened, EntryType.IncidentLinked, EntryType.IncidentResolved, EntryType.DeployScope, EntryType.SurveyAnswered, EntryType.ApprovalRequested, EntryType.ApprovalGranted, EntryType.ExposureChanged }[kind];
        return Facts.Draft(type, "production", (char)('a' + (seq % 4)), ("id", $"INC-{seq % 2}"), ("score", $"{seq % 7}"), ("commits", $"{seq}:{Facts.Noon.ToUnixTimeSeconds()}")) with { Seq = seq };
    }

    private static DeliveryMetrics Measured(ImmutableArray<Entry> entries) => DeliveryMetrics.Of(ReleaseHistory.Of(entries), Lane, Facts.Noon.AddDays(1));

    // Everything but the places of the entries, the start of the ledger and what is drawn from it.
    private static string Text(ImmutableArray<Entry> entries, string environment) => string.Join('\n', Measured(entries).Environments.Single(one => one.Environment == environment).Measures
        .Where(measure => !measure.Key.StartsWith("wait_", StringComparison.Ordinal)) // they begin in front
        .Select(measure => $"{measure.Key} {measure.Value} {measure.P90} {measure.N} {string.Join(',', measure.Seqs)}"));
}
