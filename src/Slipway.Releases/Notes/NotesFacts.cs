using System.Collections.Immutable;
using Slipway.Releases.Packages;

namespace Slipway.Releases.Notes;

/// <summary>What release notes are made of.</summary>
public sealed record NotesFacts
{
    /// <summary>Name of the application.</summary>
    public required string Application { get; init; }

    /// <summary>Version the notes are for.</summary>
    public required string Version { get; init; }

    /// <summary>What they are counted from: a tag, or a version and where it is live; null for the very first.</summary>
    public string? Since { get; init; }

    /// <summary>The commits in between, newest first.</summary>
    public required ImmutableArray<NoteCommit> Commits { get; init; }

    /// <summary>Texts that take the place of a commit's message, by full or short id; see <see cref="NoteOverrides"/>.</summary>
    public ImmutableSortedDictionary<string, string> Overrides { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>True for notes that are sealed into the package: nothing of an environment or of the record is known to them, and what is open later is not in them.</summary>
    public bool IsSealed { get; init; }

    /// <summary>The release they are about, as far as it is known.</summary>
    public Manifest? Manifest { get; init; }

    /// <summary>The release before it, to compare settings, flags and migrations with.</summary>
    public Manifest? Before { get; init; }

    /// <summary>What is known to be wrong, from incidents and risks that are open.</summary>
    public ImmutableArray<string> KnownIssues { get; init; } = [];
}

/// <summary>One commit as notes read it.</summary>
/// <param name="Id">Full id.</param>
/// <param name="Subject">First line.</param>
/// <param name="Body">The rest.</param>
/// <param name="PatchId">Digest of what it changes (<c>git patch-id --stable</c>), where another commit of the same words made it worth asking; null otherwise.</param>
public sealed record NoteCommit(string Id, string Subject, string Body, string? PatchId = null);
