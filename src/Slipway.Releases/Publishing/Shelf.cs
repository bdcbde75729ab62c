using System.Collections.Immutable;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Publishing;

/// <summary>What a destination has of a release, as seen there now.</summary>
/// <param name="Stage">How far it is.</param>
/// <param name="Holdings">Files of ours by name, those that are whole.</param>
public sealed record Shelf(ShelfStage Stage, ImmutableArray<Holding> Holdings)
{
    /// <summary>A destination that has nothing of it.</summary>
    public static Shelf Empty { get; } = new(ShelfStage.Absent, []);

    /// <summary>Names of files in a draft that are none of the release's.</summary>
    public ImmutableArray<string> Strangers { get; init; } = [];

    /// <summary>True where what is public can never be changed any more.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>Where people find it; null where it has no address of its own.</summary>
    public string? Url { get; init; }

    /// <summary>What else there contradicts the release; none where nothing does.</summary>
    public ImmutableArray<Fault> Conflicts { get; init; } = [];
}

/// <summary>How far a release is at a destination.</summary>
public enum ShelfStage
{
    /// <summary>Nothing of it is there.</summary>
    Absent,

    /// <summary>Something is there that nobody sees yet.</summary>
    Draft,

    /// <summary>Whoever looks finds it.</summary>
    Public,
}

/// <summary>A file that a destination has.</summary>
/// <param name="Name">Its name.</param>
/// <param name="There">Digest of what is there.</param>
/// <param name="Here">Digest of ours, made the same way: a feed that signs what it is given changes bytes and no content.</param>
public sealed record Holding(string Name, Digest There, Digest Here)
{
    /// <summary>True where it is ours.</summary>
    public bool IsEqual => There == Here;
}
