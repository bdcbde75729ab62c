using Slipway.Releases.Facts;

namespace Slipway.Releases.Ledger;

/// <summary>How a package stands at a destination, as the ledger tells it.</summary>
/// <param name="Destination">Name of the destination.</param>
/// <param name="PackageId">The package.</param>
/// <param name="Version">Its version.</param>
/// <param name="Outcome">How far it is.</param>
/// <param name="Utc">Since when.</param>
/// <param name="Seq">The entry that says so.</param>
public sealed record PublicationState(string Destination, string PackageId, string Version, PublishOutcome Outcome, DateTimeOffset Utc, int Seq)
{
    /// <summary>Where people find it; empty where that is not on record.</summary>
    public string Address { get; init; } = "";

    /// <summary>How many files are there; 0 before it is completed.</summary>
    public int Files { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Reason { get; init; }

    /// <summary>The key a package at a destination is folded under.</summary>
    public static string KeyOf(string packageId, string destination) => $"{packageId} {destination}";

    internal static PublicationState? Of(Entry entry)
    {
        if (entry.PackageId is not { } package)
            return null;
        PublicationState Told(string destination, PublishOutcome outcome) => new(destination, package, entry.Version ?? "0.0.0", outcome, entry.Utc, entry.Seq);
        return entry.Type switch
        {
            EntryType.PublishStarted when PublishStarted.Read(entry.Data) is var started =>
                Told(started.Destination, PublishOutcome.Started) with { Address = started.Address },
            EntryType.PublishCompleted when PublishCompleted.Read(entry.Data) is var completed =>
                Told(completed.Destination, PublishOutcome.Completed) with { Address = completed.Address, Files = completed.Files.Length },
            EntryType.PublishFailed when PublishFailed.Read(entry.Data) is var failed =>
                Told(failed.Destination, PublishOutcome.Failed) with { Reason = failed.Reason },
            _ => null,
        };
    }
}

/// <summary>How far a package is at a destination.</summary>
public enum PublishOutcome
{
    /// <summary>It was begun; how it ended nobody told.</summary>
    Started,

    /// <summary>All of it is there.</summary>
    Completed,

    /// <summary>It was given up before that.</summary>
    Failed,
}
