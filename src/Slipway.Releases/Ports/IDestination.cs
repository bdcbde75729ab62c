using Slipway.Releases.Publishing;

namespace Slipway.Releases.Ports;

/// <summary>
/// Publishes releases at one place. Every step can be asked for again after a crash: what is already so is left so, and what stands there half is mended.
/// What the place itself has is the truth, never a memory of ours. Failures are <see cref="Vocabulary.Faults.FaultException"/> that name the place.
/// </summary>
public interface IDestination
{
    /// <summary>True where files can be uploaded before anybody sees them; false where a file is public as soon as it is there.</summary>
    bool HasDrafts { get; }

    /// <summary>What is there of a release now; changes nothing.</summary>
    Task<Shelf> ProbeAsync(Publication publication, CancellationToken cancellation);

    /// <summary>Makes a draft, or adopts the one that is there; where the release is public or there are no drafts, nothing.</summary>
    Task OpenAsync(Publication publication, CancellationToken cancellation);

    /// <summary>Brings one file there: into the draft, where another one under its name gives way, or beside what is public. What is public is never replaced.</summary>
    Task UploadAsync(Publication publication, PublishedFile file, CancellationToken cancellation);

    /// <summary>Shows the draft to everybody, in one act; where it is public already, nothing.</summary>
    Task RevealAsync(Publication publication, CancellationToken cancellation);

    /// <summary>Writes the lists by which people and machines find the release; where the place does that itself, nothing.</summary>
    Task IndexAsync(Publication publication, CancellationToken cancellation);
}
