using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Slipway.Delivery.Durable;
using Slipway.Reports.Graphs;
using Slipway.Reports.Html;
using Slipway.Targets.Events;
using Slipway.Targets.Graph;
using Slipway.Targets.Planning;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Composition;

/// <summary>Plans and runs as drawings; apart, so that no other run loads what draws.</summary>
internal static class DrawnPlan
{
    /// <summary>Shows a plan as <c>html</c> (a file), <c>mermaid</c> or <c>dot</c>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Show(string format, ExecutionPlan plan, TargetGraph targets, AbsolutePath root, Screen screen)
    {
        PlanGraph graph = PlanGraph.Of(plan, targets, Durations.Read(root));
        if (format is "mermaid" or "dot")
        {
            foreach (string line in format == "dot" ? DotText.Render(graph) : MermaidText.Render(graph))
                screen.Say(line);
            return;
        }

        AbsolutePath file = root / "artifacts" / "plan.html";
        PrivateFolder.CreateIgnored(file.Parent!);
        Write(file, PlanPage.Render($"Plan of {Names(plan)}", graph));
        screen.Say($"{graph.Nodes.Length} targets → {file}");
    }

    /// <summary>Writes the page about a run.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Report(string path, ExecutionPlan plan, TargetGraph targets, BuildResult result, DateTimeOffset started, AbsolutePath root, Screen screen)
    {
        var took = result.Targets.Where(target => target is { HasActions: true, Outcome: Outcome.Succeeded or Outcome.Failed }).ToImmutableDictionary(target => target.Target, target => target.Duration, StringComparer.Ordinal);
        AbsolutePath file = AbsolutePath.Create(Path.GetFullPath(path, root));
        Write(file, RunPage.Render($"Run of {Names(plan)}", result, PlanGraph.Of(plan, targets, took), started));
        screen.Say($"report → {file}");
    }

    private static string Names(ExecutionPlan plan) => string.Join(", ", plan.Steps.Where(step => step.IsInvoked).Select(step => step.Target.Name));

    private static void Write(AbsolutePath file, string text)
    {
        try
        {
            Directory.CreateDirectory(file.Parent!);
            DurableFile.ReplaceShared(file, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(ExitCode.Failed, new Fault("SLP1009", $"the page cannot be written: {exception.Message}", file, "give a file in a folder that can be written"), exception);
        }
    }
}
