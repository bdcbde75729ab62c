using System.Collections.Immutable;
using Slipway.Targets.Declaring;
using Slipway.Targets.Graph;
using Slipway.Targets.Planning;

namespace Slipway.Tests.Targets;

/// <summary>Targets in one line each.</summary>
internal static class Declared
{
    public static TargetDeclaration Target(string name, string dependsOn = "", string triggers = "", string before = "", string after = "") => new()
    {
        Name = name, DependsOn = Names(dependsOn), Triggers = Names(triggers), Before = Names(before), After = Names(after),
    };

    public static TargetGraph GraphOf(params TargetDeclaration[] targets) => GraphBuilder.Build([.. targets]);

    public static ExecutionPlan Plan(TargetGraph graph, string invoked, string skipped = "", bool skipsAllOthers = false, params (string Target, string Text)[] unmet) =>
        Planner.Plan(
            graph,
            new PlanRequest { Invoked = [.. Names(invoked).Select(name => graph.Find(name)!.Value)], Skipped = [.. Names(skipped).Select(name => graph.Find(name)!.Value)], SkipsAllOthers = skipsAllOthers },
            unmet.ToDictionary(item => item.Target, item => item.Text));

    /// <summary><c>A B(reason) C</c>.</summary>
    public static string Text(ExecutionPlan plan) => string.Join(' ', plan.Steps.Select(step => step.Target.Name + (step.SkipReason is { } reason ? $"({reason})" : "")));

    public static ImmutableArray<string> Names(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
