using Slipway.Releases.Trials;
using Slipway.Releases.Rollouts;

namespace Slipway.Tests.Releases.Trials;

/// <summary>The judge: what it finds, when it holds its peace, and that nothing but the counts decides.</summary>
public sealed class TrialTests
{
    private static readonly RolloutPlan Plan = RolloutPlan.Canary(new RolloutStep(5, TimeSpan.FromMinutes(1)), new RolloutStep(25, TimeSpan.FromMinutes(1)));

    private static readonly RolloutPlan OnlyErrors = Plan with { Metrics = [RolloutMetric.Errors] };

    [Fact]
    public void No_looks_are_no_pass()
    {
        Assert.Equal(Finding.Open, Trial.Of(Plan).Enter().Verdict().Finding);
        Assert.Equal(Finding.Open, Trial.Of(Plan).Enter().With(null).With(null).Verdict().Finding);
    }

    [Fact]
    public void An_arm_that_is_silent_is_never_a_pass()
    {
        Trial trial = Of(OnlyErrors, 500, new Measured(0, 0, 0, 1_000, 2));

        Assert.NotEqual(Finding.Safe, trial.Verdict().Finding);
        Assert.Equal(Finding.Invalid, trial.Verdict().Finding); // it was given five of a hundred
    }

    [Fact]
    public void A_serving_release_that_is_silent_is_never_a_pass() =>
        Assert.Equal(Finding.Invalid, Of(OnlyErrors, 100, new Measured(500, 0, 0, 0, 0)).Verdict().Finding);

