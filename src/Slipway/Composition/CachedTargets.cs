using System.Collections.Immutable;
using System.Text;
using Slipway.Delivery.Scanning;
using Slipway.Execution.Caching;
using Slipway.Releases.Evidence;
using Slipway.Running;
using Slipway.Targets.Caching;
using Slipway.Targets.CommandLine;
using Slipway.Targets.Declaring;
using Slipway.Targets.Graph;
using Slipway.Targets.Parameters;
using Slipway.Targets.Planning;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Composition;

/// <summary>
/// The targets of a run that say what they read or make: each does its work through the cache. Made only where there is one, so that others start
/// without.
/// </summary>
internal sealed class CachedTargets
{
    private readonly SlipwayBuild _build;
    private readonly TargetGraph _graph;
    private readonly TargetCache _cache;
    private readonly OtherInputs _others;
    private readonly SecretSearch _secrets;
    private readonly IReadOnlyDictionary<string, ReadPatterns> _patterns;

    private CachedTargets(SlipwayBuild build, TargetGraph graph, CacheUse use, ImmutableArray<ParameterDefinition> parameters, ParameterSet values)
    {
        (_build, _graph) = (build, graph);
        _patterns = ReadPatterns.Of(graph, RunScope.Current.RootDirectory);
        _cache = new TargetCache(new CacheFolder(RunScope.Current.RootDirectory), use, TimeProvider.System);
        _others = new OtherInputs(parameters, values, _cache);
        _secrets = new SecretSearch(
            SecretValues.Of(parameters, values).Concat(DeclaredEnvironment.Read().Where(variable => DeclaredEnvironment.IsSecret(variable.Key))));
    }

    /// <summary>Those of a plan; null where it has none.</summary>
    public static CachedTargets? Of(
        SlipwayBuild build, ExecutionPlan plan, TargetGraph graph, Invocation invocation, ParameterTable table, ParameterSet values)
    {
        foreach (PlannedTarget step in plan.Steps)
        {
            if (step.Target.Caching is null)
                continue;
            CacheUse use = invocation.Has("verify-cache") ? CacheUse.Verify
                : invocation.Has("no-cache") || values.Find("NoCache")?.Value is true ? CacheUse.RunAll
                : CacheUse.Take;
            return new CachedTargets(build, graph, use, table.Definitions, values);
        }

        return null;
    }

    /// <summary>The plan with targets that look first whether their work is done.</summary>
    public ExecutionPlan Wrap(ExecutionPlan plan) => new([.. plan.Steps.Select(step =>
        step.Target is { Caching: not null, Actions: [var first, ..] }
            ? step with { Target = Wrapped(step.Target, step.Target.Caching, first) }
            : step)]);

    /// <summary>What a run would do with a target, and with the cached ones it depends on.</summary>
    public async Task<(MissReason Reason, ImmutableArray<string> Before)> WhyAsync(
        TargetDeclaration target, CacheDeclaration caching, CancellationToken cancellation)
    {
        var before = ImmutableArray.CreateBuilder<string>();
        foreach (TargetDeclaration dependency in ReadPatterns.DependenciesOf(target, _graph))
        {
            if (dependency.Caching is not { IsCached: true } known)
                continue;
            MissReason reason = await _cache.WhyAsync(WorkOf(dependency, known), cancellation).ConfigureAwait(false);
            if (reason is not { IsKnown: true, Outputs.IsNone: true })
                before.Add(dependency.Name);
        }

        return (await _cache.WhyAsync(WorkOf(target, caching), cancellation).ConfigureAwait(false), before.ToImmutable());
    }

    /// <summary>Ends the run's use of the cache.</summary>
    public void Finish() => _cache.Finish(_build.CacheLimits);

    private TargetDeclaration Wrapped(TargetDeclaration target, CacheDeclaration caching, TargetAction first) =>
        target with { Actions = [new TargetAction(first.Place, token => _cache.RunAsync(WorkOf(target, caching), Voice(), token))] };

    private CachedWork WorkOf(TargetDeclaration target, CacheDeclaration caching)
    {
        ReadPatterns patterns = _patterns[target.Name];
        IEnumerable<TargetDeclaration> makers = ReadPatterns.DependenciesOf(target, _graph).Where(other => other.Caching is not null);
        int? exitCode = _build.ExitCode;
        return new CachedWork
        {
            Target = target.Name,
            DeclaredBy = target.DeclaredBy,
            IsCached = caching.IsCached,
            Inputs = [.. patterns.Inputs, .. makers.SelectMany(maker => _patterns[maker.Name].Outputs)],
            Except = patterns.Except,
            Outputs = patterns.Outputs,
            ReadOthers = token => _others.ReadAsync(target, caching, token),
            Run = token => RunAsync(target, caching, token),
            Objection = async (files, log, token) =>
                _build.ExitCode != exitCode ? "it set the exit code of the build" : await SecretAsync(files, log, token).ConfigureAwait(false),
        };
    }

    private static async Task<WorkLog> RunAsync(TargetDeclaration target, CacheDeclaration caching, CancellationToken cancellation)
    {
        var heard = new HeardLines();
        RunScope scope = RunScope.Current;
        using (RunScope.Enter(scope.Listening(
            DeclaredEnvironment.Narrowed(scope.Runner, caching),
            text => heard.Add(LogSource.Build, text),
            command => heard.Add(LogSource.Command, scope.Mask(command)),
            line => heard.Add(line.IsError ? LogSource.Error : LogSource.Output, scope.Mask(line.Text)))))
        {
            foreach (TargetAction action in target.Actions)
            {
                cancellation.ThrowIfCancellationRequested();
                await action.Invoke(cancellation).ConfigureAwait(false);
            }
        }

        return heard.ToLog();
    }

    // What is kept may be read by others, and longer than the secret is meant to live.
    private async Task<string?> SecretAsync(ImmutableArray<string> files, WorkLog log, CancellationToken cancellation)
    {
        AbsolutePath root = RunScope.Current.RootDirectory;
        ScanReport report = await new SecretScan(_secrets).ReadAsync(root, files, "outputs", cancellation).ConfigureAwait(false);
        if (report.Findings is [var first, ..])
            return $"a secret would be ({first})";
        byte[] printed = Encoding.UTF8.GetBytes(string.Join('\n', log.Lines.Select(line => line.Text)));
        return _secrets.In(printed) is [var hit, ..] ? $"a secret would be (what it printed: {hit.Rule})" : null;
    }

    private CacheVoice Voice()
    {
        RunScope scope = RunScope.Current;
        return new CacheVoice(scope.Say, log => Replay(log, scope), label => ((ISlipwayBuild)_build).Report("", label));
    }

    private static void Replay(WorkLog log, RunScope scope)
    {
        foreach (LogLine line in log.Lines)
        {
            if (line.Source == LogSource.Build)
                scope.Say(line.Text);
            else if (line.Source == LogSource.Command)
                scope.Command(line.Text);
            else
                scope.Line(new OutputLine(line.Source == LogSource.Error, line.Text));
        }

        if (log.LeftOut > 0)
            scope.Say($"  … and {log.LeftOut} lines more, when it ran");
    }
}
