using System.Collections.Immutable;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Publishing;

/// <summary>What there is to do at one destination: equal is done, absent is uploaded, different stops everything.</summary>
/// <param name="Destination">Where.</param>
/// <param name="Files">What it is to have.</param>
/// <param name="Shelf">What it has.</param>
public sealed record DestinationPlan(Destination Destination, ImmutableArray<PublishedFile> Files, Shelf Shelf)
{
    /// <summary>Plans for a destination, by what was seen there.</summary>
    public static DestinationPlan Of(Destination destination, Publication publication, Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(publication);
        return new(destination, publication.FilesFor(destination), shelf);
    }

    /// <summary>Files that must be uploaded: what is not there, and what a draft holds with other bytes.</summary>
    public ImmutableArray<PublishedFile> Lacking => [.. Files.Where(file => Shelf.Holdings.FirstOrDefault(held => held.Name == file.Name) is not { } held
        || (Shelf.Stage == ShelfStage.Draft && !held.IsEqual))];

    /// <summary>True where everything is there, equal, whether or not anybody sees it.</summary>
    public bool IsWhole => !Files.IsEmpty && Faults.IsEmpty && Lacking.IsEmpty;

    /// <summary>True where everybody finds all of it, equal.</summary>
    public bool IsDone => IsWhole && Shelf.Stage == ShelfStage.Public;

    /// <summary>Why nothing may be published here; none where it may.</summary>
    public ImmutableArray<Fault> Faults =>
    [
        .. Files.IsEmpty ? [Nothing()] : ImmutableArray<Fault>.Empty,
        .. Shelf.Conflicts,
        .. Shelf.Stage == ShelfStage.Public ? Shelf.Holdings.Where(held => !held.IsEqual).Select(Differs) : [],
        .. Shelf is { Stage: ShelfStage.Draft, Strangers.IsEmpty: false } ? [Strange()] : ImmutableArray<Fault>.Empty,
        .. Shelf is { Stage: ShelfStage.Public, IsImmutable: true } && !Lacking.IsEmpty ? [Sealed()] : ImmutableArray<Fault>.Empty,
    ];

    /// <summary>What was read back and is not what was published; none where all of it is.</summary>
    /// <param name="stage">How far it must be.</param>
    public ImmutableArray<Fault> Unproven(ShelfStage stage) =>
    [
        .. Faults,
        .. Lacking.Select(file => new Fault(
            "SLP4306", $"{file.Name} was published and is not what is read back from {Destination.Name}", Destination.Place,
            "./build.sh Publish looks again and goes on from there")),
        .. Shelf.Stage < stage ? [Unseen()] : ImmutableArray<Fault>.Empty,
    ];

    private Fault Nothing() => new(
        "SLP4302", $"the package has nothing that is published to {Destination.Name}", Destination.Place,
        "name what is packed in NuGetProjects of the build, or take the destination out of Destinations");

    private Fault Differs(Holding held) => new(
        "SLP4303", $"{held.Name} is at {Destination.Name} with other content: {held.There.Hex} there, {held.Here.Hex} here", Shelf.Url ?? Destination.Place,
        "what is published never changes: commit, so that the version is raised, then ./build.sh Release and publish that");

    private Fault Strange() => new(
        "SLP4305", $"the draft at {Destination.Name} holds what is not of this release: {string.Join(", ", Shelf.Strangers)}", Shelf.Url ?? Destination.Place,
        "delete that from the draft, or the draft, then ./build.sh Publish");

    private Fault Sealed() => new(
        "SLP4304", $"the release at {Destination.Name} is immutable and lacks {string.Join(", ", Lacking.Select(file => file.Name))}", Shelf.Url ?? Destination.Place,
        "nothing can be added to it: commit, so that the version is raised, then ./build.sh Release and publish that");

    private Fault Unseen() => new(
        "SLP4307", $"the release is not public at {Destination.Name} though it was published", Shelf.Url ?? Destination.Place,
        "./build.sh Publish looks again and goes on from there");
}

/// <summary>What was found at a destination.</summary>
/// <param name="Destination">Where.</param>
/// <param name="Plan">What there is to do; null where it cannot be looked at.</param>
/// <param name="Faults">Why nothing may be published there, or why it cannot be looked at; none where neither is so.</param>
public sealed record SeenDestination(Destination Destination, DestinationPlan? Plan, ImmutableArray<Fault> Faults)
{
    /// <summary>What the faults mean for a command; of no meaning without any.</summary>
    public ExitCode ExitCode { get; init; } = ExitCode.Failed;
}