    [Fact]
    public void Errors_where_there_were_none_are_found()
    {
        Trial trial = Of(OnlyErrors, 40, new Measured(25, 1, 1, 475, 0));

        Assert.Equal(Finding.Harmful, trial.Verdict().Finding);
        Assert.StartsWith("failed: canary ", trial.Verdict().Line, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_fails_a_release_passes_once_enough_was_answered()
    {
        Trial few = Of(OnlyErrors, 7, new Measured(25, 0, 0, 475, 0)), many = Of(OnlyErrors, 80, new Measured(25, 0, 0, 475, 0));

        Assert.Equal((Finding.Open, "the canary has answered 175 requests of the 200 a step needs"), (few.Verdict().Finding, few.Verdict().Line));
        Assert.Equal(Finding.Safe, many.Verdict().Finding);
    }

    [Fact]
    public void Each_step_shows_its_safety_anew_and_harm_is_remembered()
    {
        Trial first = Of(OnlyErrors, 80, new Measured(25, 0, 0, 475, 0));

        Trial second = first.Enter();

        Assert.Equal((Finding.Open, 1), (second.Verdict().Finding, second.Step));
        Assert.Equal(0, second.Verdict().Safety);
        Assert.Equal(first.Metrics[0].Harm, second.Metrics[0].Harm);
    }

    [Fact]
    public void A_split_that_is_not_kept_is_told_and_nothing_passes()
    {
        Trial trial = Of(OnlyErrors, 80, new Measured(40, 0, 0, 460, 0));

        Assert.Equal((Finding.Invalid, "the canary got 3,200 of 40,000 requests, which is not the 5 % it was given: nothing can be compared"), (trial.Verdict().Finding, trial.Verdict().Line));
        Assert.Equal(Finding.Safe, Of(OnlyErrors with { IsSticky = true }, 80, new Measured(40, 0, 0, 460, 0)).Verdict().Finding);
    }

    [Fact]
    public void Traffic_that_fails_says_nothing_about_the_release()
    {
        Trial before = Of(OnlyErrors, 20, new Measured(25, 0, 0, 475, 0));

        Trial after = before.With(new Look(5, [new Measured(1, 1, 1, 19, 0)])).With(new Look(5, [default]));

        Assert.Equal(2, after.Voids);
        Assert.Equal((before.Verdict(), before.Soaked), (after.Verdict(), after.Soaked));
    }

    [Fact]
    public void Half_of_a_look_failing_trips_at_once_unless_the_serving_release_fails_too()
    {
        Assert.StartsWith("tripped: 15 of 25", Of(OnlyErrors, 1, new Measured(25, 15, 15, 475, 1)).Verdict().Line, StringComparison.Ordinal);
        Assert.NotEqual(Finding.Harmful, Of(OnlyErrors, 1, new Measured(25, 15, 15, 475, 300)).Verdict().Finding);
    }

    [Fact]
    public void Swapped_arms_are_judged_the_other_way_round()
    {
        foreach (int seed in Enumerable.Range(1, 20))
        {
            var worse = new Traffic(Plan, seed) { Share = 0.5, CanaryErrors = 0.02, Slowness = 1.5 };
            (Trial asIs, Trial swapped) = (Trial.Of(Plan).Enter(), Trial.Of(Plan).Enter());
            for (int look = 0; look < 40; look++)
            {
                Look seen = worse.Next();
                asIs = asIs.With(seen);
                swapped = swapped.With(seen with { Measures = [.. seen.Measures.Select(Swapped)] });
            }

            Assert.True(asIs.Metrics[0].Harm.Log > 10 && swapped.Metrics[0].Harm.Log < 1, $"seed {seed}");
            Assert.True(swapped.Metrics[0].Safety!.Log > 5 && asIs.Metrics[0].Safety!.Log < 1, $"seed {seed}");
        }
    }

    [Fact]
    public void The_same_shares_in_more_requests_are_stronger_evidence()
    {
        foreach (int factor in new[] { 2, 4, 10 })
        {
            Assert.True(Of(OnlyErrors, 10, new Measured(25L * factor, factor, factor, 475L * factor, factor)).Metrics[0].Harm.Log > Of(OnlyErrors, 10, new Measured(25, 1, 1, 475, 1)).Metrics[0].Harm.Log);
            Assert.True(Of(OnlyErrors, 10, new Measured(250L * factor, 0, 0, 4_750L * factor, 0)).Metrics[0].Safety!.Log > Of(OnlyErrors, 10, new Measured(250, 0, 0, 4_750, 0)).Metrics[0].Safety!.Log);
        }
    }

    [Fact]
    public void One_more_failed_request_is_never_less_harm_nor_more_safety()
    {
        foreach (int seed in Enumerable.Range(1, 30))
        {
            var traffic = new Traffic(Plan, seed) { Share = 0.2 };
            Trial before = Enumerable.Range(0, seed).Aggregate(Trial.Of(Plan).Enter(), (trial, _) => trial.With(traffic.Next()));
            Look look = traffic.Next();
            foreach (int metric in Enumerable.Range(0, Plan.Metrics.Length))
            {
                Measured seen = look.Measures[metric];
                Look worse = look with { Measures = look.Measures.SetItem(metric, seen with { Harmed = seen.Harmed + 1, Unsafe = seen.Unsafe + 1 }) };
                Assert.True(before.With(worse).Metrics[metric].Harm.Log > before.With(look).Metrics[metric].Harm.Log);
                Assert.True(metric == 3 || before.With(worse).Metrics[metric].Safety!.Log < before.With(look).Metrics[metric].Safety!.Log);
            }
        }
    }

    [Fact]
    public void The_same_looks_are_judged_the_same_and_can_be_judged_by_another_plan()
    {
        var traffic = new Traffic(Plan, 7) { CanaryErrors = 0.01 };
        Look[] looks = [.. Enumerable.Range(0, 30).Select(_ => traffic.Next())];
        Look[] kept = [.. looks.Select(look => Look.Parse(look.ToString())!)]; // it was written just now

        Assert.Equal(looks, kept);
        Assert.Equal(Judge(Plan, looks), Judge(Plan, kept));
        Assert.NotEqual(Judge(Plan, looks).Harm, Judge(Plan with { HarmRatio = 3 }, kept).Harm);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x:1 2 3 4 5")]
    [InlineData("5:1 2 3 4")]
    [InlineData("5:1 2 3 4 -5")]
    public void What_is_no_look_is_not_read(string text) => Assert.Null(Look.Parse(text));

    // Ville: whatever the number of looks, at most alpha of releases that are no worse are taken back. 300 of them leave a margin of three deviations.
    [Theory]
    [InlineData(0.05, 1.0)]
    [InlineData(0.5, 1.0)]
    [InlineData(0.05, 1.1)]
    public void A_release_that_is_no_worse_is_hardly_ever_taken_back(double share, double ratio)
    {
        RolloutPlan plan = Plan with { Alpha = 0.05 };
        int alarms = Enumerable.Range(1, 300).Count(seed =>
            Course.Of(plan, new Traffic(plan, seed) { Share = share, CanaryErrors = 0.002 * ratio }, 200, endsWhenSafe: false).Finding == Finding.Harmful);

        Assert.InRange(alarms, 0, 300 * (0.05 + (3 * Math.Sqrt(0.05 * 0.95 / 300))));
    }

    [Fact]
    public void A_release_at_the_bound_of_safety_hardly_ever_passes()
    {
        int passed = Enumerable.Range(1, 200).Count(seed => Course.Of(OnlyErrors with { Alpha = 1e-9 }, new Traffic(OnlyErrors, seed) { CanaryErrors = 0.007 }, 200).Finding == Finding.Safe);

        Assert.InRange(passed, 0, 200 * (0.05 + (3 * Math.Sqrt(0.05 * 0.95 / 200))));
    }

    [Fact]
    public void Ten_more_percent_of_latency_never_pass_as_good()
    {
        Course[] courses = [.. Enumerable.Range(1, 100).Select(seed => Course.Of(Plan, new Traffic(Plan, seed) { Share = 0.05, Slowness = 1.1 }, 180))];

        Assert.InRange(courses.Count(course => course.Finding == Finding.Safe), 0, 5);
        Assert.InRange(courses.Count(course => course.Finding == Finding.Harmful), 50, 100);
    }

    private static Verdict Judge(RolloutPlan plan, IEnumerable<Look> looks) => looks.Aggregate(Trial.Of(plan).Enter(), (trial, look) => trial.With(look)).Verdict();

    private static Trial Of(RolloutPlan plan, int looks, Measured each)
    {
        Trial trial = Trial.Of(plan).Enter();
        for (int look = 0; look < looks; look++)
            trial = trial.With(new Look(5, [each]));
        return trial;
    }

    private static Measured Swapped(Measured measured) => new(measured.Servings, measured.ServingBad, measured.ServingBad, measured.Canaries, measured.Harmed);
}
