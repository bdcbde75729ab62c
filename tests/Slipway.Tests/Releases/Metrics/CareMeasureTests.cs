using Slipway.Releases.Facts;
using Slipway.Releases.Metrics;

namespace Slipway.Tests.Releases.Metrics;

/// <summary>Success, exceptions, rehearsals, predictions, satisfaction: expected numbers written by hand.</summary>
public sealed class CareMeasureTests
{
    private const double Hour = 3600;

    [Fact]
    public void Success_is_live_without_a_critical_incident_and_completion_is_told_beside_it()
    {
        Chronicle story = new Chronicle().Deploys('a', 10).Deploys('b', 20);
        string critical = story.Last;
        story.Deploys('c', 30);
        EnvironmentMeasures measures = story.Incident("INC-1", 21, critical, "critical").Incident("INC-2", 31, story.Last).Fails('d', 40).Deploys('e', 50).RollsBack('c', 60).Measured(70);

        Assert.Equal((0.6, 5), (measures["deployment_success_rate"].Value, measures["deployment_success_rate"].N)); // a c e of a b c d e
        Assert.Equal((0.8, 5), (measures["deployment_completion_rate"].Value, measures["deployment_completion_rate"].N)); // all but d
    }

    [Fact]
    public void Rehearsals_are_no_deployments_and_have_an_age()
    {
        EnvironmentMeasures staging = new Chronicle().Deploys('a', 10, "staging").Deploys('b', 20, "staging").Rehearses('b', 'a', 30).Measured(54.6, 90, "staging");
        EnvironmentMeasures production = new Chronicle().Deploys('a', 10, "staging").Deploys('b', 20, "staging").Rehearses('b', 'a', 30).Measured(54.6);

        Assert.Equal((2, 0, 0, 0), (staging["deployment_frequency"].N, staging["rollbacks"].Value, staging["redeployments"].Value, staging["change_fail_rate"].Value));
        Assert.Equal((24 * Hour, 24 * Hour, false), (staging["rehearsal_age"].Value, production["rehearsal_age"].Value, production["rehearsal_age"].IsTooFew));
    }

    [Fact]
    public void A_rehearsal_behind_proves_nothing_in_front_and_a_failed_one_nothing_at_all()
    {
        Chronicle story = new Chronicle().Says(EntryType.RollbackRehearsed, 1, 'a', "production", ("result", "pass")).Says(EntryType.RollbackRehearsed, 2, 'a', "staging", ("result", "fail"));

        Assert.Equal(("never rehearsed", true), (Assert.Single(story.Measured(5, 90, "staging")["rehearsal_age"].Remarks), story.Measured(5, 90, "staging")["rehearsal_age"].IsTooFew));
        Assert.Equal(4 * Hour, story.Measured(5)["rehearsal_age"].Value);
    }

    [Fact]
    public void Exceptions_are_told_on_a_hundred_deployments_and_overrides_by_number()
    {
        Chronicle story = new Chronicle()
            .Says(EntryType.ExceptionRequested, 1, 'a', "production", ("id", "EX-1")).Says(EntryType.ExceptionGranted, 2, 'a', "production", ("id", "EX-1"))
            .Says(EntryType.ExceptionRequested, 3, 'a', "production", ("id", "EX-2")) // asked for and not granted
            .Says(EntryType.ExceptionRequested, 3, 'a', "staging", ("id", "EX-3")).Says(EntryType.ExceptionGranted, 4, 'a', "staging", ("id", "EX-3"));
        for (int number = 0; number < 8; number++)
            story.Deploys((char)('a' + number), 10 + number);
        EnvironmentMeasures measures = story.Says(EntryType.FreezeOverridden, 18, 'h', "production", ("exception", "EX-1")).Measured(20);

        Assert.Equal((12.5, 8, 1), (measures["exceptions_per_hundred"].Value, measures["exceptions_per_hundred"].N, measures["freeze_overrides"].Value));
    }

    [Fact]
    public void Without_canaries_none_is_caught_and_with_them_the_aborted_are()
    {
        Assert.Equal(("no canaries", true, null), (Assert.Single(Measured(new Chronicle().Deploys('a', 1)).Remarks), Measured(new Chronicle().Deploys('a', 1)).IsTooFew, Measured(new Chronicle().Deploys('a', 1)).Value));

        Chronicle story = new Chronicle().Deploys('z', 1);
        for (int number = 0; number < 5; number++)
        {
            story = number == 2 ? story.Fails('c', 10) : story.Deploys((char)('a' + number), 10 + number);
            story.Says(EntryType.ExposureChanged, 10 + number);
        }

        Assert.Equal((0.2, 5), (Measured(story).Value, Measured(story).N));
    }

    [Fact]
    public void What_was_predicted_is_held_against_what_happened()
    {
        Chronicle story = new Chronicle();
        (char Package, string Risk)[] scored = [('a', "0"), ('b', "25"), ('c', "26"), ('d', "60"), ('e', "61"), ('f', "100")];
        foreach ((char package, string risk) in scored)
            story.Deploys(package, 10 + package - 'a', "production", ("risk", risk));
        EnvironmentMeasures measures = story.RollsBack('e', 17).Fails('g', 20, "production", ("risk", "70")).Fails('h', 21).Measured(30);

        Assert.Equal((0, 2), (measures["risk_low_failed"].Value, measures["risk_low_failed"].N));
        Assert.Equal((0, 2), (measures["risk_medium_failed"].Value, measures["risk_medium_failed"].N));
        Assert.Equal((2 / 3.0, 3), (measures["risk_high_failed"].Value, measures["risk_high_failed"].N)); // f and g of e f g
    }

    [Fact]
    public void Satisfaction_is_the_mean_and_too_few_below_five()
    {
        Chronicle story = new Chronicle();
        foreach ((char package, string role, string score) in new[] { ('a', "support", "1"), ('a', "support", "5"), ('a', "operations", "4"), ('b', "support", "3"), ('b', "operations", "5"), ('c', "support", "9"), ('c', "support", "x") })
            story.Says(EntryType.SurveyAnswered, 1, package, "production", ("score", score), ("role", role));

        Measure few = story.Measured(10)["satisfaction"]; // the last word of one person about each release: 4 and 5; 9 and x are no answers
        Assert.Equal((4.5, 2, true), (few.Value, few.N, few.IsTooFew));
        foreach (char package in "cde")
            story.Says(EntryType.SurveyAnswered, 7, package, "production", ("score", "1"), ("role", "support"));
        Assert.False(story.Measured(10)["satisfaction"].IsTooFew);
    }

    private static Measure Measured(Chronicle story) => story.Measured(30)["canary_catch_rate"];
}
