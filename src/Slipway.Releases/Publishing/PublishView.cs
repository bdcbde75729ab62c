using System.Collections.Immutable;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Publishing;

/// <summary>A release and what was found of it everywhere, before anything is published or after all of it was.</summary>
/// <param name="Publication">What is published.</param>
/// <param name="Seen">What was found, in the build's order.</param>
/// <param name="Refusals">Why it may not be published at all; none where it may.</param>
public sealed record PublishView(Publication Publication, ImmutableArray<SeenDestination> Seen, ImmutableArray<Fault> Refusals)
{
    /// <summary>True where every destination has all of it.</summary>
    public bool IsDone => Seen.All(one => one.Plan?.IsDone == true);

    /// <summary>True where nothing stands in the way.</summary>
    public bool IsAllowed => Refusals.IsEmpty && Seen.All(one => one.Faults.IsEmpty);
}
