using System.Collections.Concurrent;
using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Execution.Running;
using Slipway.Targets.Declaring;
using Slipway.Targets.Events;
using Slipway.Targets.Planning;
using Slipway.Targets.Scheduling;
using Slipway.Tests.Targets.Scheduling;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Execution.Running;

/// <summary>Targets that run at once, on threads of their own.</summary>
[Collection(nameof(Alone))]
public sealed class ParallelRunTests(ITestOutputHelper output)
{
    private const double MostOfOne = 1.3;

    private readonly ConcurrentQueue<BuildEvent> _events = new();

    [Fact]
    public void Eight_targets_that_block_for_a_second_take_little_longer_than_one()
    {
        TargetDeclaration Waits(int number) => Does($"T{number}", _ => { Thread.Sleep(1000); return Task.CompletedTask; });

        double one = Seconds(() => Run(new RunRules(8), Step(Waits(0))));
        double eight = Seconds(() => Run(new RunRules(8), [.. Enumerable.Range(0, 8).Select(number => Step(Waits(number)))]));

        output.WriteLine($"one {one:0.000} s, eight {eight:0.000} s, {eight / one:0.00} times");
        Assert.InRange(eight / one, 0, MostOfOne);
    }

    [Property(MaxTest = 60)]
    public Property On_threads_it_ends_as_the_rules_say() =>
        Prop.ForAll(Stories.All.Where(story => story.Rules.ContinueOnError != ContinueOnError.Never || story.Fails.IsEmpty).ToArbitrary(), story =>
            Run(story.Rules, [.. story.Plan.Steps.Select(step => step with { Target = Acting(step.Target, story) })]).Targets.Select(target => target.Outcome)
                .SequenceEqual(Walk.Of(story with { Rules = story.Rules with { Parallel = 1 } }).Outcomes));

    [Fact]
    public void One_after_the_other_runs_on_one_thread()
    {
        var threads = new ConcurrentQueue<int>();
        PlannedTarget Step(int number) => ParallelRunTests.Step(Does($"T{number}", _ => { threads.Enqueue(Environment.CurrentManagedThreadId); return Task.CompletedTask; }));

        Run(new RunRules(1), [.. Enumerable.Range(0, 50).Select(Step)]);
        int[] chain = [.. threads.Distinct()];
        threads.Clear();
        Run(new RunRules(4), [.. Enumerable.Range(0, 50).Select(number => Step(number) with { After = number > 0 ? [number - 1] : [] })]);

        Assert.Single(chain);
        Assert.Single(threads.Distinct()); // a chain needs no second one, however many may run
    }

    [Fact]
    public void Of_several_failures_the_first_of_the_plan_decides_the_exit_code_whichever_was_quicker()
    {
        using var second = new ManualResetEventSlim();
        PlannedTarget slow = Step(Does("A", _ => { second.Wait(TimeSpan.FromSeconds(20), CancellationToken.None); throw Broken(ExitCode.GateFailed); }));
        PlannedTarget quick = Step(Does("B", _ => { second.Set(); throw Broken(ExitCode.Held); }));

        BuildResult result = Run(new RunRules(2), slow, quick);

        Assert.Equal("A Failed, B Failed; GateFailed", Text(result));
    }

    [Fact]
    public void What_runs_when_another_fails_is_let_end_and_nothing_more_starts()
    {
        using var begun = new ManualResetEventSlim();
        using var failed = new ManualResetEventSlim();
        PlannedTarget fails = Step(Does("A", _ => { begun.Wait(TimeSpan.FromSeconds(20), CancellationToken.None); throw Broken(ExitCode.Failed); }));
        PlannedTarget runs = Step(Does("B", _ =>
        {
            begun.Set();
            failed.Wait(TimeSpan.FromSeconds(20), CancellationToken.None);
            return Task.CompletedTask;
        }));
        void Hear(BuildEvent happened)
        {
            if (happened is BuildEvent.TargetFinished { Result.Target: "A" })
                failed.Set();
        }

        BuildResult result = new Executor(Hear, TimeProvider.System, _ => null) { Rules = new RunRules(2) }
            .Run(new ExecutionPlan([fails, runs, Step(Does("C", _ => Task.CompletedTask)) with { After = [1] }]), TestContext.Current.CancellationToken);

        Assert.Equal("A Failed, B Succeeded, C NotRun; Failed", Text(result));
    }

