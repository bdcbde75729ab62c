using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Metrics;

/// <summary>The stations of one deployment that brought something new; null where nobody passed them.</summary>
/// <param name="Deployment">The deployment; it succeeded.</param>
/// <param name="Sealed">The first sealing of its package.</param>
/// <param name="Ready">Completed in the environment in front; the sealing where none is.</param>
/// <param name="Requested">The first time consent was asked for after that.</param>
/// <param name="Approved">The last consent before it started.</param>
public sealed record Journey(PastDeployment Deployment, Entry? Sealed, Entry? Ready, Entry? Requested, Entry? Approved)
{
    /// <summary>Where it ended.</summary>
    public Entry Deployed => Deployment.Ended!; // it succeeded

    /// <summary>The journeys of every package into one environment, oldest first.</summary>
    /// <param name="history">What happened.</param>
    /// <param name="lane">Names of the environments, in the order a package visits them.</param>
    /// <param name="environment">Name of the one that is entered.</param>
    public static ImmutableArray<Journey> Of(ReleaseHistory history, ImmutableArray<string> lane, string environment) => Of(EnvironmentPast.Of(history, lane, lane.IndexOf(environment)), history);

    internal static ImmutableArray<Journey> Of(EnvironmentPast past, ReleaseHistory history)
    {
        ILookup<string, Entry> naming = history.Entries.Where(entry => entry.PackageId is not null).ToLookup(entry => entry.PackageId!, StringComparer.Ordinal);
        ILookup<string, PastDeployment> front = history.Deployments.Where(deployment => deployment.Environment == past.Front && deployment is { IsRehearsal: false, IsSuccessful: true }).ToLookup(deployment => deployment.PackageId, StringComparer.Ordinal);
        return [.. past.Base.Select(deployment => One(deployment, past, [.. naming[deployment.PackageId]], front[deployment.PackageId].FirstOrDefault()?.Ended))];
    }

    private static Journey One(PastDeployment deployment, EnvironmentPast past, ImmutableArray<Entry> entries, Entry? front)
    {
        Entry? made = entries.FirstOrDefault(entry => entry.Type == EntryType.CandidateSealed);
        Entry? ready = past.Front is null ? made : front;
        bool IsHere(Entry entry, string type) => entry.Type == type && entry.Environment == past.Name && entry.Seq < deployment.Started.Seq;
        return new Journey(
            deployment,
            made,
            ready,
            entries.FirstOrDefault(entry => IsHere(entry, EntryType.ApprovalRequested) && entry.Seq > (ready?.Seq ?? 0)),
            entries.LastOrDefault(entry => IsHere(entry, EntryType.ApprovalGranted)));
    }
}
