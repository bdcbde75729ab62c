using System.Collections.Immutable;
using Slipway.IO;
using Slipway.Targets.Declaring;
using Slipway.Utilities;

namespace Slipway.Declaring;

/// <summary>The definition of one target so far: a value, so that a definition shared by two targets never changes under one of them.</summary>
internal sealed record TargetDefinition(SlipwayBuild Build, TargetProperty Property) : ITargetDefinition
{
    private static readonly ImmutableArray<string> Own = [TargetDeclaration.EffectsHold];

    // The targets of our components share ledger, state folder and what is compiled; none of them was written to run beside another.
    public TargetDeclaration Declaration { get; init; } = new()
    {
        Name = Property.Name, DeclaredBy = Property.DeclaredBy, Exclusive = Property.Getter.Module == typeof(SlipwayBuild).Module ? Own : [],
    };

    public ImmutableArray<Edge> Edges { get; init; } = [];

    public ITargetDefinition Description(string description) => With(Declaration with { Description = description });

    public ITargetDefinition Example(string command) => With(Declaration with { Examples = Declaration.Examples.Add(command) });

    public ITargetDefinition Executes(Action action, string file, int line) => Adds(file, line, _ => Done(action));

    public ITargetDefinition Executes(params Action[] actions) => actions.Aggregate((ITargetDefinition)this, (definition, action) => definition.Executes(action, Property.DeclaredBy, 0));

    public ITargetDefinition Executes(params Func<Task>[] actions) => actions.Aggregate((ITargetDefinition)this, (definition, action) => definition.Executes(action, Property.DeclaredBy, 0));

    public ITargetDefinition Executes<T>(Func<T> action, string file, int line) => Adds(file, line, _ => Awaited.Of(action()));

    public ITargetDefinition Executes(Func<Task> action, string file, int line) => Adds(file, line, _ => action());

    public ITargetDefinition Executes(Func<CancellationToken, Task> action, string file, int line) => Adds(file, line, action);

    public ITargetDefinition Executes(Func<CancellationToken, Task> action, Func<CancellationToken, Task<IReadOnlyList<string>>> describe, string file, int line) =>
        With(Declaration with { Actions = Declaration.Actions.Add(new TargetAction($"{file}:{line}", action, describe)) });

    public ITargetDefinition Plans(Func<CancellationToken, Task> plan) => With(Declaration with { OwnPlan = plan });

    public ITargetDefinition DependsOn(params Target[] targets) => Refer(EdgeKind.DependsOn, targets);

