using System.Collections.Immutable;
using System.Globalization;
using Slipway.Execution.Running;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Reports.Markdown;
using Slipway.Running;
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
    private readonly bool _isQuiet = screen.IsJson || screen.Verbosity is Verbosity.Quiet or Verbosity.Minimal;
    private readonly List<CompilerLine> _warnings = [];
    private readonly HashSet<CompilerLine> _told = []; // restore, build and publish say the same again

    private bool _showsGroups;
    private string _root = "";
    private ImmutableDictionary<string, TimeSpan>? _usual;

    public int Run(SlipwayBuild build, ExecutionPlan plan, TargetGraph graph, AbsolutePath root)
    {
        DateTimeOffset started = TimeProvider.System.GetUtcNow();
        _root = root;
        // One target alone, such as Status, is its own heading, until it runs a command.
        _showsGroups = !_isQuiet && plan.Steps.Count(step => step.SkipReason is null && step.Target.Actions.Length > 0) > 1;
        var executor = new Executor(happened => Show(build, happened), TimeProvider.System, _ => build.TakeSummary());
        BuildResult result = executor.Run(plan, interruption.Token);
        result = result with { ExitCode = Finish(build, result) };
        if (result.Targets.Count(target => target is { HasActions: true, Outcome: Outcome.Succeeded }) > 1)
            Durations.Keep(root, result); // one target alone has no way through it
        if (invocation.ValueOf("report") is { } report)
            DrawnPlan.Report(report, plan, graph, result, started, root, screen);
        if (Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary)
            StepSummary.Append(summary, screen.Masked(RunText.Render(result, _warnings)));
        if (screen.IsJson)
            screen.Answer(screen.OwnAnswer ?? EngineJson.Result(result));
        return build.ExitCode ?? (int)result.ExitCode;
    }

    // The last word of a build's own may throw too; the run has ended by then, and ends as failed.
    private ExitCode Finish(SlipwayBuild build, BuildResult result)
    {
        ExitCode exitCode = result.IsSucceeding ? result.ExitCode : interruption.ExitCodeOr(result.ExitCode);
        try
        {
            build.OnBuildFinished();
            return exitCode;
        }
        catch (Exception exception)
        {
            Tell(exception is FaultException known ? known.Faults : [ThrownFault.Of(exception, "OnBuildFinished", "")], exception.ToString());
            return exitCode == ExitCode.Succeeded ? ExitCode.Failed : exitCode;
        }
    }

    private void Show(SlipwayBuild build, BuildEvent happened)
    {
        switch (happened)
        {
            case BuildEvent.TargetStarted started:
                if (interruption.ExitCode is not null)
                    _ = RunScope.Enter(RunScope.Current.Lasting()); // what cleans up after an interrupt may start commands; the scope ends with the target's own flow
                if (_showsGroups)
                    Open(started.Target);
                else if (!_isQuiet)
                    screen.BeforeCommand = () => Open(started.Target);
                screen.Progress(started.Target, () => UsualOf(started.Target));
                break;
            case BuildEvent.TargetAwaited awaited:
                screen.Say(screen.Palette.Careful(string.Create(CultureInfo.InvariantCulture, $"interrupted; waiting for {awaited.Target} to end, {awaited.Longest.TotalSeconds:0.#} s at most (Ctrl-C again ends at once)")));
                break;
            case BuildEvent.TargetFinished finished:
                screen.Progress(doing: null);
                Close(finished.Result);
                break;
            case BuildEvent.Finished finished:
                Summarize(finished.Result);
                break;
        }

        build.Observe(happened);
    }

    private TimeSpan? UsualOf(string target) => (_usual ??= Durations.Read(AbsolutePath.Create(_root))).TryGetValue(target, out TimeSpan usual) ? usual : null;

    private void Open(string target)
    {
        _showsGroups = true;
        screen.BeginLog();
        screen.Say(screen.Palette.Strong(HostDialect.OpenGroup(_host, target, TimeProvider.System.GetUtcNow())));
    }

    private void Close(TargetResult target)
    {
        bool wasShown = target is { HasActions: true, Outcome: Outcome.Succeeded or Outcome.Failed or Outcome.Aborted } && _showsGroups;
        if (wasShown && HostDialect.CloseGroup(_host, target.Target, TimeProvider.System.GetUtcNow()) is { } close)
            screen.Say(close);
        foreach (CompilerLine diagnostic in screen.TakeDiagnostics())
        {
            if (!diagnostic.IsError && !_told.Add(diagnostic))
                continue;
            if (!diagnostic.IsError)
                _warnings.Add(diagnostic);
            if ((!diagnostic.IsError || target.Outcome == Outcome.Failed) && HostDialect.Annotation(_host, diagnostic, _root) is { } annotation)
                screen.Say(annotation);
        }

        Tell(target.Faults, target.Trace);
    }

    private void Tell(ImmutableArray<Fault> faults, string? trace)
    {
        foreach (Fault fault in faults)
        {
            screen.Say(FaultLines.Render(fault, screen.Palette));
            if (HostDialect.Annotation(_host, fault) is { } annotation)
                screen.Say(annotation);
        }

        if (trace is not null)
            screen.Detail(trace);
    }

    private void Summarize(BuildResult result)
    {
        if (!_isQuiet)
            screen.Say(WarningsText.Render(_warnings, screen.Palette));
        if (_showsGroups)
            screen.Say(SummaryTable.Render(result, screen.Palette));
        if (!result.IsSucceeding && screen.BeginLog() is { } log)
            screen.Say(screen.Palette.Quiet($"log  {Path.GetRelativePath(_root, log)}"));
        screen.Say(screen.LastWords);
    }
}
