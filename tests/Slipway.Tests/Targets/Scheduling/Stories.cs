using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Targets.Declaring;
using Slipway.Targets.Graph;
using Slipway.Targets.Planning;
using Slipway.Targets.Scheduling;

namespace Slipway.Tests.Targets.Scheduling;

/// <summary>A run to be: a plan, its rules, and what becomes of its targets.</summary>
/// <param name="Plan">What is to run.</param>
/// <param name="Rules">How.</param>
/// <param name="Fails">Targets that fail when they run.</param>
/// <param name="Declines">Targets whose condition is false when they are asked.</param>
/// <param name="Seed">Decides in which order running targets end.</param>
internal sealed record Story(ExecutionPlan Plan, RunRules Rules, ImmutableHashSet<string> Fails, ImmutableHashSet<string> Declines, int Seed);

/// <summary>Random runs.</summary>
internal static class Stories
{
    public static Gen<Story> All =>
        from graph in Graphs.Acyclic
        from seed in Gen.Choose(0, int.MaxValue)
        select Make(graph, new Random(seed), seed);

    private static Story Make(TargetGraph graph, Random random, int seed)
    {
        int[] Some(int oneIn) => [.. Enumerable.Range(0, graph.Targets.Length).Where(_ => random.Next(oneIn) == 0)];
        ImmutableHashSet<string> Names(int oneIn) => [.. Some(oneIn).Select(index => graph.Targets[index].Name)];
        var request = new PlanRequest { Invoked = [.. Some(4).Append(random.Next(graph.Targets.Length)).Distinct()], Skipped = [.. Some(8)] };
        ExecutionPlan plan = Planner.Plan(graph, request, Names(8).ToDictionary(name => name, _ => "no"));
        ImmutableArray<PlannedTarget> steps = [.. plan.Steps.Select(step => step with { Target = With(step.Target, random), Holds = Held(random) })];
        return new Story(
            new ExecutionPlan(steps), new RunRules(1 + random.Next(4), (ContinueOnError)random.Next(3)),
            random.Next(3) == 0 ? [] : Names(4), Names(8), seed);
    }

    private static TargetDeclaration With(TargetDeclaration target, Random random) =>
        target with { IsAssuredAfterFailure = random.Next(6) == 0, ProceedsAfterFailure = random.Next(4) == 0 };

    private static ImmutableArray<string> Held(Random random) => [.. new[] { "ledger", "database", "site" }.Where(_ => random.Next(4) == 0)];
}
