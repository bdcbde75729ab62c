using System.Collections.Immutable;

namespace Slipway.Releases.Notes;

/// <summary>One change as people are told about it.</summary>
public sealed record NoteEntry
{
    /// <summary>Where it stands.</summary>
    public required NoteSection Section { get; init; }

    /// <summary>Part of the application, or null.</summary>
    public string? Scope { get; init; }

    /// <summary>What changed, without the number of its pull request.</summary>
    public required string Text { get; init; }

    /// <summary>What users of the old behaviour have to do; null where nobody wrote it down, and for changes that break nothing.</summary>
    public string? Migration { get; init; }

    /// <summary>Numbers of the pull requests it came with.</summary>
    public ImmutableArray<string> PullRequests { get; init; } = [];

    /// <summary>Numbers of the issues it closes.</summary>
    public ImmutableArray<string> Issues { get; init; } = [];

    /// <summary>Full ids of its commits, newest first.</summary>
    public ImmutableArray<string> Commits { get; init; } = [];

    /// <summary>True when its text comes from <c>.nuke/notes</c> and not from the commit.</summary>
    public bool IsOverridden { get; init; }
}

/// <summary>Where a change stands in the notes.</summary>
public enum NoteSection
{
    /// <summary>Changes that break what worked.</summary>
    Breaking,

    /// <summary>What closes a hole.</summary>
    Security,

    /// <summary>What is new.</summary>
    Features,

    /// <summary>What works again.</summary>
    Fixes,

    /// <summary>What is quicker or smaller.</summary>
    Performance,

    /// <summary>Something released before that was taken back.</summary>
    Reverts,

    /// <summary>What no rule knows; never lost.</summary>
    Other,

    /// <summary>What only those who build it notice: docs, tests, refactoring, builds.</summary>
    Internal,
}
