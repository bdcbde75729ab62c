using Slipway.Execution.Running;
using Slipway.Targets.Declaring;
using Slipway.Targets.Events;
using Slipway.Targets.Planning;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Execution.Running;

public sealed class ExecutorTests
{
    private readonly List<string> _ran = [];
    private readonly List<BuildEvent> _events = [];

    [Fact]
    public void Targets_run_in_order_and_events_tell_it()
    {
        BuildResult result = Run(Step(Works("A")), Step(new TargetDeclaration { Name = "Gathers" }), Step(Works("B")));

        Assert.Equal("A Succeeded, Gathers Succeeded, B Succeeded; Succeeded", Text(result));
        Assert.Equal(["A", "B"], _ran);
        Assert.Equal(
            ["Started", "TargetStarted", "TargetFinished", "TargetFinished", "TargetStarted", "TargetFinished", "Finished"],
            _events.Select(happened => happened.GetType().Name));
        Assert.Equal([true, false, true], result.Targets.Select(target => target.HasActions));
    }

    [Fact]
    public void Every_action_of_a_target_runs_until_one_fails()
    {
        TargetDeclaration target = Works("A") with { Actions = [.. Works("one").Actions, .. Fails("two").Actions, .. Works("three").Actions] };

        Run(Step(target));

        Assert.Equal(["one", "two"], _ran);
    }

    [Fact]
    public void A_failure_ends_the_run_but_for_what_is_assured()
    {
        BuildResult result = Run(Step(Fails("A")), Step(Works("B")), Step(Works("Clean") with { IsAssuredAfterFailure = true }));

        Assert.Equal("A Failed, B NotRun, Clean Succeeded; Failed", Text(result));
    }

    [Fact]
    public void With_ProceedAfterFailure_the_rest_runs_and_the_build_fails()
    {
        BuildResult result = Run(Step(Fails("A") with { ProceedsAfterFailure = true }), Step(Works("B")));

        Assert.Equal("A Failed, B Succeeded; Failed", Text(result));
    }

    [Fact]
    public void The_first_failure_decides_the_exit_code()
    {
        BuildResult first = Run(Step(Fails("A", ExitCode.GateFailed) with { ProceedsAfterFailure = true }), Step(Fails("B", ExitCode.Held)));
        BuildResult assured = Run(Step(Fails("A", ExitCode.Held)), Step(Fails("Clean", ExitCode.Damaged) with { IsAssuredAfterFailure = true }));

        Assert.Equal(ExitCode.GateFailed, first.ExitCode);
        Assert.Equal(ExitCode.Held, assured.ExitCode);
    }

