using Slipway.Composition;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Reports.Markdown;
using Slipway.Running;
using Slipway.Targets.Graph;

namespace Slipway.Components;

/// <summary>What <c>Explain</c> does: tells the process from the code and the policy that run it.</summary>
internal static class Explaining
{
    public static void Run(IObserve build)
    {
        TargetGraph graph = GraphBuilder.Build(TargetTable.Read((SlipwayBuild)(ISlipwayBuild)build, out _)); // every build derives from it
        var view = new ProcessView(build.ApplicationName, graph, build.Environments, build.Engine.Policy, [.. build.OwnGates.Select(gate => gate.Name)]);
        RunScope scope = RunScope.Current;
        scope.Answer(ProcessJson.Of(view));
        Observing.Say(build.AsMarkdown ? ProcessMarkdown.Render(view) : ProcessText.Render(view, scope.Palette));
    }
}
