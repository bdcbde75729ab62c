using System.Collections.Immutable;
using NodaTime;

namespace Slipway.Releases.Schedule;

/// <summary>One release as it was planned.</summary>
public sealed record PlannedRelease
{
    /// <summary>Final version: <c>1.4.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>What it is about, in a line.</summary>
    public string Title { get; init; } = "";

    /// <summary>Short name of the person who answers for it; empty for the policy's owner.</summary>
    public string Owner { get; init; } = "";

    /// <summary>When it is to go live.</summary>
    public required LocalDateTime Date { get; init; }

    /// <summary>After this no commit joins the scope; null for never.</summary>
    public LocalDateTime? CutOff { get; init; }

    /// <summary>What must be reached on the way.</summary>
    public ImmutableArray<Milestone> Milestones { get; init; } = [];

    /// <summary>When it is tested.</summary>
    public ImmutableArray<TestWindow> Qa { get; init; } = [];

    /// <summary>What must be there before it goes live.</summary>
    public ImmutableArray<ReleaseDependency> DependsOn { get; init; } = [];

    /// <summary>By what its success is measured afterwards.</summary>
    public ImmutableArray<SuccessMetric> Success { get; init; } = [];
}

/// <summary>A point on the way to a release.</summary>
/// <param name="Id">Short name, unique in its release.</param>
/// <param name="Text">What is reached then.</param>
/// <param name="Due">When.</param>
public sealed record Milestone(string Id, string Text, LocalDateTime Due);

/// <summary>A time set aside for testing, half-open.</summary>
/// <param name="Environment">Where it is tested.</param>
/// <param name="Start">Its start belongs to it.</param>
/// <param name="End">Its end does not.</param>
public sealed record TestWindow(string Environment, LocalDateTime Start, LocalDateTime End);

/// <summary>Something outside of this release that it cannot go live without.</summary>
/// <param name="Id">Short name, unique in its release: <c>billing-2.1</c>.</param>
/// <param name="Text">What it is.</param>
/// <param name="Version">The version of this same application that must be live first, unless a person confirms it (<c>Calendar --reach</c>); null for something that only a person confirms.</param>
public sealed record ReleaseDependency(string Id, string Text, string? Version);

/// <summary>One thing a release is meant to change, and how much.</summary>
/// <param name="Name">What is measured: <c>orders per hour</c>.</param>
/// <param name="Target">The value hoped for.</param>
/// <param name="AfterDays">How many days after going live it is read.</param>
public sealed record SuccessMetric(string Name, double Target, int AfterDays)
{
    /// <summary>True where less is better: the target is the most it may be. Default false.</summary>
    public bool AtMost { get; init; }

    /// <summary>True for a value as good as hoped for.</summary>
    public bool IsReachedBy(double value) => AtMost ? value <= Target : value >= Target;
}
