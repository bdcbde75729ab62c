using System.Collections.Immutable;

namespace Slipway.Releases.Policies;

/// <summary>How much care a release needs. The first three follow from its risk; an emergency is asked for, never computed.</summary>
public enum ReleaseProfile
{
    /// <summary>Little risk.</summary>
    Patch,

    /// <summary>Some risk.</summary>
    Minor,

    /// <summary>Much risk.</summary>
    Major,

    /// <summary>Asked for, never computed: speed counts more than anything, and somebody signs afterwards.</summary>
    Emergency,
}

/// <summary>What a release of one size needs.</summary>
public sealed record ProfilePolicy
{
    /// <summary>Highest risk score that is still this size. Default 25 for patch, 60 for minor.</summary>
    public int UpTo { get; init; } = 100;

    /// <summary>Whose consent is needed.</summary>
    public ImmutableArray<ApprovalRule> Approvals { get; init; } = [];

    /// <summary>Hours an approval holds. Default 72.</summary>
    public int ApprovalHours { get; init; } = 72;

    /// <summary>Gates asked beside those every release passes.</summary>
    public ImmutableArray<string> Gates { get; init; } = [];

    /// <summary>Least minutes in the environment in front. Default 0.</summary>
    public int SoakMinutes { get; init; }

    /// <summary>Most days since the way back was rehearsed. Default 30.</summary>
    public int RehearsalDays { get; init; } = 30;

    /// <summary>The rehearsal must have been of this very package.</summary>
    public bool RehearsesPackage { get; init; }

    /// <summary>Hours within which a second person signs an emergency afterwards. Default 24.</summary>
    public int CountersignHours { get; init; } = 24;
}

/// <summary>So many people of one role.</summary>
/// <param name="Role">The role; <c>any</c> is everyone in the policy.</param>
/// <param name="Count">How many.</param>
public sealed record ApprovalRule(string Role, int Count);

/// <summary>One line of a checklist.</summary>
public sealed record ChecklistItem
{
    /// <summary>Short name that <c>Checklist --done</c> takes.</summary>
    public required string Id { get; init; }

    /// <summary>What has to be done.</summary>
    public required string Text { get; init; }

    /// <summary><c>planning</c>, <c>building</c>, <c>testing</c>, <c>preparing</c> or <c>deploying</c>.</summary>
    public ChecklistPhase Phase { get; init; }

    /// <summary>Sizes of release it belongs to; empty means all.</summary>
    public ImmutableArray<string> Profiles { get; init; } = [];

    /// <summary>The gate that ticks it off; null leaves it to a person.</summary>
    public string? Gate { get; init; }

    /// <summary>The role a person needs to tick it off; null lets anyone.</summary>
    public string? Role { get; init; }
}

/// <summary>The phases of a release, in order.</summary>
public enum ChecklistPhase
{
    /// <summary>What and when.</summary>
    Planning,

    /// <summary>Code and reviews.</summary>
    Building,

    /// <summary>Proof.</summary>
    Testing,

    /// <summary>Everything before the switch.</summary>
    Preparing,

    /// <summary>The switch and what follows.</summary>
    Deploying,
}

/// <summary>Something a release must fulfil, and the tests that show it.</summary>
/// <param name="Id">Short name.</param>
/// <param name="Text">What is to be fulfilled.</param>
/// <param name="Tests">Full names of tests, all of which must have passed.</param>
public sealed record AcceptanceCriterion(string Id, string Text, ImmutableArray<string> Tests);
