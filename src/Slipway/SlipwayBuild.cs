using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Running;
using Slipway.Targets.Caching;
using Slipway.Targets.Events;
using Slipway.Targets.Parameters;
using Slipway.Utilities;
using Slipway.Vocabulary.Paths;

namespace Slipway;

/// <summary>The class a build derives from: its properties of type <see cref="Target"/> are the targets, its <see cref="ParameterAttribute"/> members the parameters.</summary>
public abstract class SlipwayBuild : ISlipwayBuild
{
    private readonly Dictionary<string, string> _summary = new(StringComparer.Ordinal);
    private readonly List<TargetResult> _results = [];

    /// <summary>The repository's folder: the one with <c>.nuke</c>, or <c>--root</c>.</summary>
    public static AbsolutePath RootDirectory => RunScope.Current.RootDirectory;

    /// <summary>Folder for whatever may be deleted at any time: <c>.nuke/temp</c>.</summary>
    public static AbsolutePath TemporaryDirectory => RootDirectory / ".nuke" / "temp";

    /// <summary>True on a CI server.</summary>
    public static bool IsServerBuild => BuildHost.Current is not (HostKind.Terminal or HostKind.Plain);

    /// <summary>True on a person's machine.</summary>
    public static bool IsLocalBuild => !IsServerBuild;

    /// <summary>What shows this run's output.</summary>
    public static HostKind Host => BuildHost.Current;

    /// <summary>Targets asked for, by name.</summary>
    public TargetList InvokedTargets { get; internal set; } = TargetList.Empty;

    /// <summary>Targets of the plan that will run, by name; in <see cref="OnBuildInitialized"/>, where conditions are not asked yet, all that are scheduled.</summary>
    public TargetList ScheduledTargets { get; internal set; } = TargetList.Empty;

    /// <summary>Targets of the plan that will not run, by name.</summary>
    public TargetList SkippedTargets { get; internal set; } = TargetList.Empty;

    /// <summary>Targets that succeeded so far, by name.</summary>
    public TargetList SucceededTargets => Ended(Outcome.Succeeded);

    /// <summary>Targets that failed so far, by name.</summary>
    public TargetList FailedTargets => Ended(Outcome.Failed);

    /// <summary>True while no target failed.</summary>
    public bool IsSucceeding => FailedTargets.IsEmpty;

    /// <summary>True once a target failed.</summary>
    public bool IsFailing => !IsSucceeding;

    /// <summary>How much the cache of targets keeps. Default: 2 GB, and nothing that nobody used for 30 days.</summary>
    protected internal virtual CacheLimits CacheLimits => new();

    /// <summary>
    /// How many targets run at once where <c>--parallel</c> does not say. Default: 1, in the order of the plan, on which builds rely that do not say with
    /// <see cref="ITargetDefinition.DependsOn(Target[])"/>, <see cref="ITargetDefinition.Before(Target[])"/> or <see cref="ITargetDefinition.After(Target[])"/> what
    /// comes first. Less than 1 counts as 1.
    /// </summary>
    protected internal virtual int Parallelism => 1;

    /// <summary>Replaces the exit code of the run when set.</summary>
    public int? ExitCode { get; set; }

    internal ParameterSet? Parameters { get; set; }

    /// <summary>Finds the value of a component's member that an attribute gives.</summary>
    internal Func<string, object?> Injected { get; set; } = _ => null;

    /// <summary>The name of a target property.</summary>
    internal Func<Target, string?> NameOf { get; set; } = _ => null;

    internal IReadOnlyList<TargetResult> Results
    {
        get
        {
            lock (_results)
                return [.. _results];
        }
    }

    /// <summary>Runs the build: <c>public static int Main() => Execute&lt;Build&gt;(x => x.Compile);</c></summary>
    /// <param name="defaults">Targets that run when none is asked for; with none, help is shown.</param>
    /// <returns>The exit code.</returns>
    protected static int Execute<T>(params Func<T, Target>[] defaults)
        where T : SlipwayBuild, new() =>
        BuildProgram.Run(() => new T(), build => [.. defaults.Select(target => target((T)build))]);

    /// <summary>Called when parameters have their values and before anything is planned.</summary>
    protected internal virtual void OnBuildInitialized()
    {
    }

    /// <summary>Called when every target ended.</summary>
    protected internal virtual void OnBuildFinished()
    {
    }

    /// <summary>Called before a target's actions.</summary>
    protected internal virtual void OnTargetRunning(string target)
    {
    }

    /// <summary>Called when a target is skipped.</summary>
    protected internal virtual void OnTargetSkipped(string target)
    {
    }

    /// <summary>Called when a target succeeded.</summary>
    protected internal virtual void OnTargetSucceeded(string target)
    {
    }

    /// <summary>Called when a target failed.</summary>
    protected internal virtual void OnTargetFailed(string target)
    {
    }

    /// <summary>Adds notes that the summary shows behind the running target.</summary>
    protected void ReportSummary(Action<Dictionary<string, string>> configure) => configure(Notes);

    /// <summary>The same in Nuke's shape, where the lambda returns the dictionary.</summary>
    protected void ReportSummary(Func<Dictionary<string, string>, Dictionary<string, string>> configure) => configure(Notes);

    string? ISlipwayBuild.ParameterText(string name) => Parameters?.Find(name)?.Value.ToString();

    ImmutableArray<string> ISlipwayBuild.ParameterTexts(string name) => Parameters?.Find(name)?.Value is string[] texts ? [.. texts] : [];

    void ISlipwayBuild.Report(string key, string value) => Notes[key] = value;

    T? ISlipwayBuild.TryGetValue<T>(Func<T> self, string text)
        where T : class => (T?)Given(text);

    T? ISlipwayBuild.TryGetValue<T>(Func<T?> self, string text)
        where T : struct => (T?)Given(text);

    internal TargetList ListOf(IEnumerable<string> names) => new([.. names], NameOf);

    private TargetList Ended(Outcome outcome) => ListOf(Results.Where(result => result.Outcome == outcome).Select(result => result.Target));

    private object? Given(string text)
    {
        string name = LambdaText.LastName(LambdaText.Body(text));
        return Injected(name) ?? Parameters?.Find(name)?.Value;
    }

    // Of the target in whose flow we are.
    private Dictionary<string, string> Notes => RunScope.IsActive && RunScope.Current.Block is { } block ? block.Notes : _summary;

    internal string? TakeSummary(OutputBlock? block)
    {
        Dictionary<string, string> notes = block?.Notes ?? _summary;
        string? text = notes.Count == 0 ? null : string.Join(", ", notes.Select(pair => pair.Key.Length == 0 ? pair.Value : $"{pair.Key}: {pair.Value}"));
        notes.Clear();
        return text;
    }

    internal void Observe(BuildEvent happened)
    {
        if (happened is BuildEvent.TargetStarted started)
            OnTargetRunning(started.Target);
        if (happened is not BuildEvent.TargetFinished finished)
            return;
        lock (_results)
        {
            _results.RemoveAll(result => result.Target == finished.Result.Target); // told again where a hook of ours threw
            _results.Add(finished.Result);
        }

        if (finished.Result.Outcome == Outcome.Succeeded)
            OnTargetSucceeded(finished.Result.Target);
        else if (finished.Result.Outcome == Outcome.Skipped)
            OnTargetSkipped(finished.Result.Target);
        else if (finished.Result.Outcome == Outcome.Failed)
            OnTargetFailed(finished.Result.Target);
    }
}
