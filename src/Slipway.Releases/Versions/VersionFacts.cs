using System.Collections.Immutable;

namespace Slipway.Releases.Versions;

/// <summary>What a repository says about its version; gathered by git, judged by <see cref="VersionDecider"/>.</summary>
public sealed record VersionFacts
{
    /// <summary>Full id of the commit at hand.</summary>
    public required string Commit { get; init; }

    /// <summary>True when history is cut off: what lies behind the cut could hold a tag.</summary>
    public required bool IsShallow { get; init; }

    /// <summary>Tags reachable from the commit, as named.</summary>
    public ImmutableArray<string> ReachableTags { get; init; } = [];

    /// <summary>Tags that point at the commit itself.</summary>
    public ImmutableArray<string> TagsHere { get; init; } = [];

    /// <summary>True when the working tree holds changes that no commit has; asked only of a commit that carries a version.</summary>
    public bool IsDirty { get; init; }

    /// <summary>The commits since the version tag before this commit, newest first. Without such a tag: the commits up to here.</summary>
    public ImmutableArray<VersionCommit> Commits { get; init; } = [];
}

/// <summary>One commit as far as versions and notes need it.</summary>
public sealed record VersionCommit(string Id, string Subject, string Body);
