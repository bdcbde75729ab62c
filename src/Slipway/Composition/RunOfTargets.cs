using Slipway.Execution.Running;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Targets.CommandLine;
using Slipway.Targets.Events;
using Slipway.Targets.Graph;
using Slipway.Targets.Planning;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Composition;

/// <summary>Runs a plan and shows its events.</summary>
internal sealed class RunOfTargets(Screen screen, Interruption interruption, Invocation invocation)
{
    private readonly HostKind _host = BuildHost.Current;
    private readonly bool _isQuiet = invocation.ValueOf("verbosity") is "Quiet" or "quiet" or "Minimal" or "minimal";

    private bool _showsGroups;

    public int Run(SlipwayBuild build, ExecutionPlan plan, TargetGraph graph, AbsolutePath root)
    {
        DateTimeOffset started = TimeProvider.System.GetUtcNow();
        // One target alone, such as Status, is its own heading.
        _showsGroups = !_isQuiet && !screen.IsJson && plan.Steps.Count(step => step.SkipReason is null && step.Target.Actions.Length > 0) > 1;
        var executor = new Executor(happened => Show(build, happened), TimeProvider.System, _ => build.TakeSummary());
        BuildResult result = executor.RunAsync(plan, interruption.Token).GetAwaiter().GetResult();
        build.OnBuildFinished();
        if (result.Targets.Count(target => target is { HasActions: true, Outcome: Outcome.Succeeded }) > 1)
            Durations.Keep(root, result); // one target alone has no way through it
        if (invocation.ValueOf("report") is { } report)
            DrawnPlan.Report(report, plan, graph, result, started, root, screen);
        ExitCode exitCode = result.IsSucceeding ? result.ExitCode : interruption.ExitCodeOr(result.ExitCode);
        if (screen.IsJson)
            screen.Answer(screen.OwnAnswer ?? EngineJson.Result(result));
        return build.ExitCode ?? (int)exitCode;
    }

    private void Show(SlipwayBuild build, BuildEvent happened)
    {
        build.Observe(happened);
        switch (happened)
        {
            case BuildEvent.TargetStarted started:
                if (_showsGroups)
                    screen.Say(screen.Palette.Strong(HostDialect.OpenGroup(_host, started.Target, TimeProvider.System.GetUtcNow())));
                screen.Progress(started.Target);
                break;
            case BuildEvent.TargetFinished finished:
                screen.Progress(doing: null);
                Close(finished.Result);
                break;
            case BuildEvent.Finished finished:
                Summarize(finished.Result);
                break;
        }
    }

    private void Close(TargetResult target)
    {
        bool wasShown = target is { HasActions: true, Outcome: Outcome.Succeeded or Outcome.Failed or Outcome.Aborted } && _showsGroups;
        if (wasShown && HostDialect.CloseGroup(_host, target.Target, TimeProvider.System.GetUtcNow()) is { } close)
            screen.Say(close);
        foreach (Fault fault in target.Faults)
        {
            screen.Say(FaultLines.Render(fault, screen.Palette));
            if (HostDialect.Annotation(_host, fault) is { } annotation)
                screen.Say(annotation);
        }
    }

    private void Summarize(BuildResult result)
    {
        if (_showsGroups)
            screen.Say(SummaryTable.Render(result, screen.Palette));
        screen.Say(screen.LastWords);
    }
}
