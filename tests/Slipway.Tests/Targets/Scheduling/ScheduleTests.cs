using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Targets.Graph;
using Slipway.Targets.Planning;
using Slipway.Targets.Scheduling;
using static Slipway.Tests.Targets.Declared;
using Outcome = Slipway.Targets.Events.Outcome;

namespace Slipway.Tests.Targets.Scheduling;

/// <summary>Laws of what may start when, on random plans whose targets end in random order.</summary>
public sealed class ScheduleTests
{
    [Property]
    public Property Every_edge_is_respected_each_target_comes_once_nothing_is_held_twice_and_all_of_it_ends() =>
        Prop.ForAll(Stories.All.ToArbitrary(), story => Walk.Of(story).Faults.IsEmpty);

    [Property]
    public Property What_goes_on_after_a_failure_ends_as_it_does_one_after_the_other() =>
        Prop.ForAll(Stories.All.Where(story => story.Rules.ContinueOnError != ContinueOnError.Never || story.Fails.IsEmpty).ToArbitrary(), story =>
            Walk.Of(story).Outcomes.SequenceEqual(Walk.Of(story with { Rules = story.Rules with { Parallel = 1 } }).Outcomes));

    [Property]
    public Property One_at_a_time_is_the_order_of_the_plan() =>
        Prop.ForAll(Stories.All.ToArbitrary(), story =>
            Walk.Of(story with { Rules = story.Rules with { Parallel = 1 } }).Order.SequenceEqual(Enumerable.Range(0, story.Plan.Steps.Length)));

    [Property]
    public Property After_an_interrupt_only_what_is_assured_starts_and_all_of_it_ends() =>
        Prop.ForAll(Stories.All.ToArbitrary(), story =>
        {
            Walk walk = Walk.Of(story, interruptedAfter: story.Seed % 5);
            return walk.Faults.IsEmpty && walk.StartedLate.All(place => story.Plan.Steps[place].Target.IsAssuredAfterFailure);
        });

    [Theory]
    [InlineData(ContinueOnError.Never, "A Failed, B NotRun, Other NotRun, Report NotRun, Down Succeeded")]
    [InlineData(ContinueOnError.Independent, "A Failed, B NotRun, Other Succeeded, Report NotRun, Down Succeeded")]
    [InlineData(ContinueOnError.Always, "A Failed, B Succeeded, Other Succeeded, Report Succeeded, Down Succeeded")]
    public void What_starts_after_a_failure_is_said_by_ContinueOnError(ContinueOnError rule, string expected)
    {
        ExecutionPlan plan = Plan(
            GraphOf(
                Target("A", triggers: "Report"), Target("B", "A"), Target("Other"), Target("Report"),
                Target("Down", after: "B Report") with { IsAssuredAfterFailure = true }),
            "B Other Down");

        Walk walk = Walk.Of(new Story(plan, new RunRules(1, rule), ["A"], [], Seed: 0));

        Assert.Equal(expected, string.Join(", ", plan.Steps.Select((step, place) => $"{step.Target.Name} {walk.Outcomes[place]}")));
    }

    [Fact]
    public void What_is_ordered_behind_a_failure_but_does_not_need_it_is_independent()
    {
        ExecutionPlan plan = Plan(GraphOf(Target("A"), Target("Later", after: "A"), Target("Skipped", "A"), Target("Needs", "Skipped")), "A Later Needs", unmet: ("Skipped", "no"));

        Walk walk = Walk.Of(new Story(plan, new RunRules(1, ContinueOnError.Independent), ["A"], [], Seed: 0));

        Assert.Equal([Outcome.Failed, Outcome.Succeeded, Outcome.Skipped, Outcome.Succeeded], walk.Outcomes);
    }

    [Fact]
    public void Who_waits_for_what_another_holds_lets_those_behind_it_pass()
    {
        ExecutionPlan plan = Plan(
            GraphOf(Target("A") with { Exclusive = ["db"] }, Target("B") with { Exclusive = ["db", "site"] }, Target("C") with { Exclusive = ["site"] }, Target("D")), "A B C D");
        var schedule = new Schedule(plan, new RunRules(4));

        Assert.Equal([0, 2, 3], Take(schedule)); // B waits for A, and keeps C from nothing
        schedule.End(0, Outcome.Succeeded);
        Assert.Empty(Take(schedule)); // now C has what B needs
        schedule.End(2, Outcome.Succeeded);
        Assert.Equal([1], Take(schedule));
    }

    [Fact]
    public void Two_targets_with_effects_are_never_beside_each_other()
    {
        TargetGraph graph = GraphOf(Target("Push") with { Effects = ["pushes"] }, Target("Deploy") with { Effects = ["deploys"] }, Target("Docs"));

        Assert.Equal([0, 2], Take(new Schedule(Plan(graph, "Push Deploy Docs"), new RunRules(3))));
    }

    [Fact]
    public void A_target_knows_whether_another_may_start_before_it_ends()
    {
        ExecutionPlan chain = Plan(GraphOf(Target("A"), Target("B", "A")), "B");
        ExecutionPlan pair = Plan(GraphOf(Target("A"), Target("B")), "A B");

        Assert.Equal(new NextTarget.Starts(0, IsBeside: false), new Schedule(chain, new RunRules(2)).Take(false));
        Assert.Equal(new NextTarget.Starts(0, IsBeside: true), new Schedule(pair, new RunRules(2)).Take(false));
        Assert.Equal(new NextTarget.Starts(0, IsBeside: false), new Schedule(pair, new RunRules(1)).Take(false));
    }

    [Fact]
    public void Less_than_one_at_a_time_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Schedule(new ExecutionPlan([]), new RunRules(0)));

    private static ImmutableArray<int> Take(Schedule schedule)
    {
        var taken = ImmutableArray.CreateBuilder<int>();
        while (schedule.Take(isInterrupted: false) is { } next)
            taken.Add(next.Place);
        return taken.ToImmutable();
    }
}
