using System.Runtime.CompilerServices;
using Slipway.Targets.Declaring;

namespace Slipway;

/// <summary>What a target says about itself. Every call returns a new definition; nothing runs while it is being declared.</summary>
public interface ITargetDefinition
{
    /// <summary>Help text.</summary>
    ITargetDefinition Description(string description);

    /// <summary>Adds a command line that shows how the target is used, for <c>--help TARGET</c>.</summary>
    ITargetDefinition Example(string command);

    /// <summary>Adds an action; actions run in the order they were added.</summary>
    ITargetDefinition Executes(Action action, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);

    /// <summary>Adds several actions.</summary>
    ITargetDefinition Executes(params Action[] actions);

    /// <summary>Adds several asynchronous actions.</summary>
    ITargetDefinition Executes(params Func<Task>[] actions);

    /// <summary>Adds an action whose result nobody needs; a task it returns, <see cref="ValueTask"/> too, is awaited.</summary>
    ITargetDefinition Executes<T>(Func<T> action, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);

    /// <summary>Adds an asynchronous action.</summary>
    ITargetDefinition Executes(Func<Task> action, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);

    /// <summary>Adds an asynchronous action that is told when the run is interrupted.</summary>
    ITargetDefinition Executes(Func<CancellationToken, Task> action, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);

    /// <summary>Adds an action that can say what it would do; <c>--dry-run</c> prints that.</summary>
    ITargetDefinition Executes(
        Func<CancellationToken, Task> action, Func<CancellationToken, Task<IReadOnlyList<string>>> describe, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);

    /// <summary>Says what the target would do, in place of the list of what runs, where <c>--plan</c> is asked of it alone. It changes nothing.</summary>
    ITargetDefinition Plans(Func<CancellationToken, Task> plan);

    /// <summary>Schedules targets with this one and runs them before it.</summary>
    ITargetDefinition DependsOn(params Target[] targets);