    public ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets) => Refer(EdgeKind.DependsOn, Of(targets));

    public ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets) => TryEdge(EdgeKind.DependsOn, targets);

    public ITargetDefinition DependentFor(params Target[] targets) => Refer(EdgeKind.DependentFor, targets);

    public ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets) => Refer(EdgeKind.DependentFor, Of(targets));

    public ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets) => TryEdge(EdgeKind.DependentFor, targets);

    public ITargetDefinition Before(params Target[] targets) => Refer(EdgeKind.Before, targets);

    public ITargetDefinition Before<T>(params Func<T, Target>[] targets) => Refer(EdgeKind.Before, Of(targets));

    public ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets) => TryEdge(EdgeKind.Before, targets);

    public ITargetDefinition After(params Target[] targets) => Refer(EdgeKind.After, targets);

    public ITargetDefinition After<T>(params Func<T, Target>[] targets) => Refer(EdgeKind.After, Of(targets));

    public ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets) => TryEdge(EdgeKind.After, targets);

    public ITargetDefinition Triggers(params Target[] targets) => Refer(EdgeKind.Triggers, targets);

    public ITargetDefinition Triggers<T>(params Func<T, Target>[] targets) => Refer(EdgeKind.Triggers, Of(targets));

    public ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets) => TryEdge(EdgeKind.Triggers, targets);

    public ITargetDefinition TriggeredBy(params Target[] targets) => Refer(EdgeKind.TriggeredBy, targets);

    public ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets) => Refer(EdgeKind.TriggeredBy, Of(targets));

    public ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets) => TryEdge(EdgeKind.TriggeredBy, targets);

    public ITargetDefinition OnlyWhenStatic(Func<bool> condition, string text) =>
        With(Declaration with { StaticConditions = Declaration.StaticConditions.Add(new Condition(LambdaText.Body(text), condition)) });

    public ITargetDefinition OnlyWhenDynamic(Func<bool> condition, string text) =>
        With(Declaration with { DynamicConditions = Declaration.DynamicConditions.Add(new Condition(LambdaText.Body(text), condition)) });

    public ITargetDefinition WhenSkipped(DependencyBehavior behavior) => With(Declaration with { WhenSkipped = behavior });

    public ITargetDefinition Requires(Func<object?> requirement, string text)
    {
        string body = LambdaText.Body(text);
        return Requiring(new Requirement(body, LambdaText.LastName(body), () => requirement() is { } value && (value is not string words || !string.IsNullOrWhiteSpace(words))));
    }

    public ITargetDefinition Requires(Func<bool> requirement, string text) => Requiring(new Requirement(LambdaText.Body(text), null, requirement));

    public ITargetDefinition Requires(Func<object?> first, Func<object?> second, string firstText, string secondText) => Requires(first, firstText).Requires(second, secondText);

    public ITargetDefinition Requires(Func<object?> first, Func<object?> second, Func<object?> third, string firstText, string secondText, string thirdText) =>
        Requires(first, second, firstText, secondText).Requires(third, thirdText);

    public ITargetDefinition Requires(
        Func<object?> first, Func<object?> second, Func<object?> third, Func<object?> fourth, string firstText, string secondText, string thirdText, string fourthText) =>
        Requires(first, second, firstText, secondText).Requires(third, fourth, thirdText, fourthText);

    public ITargetDefinition ProceedAfterFailure() => With(Declaration with { ProceedsAfterFailure = true });

    public ITargetDefinition AssuredAfterFailure() => With(Declaration with { IsAssuredAfterFailure = true });

    public ITargetDefinition Inputs(params string[] files) => Caching(known => known with { Inputs = known.Inputs.AddRange(files.SelectMany(Braces.Expand)) });

    public ITargetDefinition Inputs(params Target[] targets) => ((TargetDefinition)DependsOn(targets)).Caching(known => known with { TakesTargets = true });

    public ITargetDefinition Inputs(Func<object?> parameter, string text) =>
        Caching(known => known with { Parameters = known.Parameters.Add(new ParameterInput(LambdaText.LastName(LambdaText.Body(text)), parameter)) });

    public ITargetDefinition InputsExcept(params string[] files) => Caching(known => known with { Except = known.Except.AddRange(files.SelectMany(Braces.Expand)) });

    public ITargetDefinition InputVariables(params string[] names) => Caching(known => known with { Variables = known.Variables.AddRange(names) });

    public ITargetDefinition InputTool(string name, string versionArgument) => Caching(known => known with { Tools = known.Tools.Add(new ToolInput(name, versionArgument)) });

    public ITargetDefinition Outputs(params string[] files) => Caching(known => known with { Outputs = known.Outputs.AddRange(files.SelectMany(Braces.Expand)) });

    public ITargetDefinition Effects(params string[] effects) => With(Declaration with { Effects = Declaration.Effects.AddRange(effects) });

    public ITargetDefinition Exclusive(params string[] names) => With(Declaration with { Exclusive = [.. Declaration.Exclusive.Union(names)] });

    public ITargetDefinition Retry(int times)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        return With(Declaration with { Retries = times });
    }

    public ITargetDefinition Timeout(TimeSpan limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, TimeSpan.FromDays(24));
        return With(Declaration with { Timeout = limit });
    }

    public ITargetDefinition Unlisted() => With(Declaration with { IsListed = false });

    public ITargetDefinition Base() => TakenOver(this, Property.Overridden(Build));

    public ITargetDefinition Inherit(params Target[] targets) => targets.Aggregate((ITargetDefinition)this, TakenOver);

    public ITargetDefinition Inherit<T>(Func<T, Target> target, string text) =>
        TakenOver(this, TargetProperty.OwnOf<T>(Build, LambdaText.LastName(LambdaText.Body(text))));

    private static ITargetDefinition TakenOver(ITargetDefinition definition, Target target) =>
        target.Method.Module == typeof(SlipwayBuild).Module ? target(definition).Exclusive([.. Own]) : target(definition);

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private TargetDefinition Caching(Func<CacheDeclaration, CacheDeclaration> change) => With(Declaration with { Caching = change(Declaration.Caching ?? new CacheDeclaration()) });

    private TargetDefinition With(TargetDeclaration declaration) => this with { Declaration = declaration };

    private TargetDefinition Adds(string file, int line, Func<CancellationToken, Task> invoke) =>
        With(Declaration with { Actions = Declaration.Actions.Add(new TargetAction($"{file}:{line}", invoke)) });

    private TargetDefinition Requiring(Requirement requirement) => With(Declaration with { Requirements = Declaration.Requirements.Add(requirement) });

    private TargetDefinition Refer(EdgeKind kind, Target[] targets)
    {
        ImmutableArray<Edge> edges = Edges;
        foreach (Target target in targets)
            edges = edges.Add(new Edge(kind, target));
        return this with { Edges = edges };
    }

    private TargetDefinition TryEdge<T>(EdgeKind kind, Func<T, Target>[] targets) => Build is T ? Refer(kind, Of(targets)) : this;

    private Target[] Of<T>(Func<T, Target>[] targets)
    {
        if (Build is not T component)
            throw new InvalidOperationException($"{Property.Name} refers to {typeof(T).Name}, which {Build.GetType().Name} does not implement; use the Try… form where that is meant.");
        return targets.Length > 0 ? [.. targets.Select(target => target(component))] : [TargetProperty.OnlyOf<T>(component)];
    }
}
