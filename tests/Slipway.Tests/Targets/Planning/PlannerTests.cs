using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Targets.Declaring;
using Slipway.Targets.Graph;
using Slipway.Targets.Planning;
using static Slipway.Tests.Targets.Declared;

namespace Slipway.Tests.Targets.Planning;

/// <summary>The rows of the truth table in the guide <c>build</c>: T is the target, D a dependency nobody else needs, R what T triggers.</summary>
public sealed class PlannerTests
{
    private static readonly TargetGraph Row = GraphOf(Target("D"), Target("T", "D", triggers: "R"), Target("R"), Target("Other", "T"));

    [Fact]
    public void T_runs_and_so_do_D_before_and_R_after() => Assert.Equal("D T R", Text(Plan(Row, "T")));

    [Fact]
    public void A_false_static_condition_skips_T_and_D_and_R() =>
        Assert.Equal("D(needed only by skipped targets) T(IsServer) R(needed only by skipped targets)", Text(Plan(Row, "T", unmet: ("T", "IsServer"))));

    [Fact]
    public void With_WhenSkipped_Execute_D_runs_all_the_same()
    {
        TargetGraph graph = GraphOf(Target("D"), Target("T", "D", triggers: "R") with { WhenSkipped = DependencyBehavior.Execute }, Target("R"));

        Assert.Equal("D T(IsServer) R(needed only by skipped targets)", Text(Plan(graph, "T", unmet: ("T", "IsServer"))));
    }

    [Fact]
    public void Skip_of_a_T_nobody_asked_for_skips_D_and_R() =>
        Assert.Equal("D(needed only by skipped targets) T(--skip) R(needed only by skipped targets) Other", Text(Plan(Row, "Other", "T")));

    [Fact]
    public void Skip_of_a_T_asked_for_by_name_changes_nothing() => Assert.Equal("D T R", Text(Plan(Row, "T", "T")));

    [Fact]
    public void Skip_without_names_leaves_only_what_was_asked_for() =>
        Assert.Equal("D(--skip) T R(--skip)", Text(Plan(Row, "T", skipsAllOthers: true)));

    [Fact]
    public void A_dependency_somebody_who_runs_needs_always_runs()
    {
        TargetGraph graph = GraphOf(Target("D"), Target("T", "D"), Target("U", "D"), Target("All", "T U"));

        Assert.Equal("D T(no) U All", Text(Plan(graph, "All", unmet: ("T", "no"))));
    }

    [Fact]
    public void A_skipped_dependency_never_blocks() => Assert.Equal("D(--skip) T R Other", Text(Plan(Row, "Other", "D")));

    [Fact]
    public void A_triggered_target_knows_what_brought_it_unless_it_is_needed_anyway()
    {
        TargetGraph graph = GraphOf(Target("A", triggers: "R"), Target("B", triggers: "R"), Target("R"), Target("Needs", "R"));

        Assert.Equal(["A", "B"], Plan(graph, "A B").Steps.Single(step => step.Target.Name == "R").TriggeredOnlyBy);
        Assert.Empty(Plan(graph, "A Needs").Steps.Single(step => step.Target.Name == "R").TriggeredOnlyBy);
        Assert.Empty(Plan(graph, "A R").Steps.Single(step => step.Target.Name == "R").TriggeredOnlyBy);
    }

    [Fact]
    public void Order_only_edges_schedule_nothing()
    {
        TargetGraph graph = GraphOf(Target("Clean", before: "Compile"), Target("Compile"));

        Assert.Equal("Compile", Text(Plan(graph, "Compile")));
        Assert.Equal("Clean Compile", Text(Plan(graph, "Compile Clean")));
    }

    [Fact]
    public void Schedule_gives_everything_that_can_be_reached() =>
        Assert.Equal(["D", "Other", "R", "T"], Planner.Schedule(Row, new PlanRequest { Invoked = [Row.Find("Other")!.Value] }).Select(index => Row.Targets[index].Name).Order());

    [Property]
    public Property Every_dependency_of_a_running_target_that_is_not_skipped_by_its_own_reason_runs_before_it() =>
        Prop.ForAll(Cases.ToArbitrary(), item =>
        {
            (TargetGraph graph, ExecutionPlan plan, PlanRequest request, HashSet<int> unmet) = item;
            var place = plan.Steps.Select((step, position) => (step.Target.Name, position)).ToDictionary();
            return plan.Steps.Where(step => step.SkipReason is null).All(step =>
                graph.Dependencies[graph.Find(step.Target.Name)!.Value].All(dependency =>
                    place[graph.Targets[dependency].Name] < place[step.Target.Name]
                    && (plan.Steps[place[graph.Targets[dependency].Name]].SkipReason is null || unmet.Contains(dependency) || request.Skipped.Contains(dependency))));
        });

    [Property]
    public Property What_was_asked_for_runs_unless_its_own_condition_is_false() =>
        Prop.ForAll(Cases.ToArbitrary(), item =>
            item.Request.Invoked.All(index => item.Plan.Steps.Single(step => step.Target == item.Graph.Targets[index]) is { IsInvoked: true } step
                && (step.SkipReason is null) == !item.Unmet.Contains(index)));

    [Property]
    public Property Nothing_is_planned_twice_and_nothing_without_a_way_from_what_was_asked_for() =>
        Prop.ForAll(Cases.ToArbitrary(), item =>
            item.Plan.Steps.Select(step => item.Graph.Find(step.Target.Name)!.Value).Order().SequenceEqual(Planner.Schedule(item.Graph, item.Request).Order()));

    private static Gen<(TargetGraph Graph, ExecutionPlan Plan, PlanRequest Request, HashSet<int> Unmet)> Cases =>
        from graph in Graphs.Acyclic
        from seed in Gen.Choose(0, int.MaxValue)
        select Make(graph, new Random(seed));

    private static (TargetGraph Graph, ExecutionPlan Plan, PlanRequest Request, HashSet<int> Unmet) Make(TargetGraph graph, Random random)
    {
        int[] Some(int oneIn) => [.. Enumerable.Range(0, graph.Targets.Length).Where(_ => random.Next(oneIn) == 0)];
        var request = new PlanRequest { Invoked = [random.Next(graph.Targets.Length), .. Some(6)], Skipped = [.. Some(5)] };
        request = request with { Invoked = [.. request.Invoked.Distinct()] };
        HashSet<int> unmet = [.. Some(5)];
        return (graph, Planner.Plan(graph, request, unmet.ToDictionary(index => graph.Targets[index].Name, _ => "no")), request, unmet);
    }
}