    /// <summary>The same for targets of a component; without selectors the component must have exactly one target.</summary>
    ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets);

    /// <summary>The same where the build has the component, nothing otherwise.</summary>
    ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets);

    /// <summary>Makes other targets depend on this one.</summary>
    ITargetDefinition DependentFor(params Target[] targets);

    /// <summary>The same as <see cref="DependentFor"/>, of targets of a component that the build has.</summary>
    ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets);

    /// <summary>The same as <see cref="DependentFor"/>, of targets of a component that the build may have.</summary>
    ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets);

    /// <summary>Order only: this runs before the others when both are scheduled.</summary>
    ITargetDefinition Before(params Target[] targets);

    /// <summary>The same as <see cref="Before"/>, of targets of a component that the build has.</summary>
    ITargetDefinition Before<T>(params Func<T, Target>[] targets);

    /// <summary>The same as <see cref="Before"/>, of targets of a component that the build may have.</summary>
    ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets);

    /// <summary>Order only: this runs after the others when both are scheduled.</summary>
    ITargetDefinition After(params Target[] targets);

    /// <summary>The same as <see cref="After"/>, of targets of a component that the build has.</summary>
    ITargetDefinition After<T>(params Func<T, Target>[] targets);

    /// <summary>The same as <see cref="After"/>, of targets of a component that the build may have.</summary>
    ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets);

    /// <summary>Schedules targets that run after this one succeeded.</summary>
    ITargetDefinition Triggers(params Target[] targets);

    /// <summary>The same as <see cref="Triggers"/>, of targets of a component that the build has.</summary>
    ITargetDefinition Triggers<T>(params Func<T, Target>[] targets);

    /// <summary>The same as <see cref="Triggers"/>, of targets of a component that the build may have.</summary>
    ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets);

    /// <summary>Makes other targets trigger this one.</summary>
    ITargetDefinition TriggeredBy(params Target[] targets);

    /// <summary>The same as <see cref="TriggeredBy"/>, of targets of a component that the build has.</summary>
    ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets);

    /// <summary>The same as <see cref="TriggeredBy"/>, of targets of a component that the build may have.</summary>
    ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets);

    /// <summary>Skips the target when the condition, asked before the first target, is false.</summary>
    ITargetDefinition OnlyWhenStatic(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string text = "");

    /// <summary>Skips the target when the condition, asked when its turn comes, is false.</summary>
    ITargetDefinition OnlyWhenDynamic(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string text = "");

    /// <summary>What becomes of dependencies that only this target needs when it is skipped before the run. Default: skipped too.</summary>
    ITargetDefinition WhenSkipped(DependencyBehavior behavior);

    /// <summary>Refuses the run when a parameter this target needs has no value.</summary>
    ITargetDefinition Requires(Func<object?> requirement, [CallerArgumentExpression(nameof(requirement))] string text = "");

    /// <summary>Refuses the run when an assertion does not hold.</summary>
    ITargetDefinition Requires(Func<bool> requirement, [CallerArgumentExpression(nameof(requirement))] string text = "");

    /// <summary>Two parameters at once.</summary>
    ITargetDefinition Requires(
        Func<object?> first, Func<object?> second, [CallerArgumentExpression(nameof(first))] string firstText = "", [CallerArgumentExpression(nameof(second))] string secondText = "");

    /// <summary>Three parameters at once.</summary>
    ITargetDefinition Requires(
        Func<object?> first, Func<object?> second, Func<object?> third, [CallerArgumentExpression(nameof(first))] string firstText = "",
        [CallerArgumentExpression(nameof(second))] string secondText = "", [CallerArgumentExpression(nameof(third))] string thirdText = "");

    /// <summary>Four parameters at once.</summary>
    ITargetDefinition Requires(
        Func<object?> first, Func<object?> second, Func<object?> third, Func<object?> fourth, [CallerArgumentExpression(nameof(first))] string firstText = "",
        [CallerArgumentExpression(nameof(second))] string secondText = "", [CallerArgumentExpression(nameof(third))] string thirdText = "",
        [CallerArgumentExpression(nameof(fourth))] string fourthText = "");

    /// <summary>The run goes on when this target failed; the build still fails.</summary>
    ITargetDefinition ProceedAfterFailure();

    /// <summary>The target runs even when another failed or the run was interrupted.</summary>
    ITargetDefinition AssuredAfterFailure();

    /// <summary>
    /// Says which files the target reads: paths, folders with all that is in them, and globs (<c>*</c>, <c>?</c>, <c>**</c>, <c>{a,b}</c>), from the repository's folder on.
    /// A target that says what it reads is not run again while nothing of it differs: what it made is put back, and what it printed is told again.
    /// </summary>
    ITargetDefinition Inputs(params string[] files);

    /// <summary>Depends on other targets and reads what they make. What targets make that this one depends on, however far, counts without it too.</summary>
    ITargetDefinition Inputs(params Target[] targets);

    /// <summary>Says that the target reads a parameter: <c>.Inputs(() => Configuration)</c>. Where it names none, every parameter with a value counts. Of a secret only counts whether there is one.</summary>
    ITargetDefinition Inputs(Func<object?> parameter, [CallerArgumentExpression(nameof(parameter))] string text = "");

    /// <summary>Leaves files out of what the target reads.</summary>
    ITargetDefinition InputsExcept(params string[] files);

    /// <summary>
    /// Says which variables of the environment the target reads; its commands then get these and a few that every program needs, such as PATH. Where it names none, every
    /// variable counts but those of the terminal and the session.
    /// </summary>
    ITargetDefinition InputVariables(params string[] names);

    /// <summary>Says that the target runs a program: its version, as it prints it itself, and its bytes count.</summary>
    ITargetDefinition InputTool(string name, string versionArgument = "--version");

    /// <summary>
    /// Says which files the target makes, in the same forms as <see cref="Inputs(string[])"/>. They are the target's alone: what stands among them and is not of its making is put aside.
    /// Making none of one of them is a failure.
    /// </summary>
    ITargetDefinition Outputs(params string[] files);

    /// <summary>Says what the target changes outside of the repository's folder, such as <c>"pushes to the registry"</c>; <c>--dry-run</c> shows it, and it is never taken from a cache.</summary>
    ITargetDefinition Effects(params string[] effects);

    /// <summary>
    /// Names what only one running target may use at a time, such as <c>"database"</c>: no two targets with a name in common run at once. A target that says or
    /// describes an effect, and every target of a component of Slipway, holds <c>"effects"</c>.
    /// </summary>
    ITargetDefinition Exclusive(params string[] names);

    /// <summary>Tries the target so often again after it failed, from its first action on. An interrupt ends it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 0.</exception>
    ITargetDefinition Retry(int times);

    /// <summary>
    /// Fails the target when a try takes longer: its commands are ended, its token is cancelled, and what still does not return after six seconds is left behind.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No time at all, or more than 24 days.</exception>
    ITargetDefinition Timeout(TimeSpan limit);

    /// <summary>Hides the target from help.</summary>
    ITargetDefinition Unlisted();

    /// <summary>Takes over the definition of the target this one overrides.</summary>
    ITargetDefinition Base();

    /// <summary>Takes over the definitions of other targets.</summary>
    ITargetDefinition Inherit(params Target[] targets);

    /// <summary>Takes over a component's own definition of a target, also where the build overrides it.</summary>
    ITargetDefinition Inherit<T>(Func<T, Target> target, [CallerArgumentExpression(nameof(target))] string text = "");
}
