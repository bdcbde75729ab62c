using System.Collections.Immutable;

namespace Slipway.Targets.Declaring;

/// <summary>One target as its author declared it, with every reference resolved to a name.</summary>
public sealed record TargetDeclaration
{
    /// <summary>What every target with an effect holds while it runs, so that no two of them change the same thing at once.</summary>
    public const string EffectsHold = "effects";

    /// <summary>Name of the property that declares it; compared without case and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The type that declares it, for messages.</summary>
    public string DeclaredBy { get; init; } = "build";

    /// <summary>What it does, in a sentence; null where nobody says.</summary>
    public string? Description { get; init; }

    /// <summary>Command lines that show how it is used.</summary>
    public ImmutableArray<string> Examples { get; init; } = [];

    /// <summary>False hides the target from <c>--help</c> and <c>--list</c>.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>Targets scheduled with this one and run before it.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>Targets that gain a dependency on this one.</summary>
    public ImmutableArray<string> DependentFor { get; init; } = [];

    /// <summary>Order only: when both are scheduled, this runs first.</summary>
    public ImmutableArray<string> Before { get; init; } = [];

    /// <summary>Order only: when both are scheduled, this runs later.</summary>
    public ImmutableArray<string> After { get; init; } = [];

    /// <summary>Targets scheduled because this one is, and run after it succeeded.</summary>
    public ImmutableArray<string> Triggers { get; init; } = [];

    /// <summary>Targets that gain a trigger to this one.</summary>
    public ImmutableArray<string> TriggeredBy { get; init; } = [];

    /// <summary>Conditions asked once, before the first target runs.</summary>
    public ImmutableArray<Condition> StaticConditions { get; init; } = [];

    /// <summary>Conditions asked just before this target runs.</summary>
    public ImmutableArray<Condition> DynamicConditions { get; init; } = [];

    /// <summary>What must hold before the first target runs, whenever this target is to run.</summary>
    public ImmutableArray<Requirement> Requirements { get; init; } = [];

    /// <summary>What it does, in order.</summary>
    public ImmutableArray<TargetAction> Actions { get; init; } = [];

    /// <summary>Says what it would do, where <c>--plan</c> is asked of it alone; null for a target whose plan is the list of what runs.</summary>
    public Func<CancellationToken, Task>? OwnPlan { get; init; }

    /// <summary>Whether dependencies of a target skipped before the run are skipped with it.</summary>
    public DependencyBehavior WhenSkipped { get; init; } = DependencyBehavior.Skip;

    /// <summary>The run goes on after this target failed; the build still fails.</summary>
    public bool ProceedsAfterFailure { get; init; }

    /// <summary>The target runs even after another failed or the run was interrupted.</summary>
    public bool IsAssuredAfterFailure { get; init; }

    /// <summary>What it changes outside of the repository's folder, in words; what has effects is never taken from a cache.</summary>
    public ImmutableArray<string> Effects { get; init; } = [];

    /// <summary>Names of what only one running target may hold at a time.</summary>
    public ImmutableArray<string> Exclusive { get; init; } = [];

    /// <summary>The same, and for one with an effect <see cref="EffectsHold"/>.</summary>
    public ImmutableArray<string> Holds => EffectText is not null && !Exclusive.Contains(EffectsHold) ? Exclusive.Add(EffectsHold) : Exclusive;

    /// <summary>What it changes elsewhere, in words; an action that describes what it would do describes an effect. Null for none.</summary>
    public string? EffectText
    {
        get
        {
            if (Effects.Length > 0)
                return Effects[0];
            foreach (TargetAction action in Actions)
            {
                if (action.Describe is not null)
                    return $"what {action.Place} describes";
            }

            return null;
        }
    }

    /// <summary>How often it is tried again after it failed. Default: not at all.</summary>
    public int Retries { get; init; }

    /// <summary>How long one try may take; null for as long as it takes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What it reads and makes; null where it does not say, and then it runs every time.</summary>
    public CacheDeclaration? Caching { get; init; }
}
