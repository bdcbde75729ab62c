using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;

namespace Slipway.Tests.Releases.Metrics;

/// <summary>The five measures on stories small enough to be counted on fingers; every expected number was written by hand.</summary>
public sealed class DoraMeasureTests
{
    private const double Hour = 3600;

    // Five releases, one a week, of one commit each that was made 10, 20, 30, 40 and 100 hours before.
    private static Chronicle FiveWeeks => new Chronicle()
        .Deploys('a', 168).Brings(("a1", 158))
        .Deploys('b', 336).Brings(("b1", 316))
        .Deploys('c', 504).Brings(("c1", 474))
        .Deploys('d', 672).Brings(("d1", 632))
        .Deploys('e', 840).Brings(("e1", 740));

    [Fact]
    public void Lead_time_is_the_median_over_commits()
    {
        Measure lead = FiveWeeks.Measured(840)["change_lead_time"];

        Assert.Equal((30 * Hour, 100 * Hour, 5, 5, false), (lead.Value, lead.P90, lead.N, lead.Deployments, lead.IsTooFew));
    }

    [Fact]
    public void Many_commits_of_few_deployments_are_still_too_few()
    {
        Measure lead = new Chronicle().Deploys('a', 10).Brings(("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 5), ("6", 6)).Measured(20)["change_lead_time"];

        Assert.Equal((6, 1, true, 6.5 * Hour), (lead.N, lead.Deployments, lead.IsTooFew, lead.Value)); // 9 8 7 | 6 5 4
    }

    [Fact]
    public void A_skipped_release_counts_where_its_commits_arrive()
    {
        // b went to staging only; its commit reaches production with c.
        Chronicle story = new Chronicle()
            .Deploys('a', 10, "staging").Brings(("a1", 9)).Deploys('a', 12).Brings(("a1", 9))
            .Deploys('b', 20, "staging").Brings(("b1", 19))
            .Deploys('c', 30, "staging").Brings(("c1", 29)).Deploys('c', 40).Brings(("b1", 19), ("c1", 29));

        Assert.Equal((11 * Hour, 3), (story.Measured(50)["change_lead_time"].Value, story.Measured(50)["change_lead_time"].N)); // 3, 21, 11
        Assert.Equal((1 * Hour, 3), (story.Measured(50, 90, "staging")["change_lead_time"].Value, story.Measured(50, 90, "staging")["change_lead_time"].N));
    }

    [Fact]
    public void Commits_that_come_again_after_a_rollback_had_their_lead_time_before()
    {
        Measure lead = new Chronicle()
            .Deploys('a', 10).Brings(("a1", 8))
            .Deploys('b', 20).Brings(("b1", 16))
            .RollsBack('a', 21)
            .Deploys('c', 30).Brings(("b1", 16), ("c1", 24))
            .Measured(40)["change_lead_time"];

        Assert.Equal((4 * Hour, 6 * Hour, 3), (lead.Value, lead.P90, lead.N)); // 2, 4, 6; not 14
    }

    [Fact]
    public void Commits_older_than_the_first_fact_count_with_their_whole_age()
    {
        Measure lead = new Chronicle().Deploys('a', 10).Brings(("a1", -990), ("a2", 9)).Measured(20)["change_lead_time"];

        Assert.Equal((500.5 * Hour, 1000 * Hour, 2), (lead.Value, lead.P90, lead.N));
    }

    [Fact]
    public void Commits_of_the_future_are_flagged_and_not_dropped()
    {
        Measure lead = new Chronicle().Deploys('a', 10).Brings(("a1", 12), ("a2", 10), ("a3", 7)).Measured(20)["change_lead_time"];

        Assert.Equal((0, 3 * Hour, 3), (lead.Value, lead.P90, lead.N)); // -2, 0, 3
        Assert.Equal("2 of 3 commits are younger than their deployment: clocks disagree", Assert.Single(lead.Remarks));
    }

    [Fact]
    public void Frequency_counts_weeks_without_a_deployment()
    {
        // 70 days and five deployments in the first five of ten weeks.
        Measure often = FiveWeeks.Says(EntryType.EvidenceRecorded, 0, null, null, ("kind", "tests"), ("tree", "t")).Measured(1680, 70)["deployment_frequency"];

        Assert.Equal((5, 5), (often.N, often.Trend.Count(point => point.N == 1)));
        Assert.Equal(5 * 7 / ((1680 - 167.9) / 24), often.Value!.Value, 9); // since the first fact, six minutes before hour 168
        Assert.Equal(["monthly: on 5 of 70 days", "median 7.0 days between"], often.Remarks); // weeks 1 1 1 1 1 0 0 0 0 0: their median is a half
    }

    [Theory]
    [InlineData(24, 21, "daily: on 21 of 21 days")]
    [InlineData(56, 9, "daily: on 9 of 21 days")]
    [InlineData(168, 3, "weekly: on 3 of 21 days")]
    [InlineData(504, 1, "monthly: on 1 of 21 days")]
    public void The_rhythm_has_a_name(int every, int count, string expected)
    {
        var story = new Chronicle();
        for (int number = 0; number < count; number++)
            story.Deploys((char)('a' + number), 12 + (number * every));

        Assert.Equal(expected, story.Measured(504, 21)["deployment_frequency"].Remarks[0]);
    }

    [Fact]
    public void A_project_of_two_weeks_is_measured_over_two_weeks_and_one_of_a_day_over_one()
    {
        Chronicle young = new Chronicle().Deploys('a', 0.1).Deploys('b', 100).Deploys('c', 200);

        Assert.Equal((1.5, 3.0), (young.Measured(336)["deployment_frequency"].Value, new Chronicle().Deploys('a', 1).Deploys('b', 2).Deploys('c', 3).Measured(24)["deployment_frequency"].Value));
    }

    [Fact]
    public void A_rolled_back_deployment_was_frequent_and_failed()
    {
        EnvironmentMeasures measures = FiveWeeks.RollsBack('d', 842).Measured(850);

        Assert.Equal((5, 0.2, 5), (measures["deployment_frequency"].N, measures["change_fail_rate"].Value, measures["change_fail_rate"].N));
        Assert.Equal((2 * Hour, 1), (measures["failed_deployment_recovery_time"].Value, measures["failed_deployment_recovery_time"].N));
        Assert.Equal(1 / 6.0, measures["deployment_rework_rate"].Value); // one rollback of six
        Assert.Equal((1, 0), (measures["rollbacks"].Value, measures["redeployments"].Value));
    }

    [Fact]
    public void Rollback_then_redeploy_is_one_failure_and_the_redeployment_stands_apart()
    {
        EnvironmentMeasures measures = FiveWeeks.RollsBack('d', 842).Deploys('e', 850).Measured(860);

        Assert.Equal((5, 0.2), (measures["deployment_frequency"].N, measures["change_fail_rate"].Value));
        Assert.Equal(1 / 7.0, measures["deployment_rework_rate"].Value); // one rollback; five planned, one rollback, one again
        Assert.Equal((1, 1), (measures["rollbacks"].Value, measures["redeployments"].Value));
    }

    [Fact]
    public void A_redeployment_that_is_rolled_back_too_is_still_one_failure_of_the_package()
    {
        EnvironmentMeasures measures = FiveWeeks.RollsBack('d', 842).Deploys('e', 850).RollsBack('d', 851).Measured(860);

        Assert.Equal((0.2, 2 * Hour, 2), (measures["change_fail_rate"].Value, measures["failed_deployment_recovery_time"].Value, measures["rollbacks"].Value));
    }

    [Fact]
    public void A_hotfix_that_mends_two_deployments_makes_two_failures_and_one_rework()
    {
        Chronicle story = new Chronicle().Deploys('a', 10).Deploys('b', 20);
        string second = story.Last;
        story.Deploys('c', 30);
        string third = story.Last;
        EnvironmentMeasures measures = story.Deploys('d', 40).Incident("INC-1", 41, second).Links("INC-1", 42, third)
            .Deploys('e', 50, "production", ("remediates", "INC-1")).Measured(60);

        Assert.Equal((0.4, 5), (measures["change_fail_rate"].Value, measures["change_fail_rate"].N)); // b and c of a b c d e
        Assert.Equal((25 * Hour, 30 * Hour, 2), (measures["failed_deployment_recovery_time"].Value, measures["failed_deployment_recovery_time"].P90, measures["failed_deployment_recovery_time"].N)); // 30 and 20
        Assert.Equal((0.2, 5), (measures["deployment_rework_rate"].Value, measures["deployment_rework_rate"].N));
    }

    [Fact]
    public void A_hotfix_may_name_deployments_themselves()
    {
        Chronicle story = new Chronicle().Deploys('a', 10).Deploys('b', 20);
        (string bad, _) = (story.Last, story.Deploys('c', 30));
        EnvironmentMeasures measures = story.Deploys('d', 40, "production", ("remediates", $"{bad}, {story.Last}")).Deploys('e', 50).Measured(60);

        Assert.Equal((0.4, 15 * Hour), (measures["change_fail_rate"].Value, measures["failed_deployment_recovery_time"].Value)); // 20 and 10
    }

    [Fact]
    public void A_deployment_with_two_incidents_failed_once_and_is_restored_with_the_first()
    {
        Chronicle story = FiveWeeks;
        EnvironmentMeasures measures = story.Incident("INC-1", 841, story.Last).Incident("INC-2", 842, story.Last).Resolves("INC-2", 844).Resolves("INC-1", 850).Measured(860);

        Assert.Equal((0.2, 5), (measures["change_fail_rate"].Value, measures["change_fail_rate"].N));
        Assert.Equal((4 * Hour, 1, 1 * Hour), (measures["failed_deployment_recovery_time"].Value, measures["failed_deployment_recovery_time"].N, measures["failure_detection_time"].Value));
    }

    [Fact]
    public void A_hotfix_that_is_blamed_for_the_same_incident_did_not_mend_itself()
    {
        Chronicle story = new Chronicle().Deploys('a', 10).Deploys('b', 20);
        story.Incident("INC-1", 21, story.Last).Deploys('c', 30, "production", ("remediates", "INC-1"));
        Measure recovery = story.Links("INC-1", 31, story.Last).Resolves("INC-1", 36).Measured(40)["failed_deployment_recovery_time"];

        Assert.Equal((8 * Hour, 10 * Hour, 2), (recovery.Value, recovery.P90, recovery.N)); // b by c after 10, c by the end of the incident after 6
    }

    [Fact]
    public void Deployments_of_one_name_in_two_environments_are_two()
    {
        // Names count up in each environment: the first of staging and the first of production may have the same.
        Entry[] entries = [.. new Chronicle().Deploys('a', 10, "staging").Deploys('a', 20).Entries.Select(entry => entry with { DeploymentId = "0001-a" })];
        Entry incident = entries[^1] with { Seq = 5, Type = EntryType.IncidentOpened, Data = entries[^1].Data.SetItem("id", "INC-1") };
        var metrics = DeliveryMetrics.Of(ReleaseHistory.Of([.. entries, incident]), ["staging", "production"], Chronicle.At(30));

        Assert.Equal([0.0, 1.0], metrics.Environments.Select(environment => environment["change_fail_rate"].Value!.Value));
    }

    [Fact]
    public void Incidents_without_a_cause_come_from_outside()
    {
        EnvironmentMeasures measures = FiveWeeks.Incident("INC-1", 841, null, "critical").Resolves("INC-1", 900).Measured(910);

        Assert.Equal((0, 0, null, 1), (measures["change_fail_rate"].Value, measures["failed_deployment_recovery_time"].N, measures["failed_deployment_recovery_time"].Value, measures["deployment_success_rate"].Value));
    }

    [Fact]
    public void A_failure_that_lasts_shows_its_age_and_no_recovery()
    {
        Chronicle story = FiveWeeks;
        Measure recovery = story.Incident("INC-1", 841, story.Last).Measured(840 + 72)["failed_deployment_recovery_time"];

        Assert.Equal((null, 0, true), (recovery.Value, recovery.N, recovery.IsTooFew));
        Assert.Equal($"1.4.0 ({story.Last}) is not mended since 3 d", Assert.Single(recovery.Remarks));
        Assert.Equal([14, 16], recovery.Seqs);
    }

    [Fact]
    public void An_empty_window_measures_nothing_and_throws_nothing()
    {
        EnvironmentMeasures measures = FiveWeeks.Measured(840 + (24 * 400));

        Assert.All(measures.Measures, measure => Assert.Equal((0, true), (measure.N, measure.Value is null or 0)));
        Assert.All(new Chronicle().Measured(0).Measures, measure => Assert.Empty(measure.Seqs));
    }
}
