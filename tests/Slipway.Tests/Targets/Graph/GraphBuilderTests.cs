using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Targets.Declaring;
using Slipway.Targets.Graph;
using Slipway.Vocabulary.Faults;
using static Slipway.Tests.Targets.Declared;

namespace Slipway.Tests.Targets.Graph;

public sealed class GraphBuilderTests
{
    [Fact]
    public void Edges_decide_the_order_and_declaration_decides_ties()
    {
        TargetGraph graph = GraphOf(Target("Pack", "Test"), Target("Lint"), Target("Test", "Compile"), Target("Compile"), Target("Clean", before: "Compile"));

        Assert.Equal("Lint Clean Compile Test Pack", Order(graph));
    }

    [Fact]
    public void Every_way_to_say_an_edge_means_the_same_order()
    {
        TargetDeclaration early = new() { Name = "Early" };
        TargetDeclaration late = new() { Name = "Late" };
        ImmutableArray<string> toEarly = ["early"], toLate = ["late"];

        Assert.All(
            new[]
            {
                GraphOf(late with { DependsOn = toEarly }, early), GraphOf(late, early with { DependentFor = toLate }), GraphOf(late, early with { Before = toLate }),
                GraphOf(late with { After = toEarly }, early), GraphOf(late, early with { Triggers = toLate }), GraphOf(late with { TriggeredBy = toEarly }, early),
            },
            graph => Assert.Equal("Early Late", Order(graph)));
    }

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        var refusal = Assert.Throws<FaultException>(() => GraphOf(
            Target("Compile"), Target("compile"), Target("Test", "Compil"), Target("Self", "Self"), Target("A", "C"), Target("B", "A"), Target("C", "B"), Target("Pack", "Nothing-like-it")));

        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Fakes.Golden.Match(refusal.Faults.Select(fault => $"{fault.Code} | {fault.Cause} | {fault.Place} | {fault.Mend}"));
    }

    [Fact]
    public void Each_cycle_is_told_once_as_the_path_that_closes_it()
    {
        var refusal = Assert.Throws<FaultException>(() => GraphOf(Target("A", "B"), Target("B", "A"), Target("C", "D"), Target("D", "C"), Target("E", "A C")));

        Assert.Equal(["A → B → A", "C → D → C"], refusal.Faults.Select(fault => fault.Place));
    }

    [Fact]
    public void A_chain_of_100000_targets_is_built_and_planned()
    {
        const int Count = 100_000;
        TargetGraph graph = GraphOf([.. Enumerable.Range(0, Count).Select(index => Target($"T{index}", index + 1 < Count ? $"T{index + 1}" : ""))]);

        Assert.Equal(Count - 1, graph.Order[0]);
        Assert.Equal(Count, Plan(graph, "T0").Steps.Length);
    }

    [Fact]
    public void A_cycle_of_100000_targets_is_found()
    {
        const int Count = 100_000;

        var refusal = Assert.Throws<FaultException>(() => GraphOf([.. Enumerable.Range(0, Count).Select(index => Target($"T{index}", $"T{(index + 1) % Count}"))]));

        Assert.Equal("SLP1004", Assert.Single(refusal.Faults).Code);
    }

    [Fact]
    public void Names_are_found_without_case_and_hyphens()
    {
        TargetGraph graph = GraphOf(Target("SmokeTest"));

        Assert.All(["smoke-test", "SMOKETEST", "SmokeTest", "smoketest"], name => Assert.Equal(0, graph.Find(name)));
        Assert.Null(graph.Find("smoke"));
    }

    [Property]
    public Property Every_edge_points_forward_in_every_acyclic_graph() =>
        Prop.ForAll(Graphs.Acyclic.ToArbitrary(), graph =>
        {
            int[] position = new int[graph.Targets.Length];
            for (int place = 0; place < graph.Order.Count; place++)
                position[graph.Order[place]] = place;
            return graph.Order.Order().SequenceEqual(Enumerable.Range(0, graph.Targets.Length))
                && Enumerable.Range(0, graph.Targets.Length).All(index =>
                    graph.Dependencies[index].All(dependency => position[dependency] < position[index])
                    && graph.Triggers[index].All(triggered => position[triggered] > position[index])
                    && graph.Targets[index].After.All(other => position[graph.Find(other)!.Value] < position[index]));
        });

    [Property]
    public Property A_graph_with_an_edge_turned_back_is_never_built() =>
        Prop.ForAll(Gen.Choose(2, 30).ToArbitrary(), count =>
        {
            TargetDeclaration[] ring = [.. Enumerable.Range(0, count).Select(index => Target($"T{index}", $"T{(index + 1) % count}"))];
            return Assert.Throws<FaultException>(() => GraphOf(ring)).Faults.Single().Code == "SLP1004";
        });

    private static string Order(TargetGraph graph) => string.Join(' ', graph.Order.Select(index => graph.Targets[index].Name));
}