    [Fact]
    public void A_known_fault_keeps_its_code_and_a_thrown_exception_becomes_one()
    {
        BuildResult known = Run(Step(Fails("A", ExitCode.Inconclusive)));
        BuildResult thrown = Run(Step(Does("A", _ => throw new InvalidOperationException("the cable is out"))));

        Assert.Equal("SLP9999", Assert.Single(known.Targets[0].Faults).Code);
        Fault fault = Assert.Single(thrown.Targets[0].Faults);
        Assert.Equal(("SLP1301", "InvalidOperationException: the cable is out", ExitCode.Failed), (fault.Code, fault.Cause, thrown.ExitCode));
        Assert.Contains("ExecutorTests.cs:", fault.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void A_false_dynamic_condition_skips_with_its_text_and_is_asked_only_when_its_turn_comes()
    {
        bool isReady = false;
        TargetDeclaration asks = Works("B") with { DynamicConditions = [new("always", () => true), new("isReady", () => isReady)] };

        BuildResult after = Run(Step(Does("A", _ => { isReady = true; return Task.CompletedTask; })), Step(asks));
        isReady = false;
        BuildResult without = Run(Step(asks));

        Assert.Equal(Outcome.Succeeded, after.Targets[1].Outcome);
        Assert.Equal((Outcome.Skipped, "isReady"), (without.Targets[0].Outcome, without.Targets[0].Reason));
    }

    [Fact]
    public void A_condition_that_throws_fails_its_target()
    {
        BuildResult result = Run(Step(Works("A") with { DynamicConditions = [new("broken", () => throw new FormatException("x"))] }));

        Assert.Equal("A Failed; Failed", Text(result));
    }

    [Fact]
    public void A_triggered_target_runs_when_one_of_its_sources_succeeded()
    {
        PlannedTarget report = Step(Works("Report")) with { TriggeredOnlyBy = ["A", "B"] };
        TargetDeclaration fails = Fails("A") with { ProceedsAfterFailure = true };

        BuildResult one = Run(Step(fails), Step(Works("B")), report);
        BuildResult none = Run(Step(fails), Step(Works("B")) with { SkipReason = "--skip" }, report);

        Assert.Equal(Outcome.Succeeded, one.Targets[2].Outcome);
        Assert.Equal(Outcome.Succeeded, none.Targets[2].Outcome); // A ran, though it failed: a report on it is wanted all the more
        BuildResult nobody = Run(Step(Works("A")) with { SkipReason = "--skip" }, Step(Works("B")) with { SkipReason = "--skip" }, report);
        Assert.Equal((Outcome.Skipped, "A, B did not run"), (nobody.Targets[2].Outcome, nobody.Targets[2].Reason));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_assured_runs_after_the_failure_of_its_own_trigger_and_after_one_before_it(bool failsEarlier)
    {
        PlannedTarget down = Step(Works("Down") with { IsAssuredAfterFailure = true }) with { TriggeredOnlyBy = ["Test"] };

        BuildResult result = Run(Step(failsEarlier ? Fails("Compile") : Works("Compile")), Step(Fails("Test")), down);

        Assert.Equal(Outcome.Succeeded, result.Targets[2].Outcome);
        Assert.Equal(ExitCode.Failed, result.ExitCode);
    }

    [Fact]
    public void What_a_listener_throws_fails_the_target_it_was_told_about_and_cleanup_runs()
    {
        var executor = new Executor(
            happened => _ = happened is BuildEvent.TargetFinished { Result: { Target: "A", Outcome: Outcome.Succeeded } } ? throw new InvalidOperationException("the hook broke") : 0,
            TimeProvider.System, _ => null);

        BuildResult result = executor.Run(new ExecutionPlan([Step(Works("A")), Step(Works("B")), Step(Works("Clean") with { IsAssuredAfterFailure = true })]), TestContext.Current.CancellationToken);

        Assert.Equal("A Failed, B NotRun, Clean Succeeded; Failed", Text(result));
        Assert.Contains("the hook broke", Assert.Single(result.Targets[0].Faults).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_blocking_action_is_waited_for_after_an_interrupt_and_then_left_and_cleanup_runs()
    {
        using var interrupt = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        TargetDeclaration blocks = Does("A", _ =>
        {
            interrupt.Cancel();
            release.Wait(TimeSpan.FromSeconds(30), CancellationToken.None);
            return Task.CompletedTask;
        });

        BuildResult result = Run(interrupt.Token, Step(blocks), Step(Works("Clean") with { IsAssuredAfterFailure = true }));
        release.Set();

        Assert.Equal("A Aborted, Clean Succeeded; Interrupted", Text(result));
        Assert.Contains(_events, happened => happened is BuildEvent.TargetAwaited { Target: "A" });
    }

    [Fact]
    public void Inner_exceptions_and_each_of_several_are_told_with_the_line_they_came_from_and_the_stack_is_kept()
    {
        BuildResult nested = Run(Step(Does("A", _ => throw new InvalidOperationException("outer", new FormatException("inner")))));
        BuildResult several = Run(Step(Does("A", _ => Task.WhenAll(Task.FromException(new FormatException("one")), Task.FromException(new FormatException("two"))))));
        BuildResult parallel = Run(Step(Does("A", _ => { Parallel.ForEach([1], _ => throw new FormatException("in a loop")); return Task.CompletedTask; })));

        Assert.Equal("InvalidOperationException: outer\ncaused by FormatException: inner", nested.Targets[0].Faults[0].Cause);
        Assert.Equal(["FormatException: one", "FormatException: two"], several.Targets[0].Faults.Select(fault => fault.Cause));
        Assert.Equal("FormatException: in a loop", parallel.Targets[0].Faults[0].Cause);
        Assert.Contains("ExecutorTests.cs:", parallel.Targets[0].Faults[0].Place, StringComparison.Ordinal);
        Assert.Contains("at Slipway.Tests", nested.Targets[0].Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupt_aborts_the_target_and_leaves_the_rest_but_for_what_is_assured()
    {
        using var interrupt = new CancellationTokenSource();
        CancellationToken seen = default;
        TargetDeclaration waits = Does("A", async token => { await interrupt.CancelAsync(); await Task.Delay(Timeout.Infinite, token); });
        TargetDeclaration assured = Does("Clean", token => { seen = token; return Task.CompletedTask; }) with { IsAssuredAfterFailure = true };

        BuildResult result = Run(interrupt.Token, Step(waits), Step(Works("B")), Step(assured));

        Assert.Equal("A Aborted, B NotRun, Clean Succeeded; Interrupted", Text(result));
        Assert.False(seen.IsCancellationRequested);
    }

    [Fact]
    public void A_cancelled_operation_of_the_targets_own_is_a_failure_not_an_interrupt()
    {
        BuildResult result = Run(Step(Does("A", _ => throw new TaskCanceledException("HTTP took too long"))));

        Assert.Equal("A Failed; Failed", Text(result));
    }

    [Fact]
    public void A_run_interrupted_before_its_first_target_runs_nothing()
    {
        BuildResult result = Run(new CancellationToken(canceled: true), Step(Works("A")), Step(Works("B")) with { SkipReason = "--skip" });

        Assert.Equal("A NotRun, B Skipped; Interrupted", Text(result));
        Assert.Empty(_ran);
    }

    [Fact]
    public void What_a_target_reports_of_itself_is_its_reason()
    {
        var executor = new Executor(_events.Add, TimeProvider.System, target => $"{target}: 12 passed");

        BuildResult result = executor.Run(new ExecutionPlan([Step(Works("Test"))]), TestContext.Current.CancellationToken);

        Assert.Equal("Test: 12 passed", result.Targets[0].Reason);
    }

    private BuildResult Run(params PlannedTarget[] steps) => Run(CancellationToken.None, steps);

    private BuildResult Run(CancellationToken cancellation, params PlannedTarget[] steps) =>
        new Executor(_events.Add, TimeProvider.System, _ => null).Run(new ExecutionPlan([.. steps]), cancellation);

    private static PlannedTarget Step(TargetDeclaration target) => new() { Target = target, IsInvoked = true };

    private TargetDeclaration Works(string name) => Does(name, _ => { _ran.Add(name); return Task.CompletedTask; });

    private TargetDeclaration Fails(string name, ExitCode exitCode = ExitCode.Failed) => Does(name, _ =>
    {
        _ran.Add(name);
        throw new FaultException(exitCode, new Fault("SLP9999", "it broke", name, "mend it"));
    });

    private static TargetDeclaration Does(string name, Func<CancellationToken, Task> work) => new() { Name = name, Actions = [new TargetAction("Build.cs:1", work)] };

    private static string Text(BuildResult result) => $"{string.Join(", ", result.Targets.Select(target => $"{target.Target} {target.Outcome}"))}; {result.ExitCode}";
}