    [Fact]
    public void An_interrupt_reaches_all_that_run_the_deaf_are_left_and_cleanup_runs()
    {
        using var interrupt = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        using var both = new Barrier(3);
        TargetDeclaration hears = Does("Hears", async token => { both.SignalAndWait(CancellationToken.None); await Task.Delay(Timeout.Infinite, token); });
        TargetDeclaration deaf = Does("Deaf", _ => { both.SignalAndWait(CancellationToken.None); release.Wait(TimeSpan.FromSeconds(30), CancellationToken.None); return Task.CompletedTask; });
        TargetDeclaration last = Does("Last", async token =>
        {
            both.SignalAndWait(CancellationToken.None);
            await interrupt.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        });
        TargetDeclaration clean = Does("Clean", token => { token.ThrowIfCancellationRequested(); return Task.CompletedTask; }) with { IsAssuredAfterFailure = true };
        long began = Stopwatch.GetTimestamp();

        BuildResult result = Run(new RunRules(3), [Step(hears), Step(deaf), Step(last), Step(clean) with { After = [0, 1, 2] }], interrupt.Token);
        release.Set();

        Assert.Equal("Hears Aborted, Deaf Aborted, Last Aborted, Clean Succeeded; Interrupted", Text(result));
        Assert.Equal(["Deaf"], _events.OfType<BuildEvent.TargetAwaited>().Select(awaited => awaited.Target));
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 9);
    }

    [Fact]
    public void What_a_listener_enters_for_a_target_is_not_there_in_another()
    {
        var ambient = new AsyncLocal<string?>();
        var seen = new ConcurrentDictionary<string, string?>();
        var executor = new Executor(happened => ambient.Value = happened is BuildEvent.TargetStarted started ? started.Target : ambient.Value, TimeProvider.System, _ => null)
        {
            Rules = new RunRules(3),
        };
        PlannedTarget Step(string name) => ParallelRunTests.Step(Does(name, async _ => { await Task.Yield(); seen[name] = ambient.Value; }));

        executor.Run(new ExecutionPlan([.. Enumerable.Range(0, 30).Select(number => Step($"T{number}"))]), TestContext.Current.CancellationToken);

        Assert.All(seen, pair => Assert.Equal(pair.Key, pair.Value));
        Assert.Null(ambient.Value);
    }

    private BuildResult Run(RunRules rules, params PlannedTarget[] steps) => Run(rules, steps, TestContext.Current.CancellationToken);

    private BuildResult Run(RunRules rules, PlannedTarget[] steps, CancellationToken cancellation) =>
        new Executor(_events.Enqueue, TimeProvider.System, _ => null) { Rules = rules }.Run(new ExecutionPlan([.. steps]), cancellation);

    private static TargetDeclaration Acting(TargetDeclaration target, Story story) => Does(target.Name, _ =>
    {
        Thread.Sleep(target.Name.Length % 3);
        return story.Fails.Contains(target.Name) ? throw Broken(ExitCode.Failed) : Task.CompletedTask;
    }) with
    {
        ProceedsAfterFailure = target.ProceedsAfterFailure, IsAssuredAfterFailure = target.IsAssuredAfterFailure,
        DynamicConditions = story.Declines.Contains(target.Name) ? [new Condition("no", () => false)] : [],
    };

    private static PlannedTarget Step(TargetDeclaration target) => new() { Target = target, IsInvoked = true };

    private static TargetDeclaration Does(string name, Func<CancellationToken, Task> work) => new() { Name = name, Actions = [new TargetAction("Build.cs:1", work)] };

    private static FaultException Broken(ExitCode code) => new(code, new Fault("SLP9999", "it broke", "here", "mend it"));

    private static double Seconds(Action action)
    {
        long began = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static string Text(BuildResult result) => $"{string.Join(", ", result.Targets.Select(target => $"{target.Target} {target.Outcome}"))}; {result.ExitCode}";
}
