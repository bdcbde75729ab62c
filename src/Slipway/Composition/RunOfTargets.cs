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
using Slipway.Targets.Scheduling;
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

    private readonly Dictionary<string, OutputBlock> _blocks = new(StringComparer.Ordinal); // of targets that run beside others

    private bool _isSeveral;
    private bool _showsGroups;
    private string _root = "";
    private ImmutableDictionary<string, TimeSpan>? _usual;

    public int Run(SlipwayBuild build, ExecutionPlan plan, TargetGraph graph, RunRules rules, AbsolutePath root)
    {
        DateTimeOffset started = TimeProvider.System.GetUtcNow();
        _root = root;
        // One target alone, such as Status, is its own heading, until it runs a command.
        _isSeveral = plan.Steps.Count(step => step.SkipReason is null && step.Target.Actions.Length > 0) > 1;
        _showsGroups = !_isQuiet && _isSeveral;
        var executor = new Executor(happened => Show(build, happened), TimeProvider.System, target => build.TakeSummary(BlockOf(target)))
        {
            Rules = rules,
        };
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
                Begin(started);
                break;
            case BuildEvent.TargetAwaited awaited:
                screen.Say(screen.Palette.Careful(string.Create(CultureInfo.InvariantCulture, $"interrupted; waiting for {awaited.Target} to end, {awaited.Longest.TotalSeconds:0.#} s at most (Ctrl-C again ends at once)")));
                break;
            case BuildEvent.TargetFinished finished:
                screen.End(finished.Result.Target);
                Close(finished.Result);
                break;
            case BuildEvent.Finished finished:
                Summarize(finished.Result);
                break;
        }

        build.Observe(happened);
    }

    // What is entered here ends with the target's own flow.
    private void Begin(BuildEvent.TargetStarted started)
    {
        if (interruption.ExitCode is not null)
            _ = RunScope.Enter(RunScope.Current.Lasting()); // what cleans up after an interrupt may start commands
        if (started.IsBeside && _isSeveral)
        {
            screen.BeginLog();
            var block = new OutputBlock(started.Target, TimeProvider.System.GetUtcNow());
            lock (_blocks)
                _blocks[started.Target] = block;
            _ = RunScope.Enter(RunScope.Current.Within(block, line => screen.Child(line, block), screen.Reached(started.Target)));
        }
        else if (_showsGroups)
            Open(started.Target, TimeProvider.System.GetUtcNow());
        else if (!_isQuiet)
            screen.BeforeCommand = () => Open(started.Target, TimeProvider.System.GetUtcNow());
        screen.Begin(started.Target, () => UsualOf(started.Target));
    }

    private OutputBlock? BlockOf(string target)
    {
        lock (_blocks)
            return _blocks.GetValueOrDefault(target);
    }

    private TimeSpan? UsualOf(string target) => (_usual ??= Durations.Read(AbsolutePath.Create(_root))).TryGetValue(target, out TimeSpan usual) ? usual : null;

    private void Open(string target, DateTimeOffset began)
    {
        _showsGroups = true;
        screen.BeginLog();
        screen.Say(screen.Palette.Strong(HostDialect.OpenGroup(_host, target, began)));
    }

    private void Close(TargetResult target)
    {
        OutputBlock? block = BlockOf(target.Target);
        if (block is not null)
        {
            if (_showsGroups)
                Open(target.Target, block.Began);
            screen.Show(block);
            lock (_blocks)
                _blocks.Remove(target.Target); // it may be told again
        }

        bool wasShown = target is { HasActions: true, Outcome: Outcome.Succeeded or Outcome.Failed or Outcome.Aborted } && _showsGroups;
        if (wasShown && HostDialect.CloseGroup(_host, target.Target, TimeProvider.System.GetUtcNow()) is { } close)
            screen.Say(close);
        foreach (CompilerLine diagnostic in screen.TakeDiagnostics(block))
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
        screen.SayLastWords();
    }
}
