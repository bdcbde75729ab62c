using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Governing;

/// <summary>Whether a package in the store is kept, and why.</summary>
/// <param name="PackageId">The package.</param>
/// <param name="Version">Its version; null where the ledger does not know it.</param>
/// <param name="IsKept">False for one that nothing needs.</param>
/// <param name="Reason">What needs it, or why nothing does.</param>
public sealed record PackageFate(string PackageId, string? Version, bool IsKept, string Reason)
{
    /// <summary>
    /// The fate of every package of a store, those sealed last in front. Kept is what serves, what is on its way in, every way back that
    /// <paramref name="wish"/> counts, publications that are not finished, what a candidate's name, an unused approval, an open exception or an open
    /// incident is about, the newest ones, and what this ledger knows nothing of.
    /// </summary>
    public static ImmutableArray<PackageFate> Of(PruneWish wish, ReleaseState state)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(state);
        ImmutableDictionary<string, string> needed = Needed(wish, state);
        return
        [
            .. wish.Stored.OrderByDescending(id => state.Packages.GetValueOrDefault(id)?.Seq ?? int.MaxValue).ThenBy(id => id, StringComparer.Ordinal)
                .Select(id => Of(id, needed, state)),
        ];
    }

    private static PackageFate Of(string id, ImmutableDictionary<string, string> needed, ReleaseState state) =>
        !state.Packages.TryGetValue(id, out SealedPackage? package) ? new(id, null, true, "this ledger does not know it")
        : needed.TryGetValue(id, out string? reason) ? new(id, package.Version, true, reason)
        : package.Pruned is not null ? new(id, package.Version, false, "it was pruned before, and its files are still there")
        : new(id, package.Version, false, "it serves nowhere and leads back nowhere");

    // The first reason that is found is the one that is said.
    private static ImmutableDictionary<string, string> Needed(PruneWish wish, ReleaseState state)
    {
        var needed = new Dictionary<string, string>(StringComparer.Ordinal);
        IEnumerable<(string Id, string Reason)> running = Served(state).Concat(WaysBack(wish, state)).Concat(UnderWay(state));
        foreach ((string id, string reason) in running.Concat(Named(state)).Concat(Newest(wish, state)))
            needed.TryAdd(id, reason);
        return needed.ToImmutableDictionary();
    }

    private static IEnumerable<(string Id, string Reason)> Served(ReleaseState state) =>
        state.Environments.Values.Where(here => here.Current is not null).Select(here => (here.Current!.PackageId, $"serves {here.Name}"));

    private static IEnumerable<(string Id, string Reason)> WaysBack(PruneWish wish, ReleaseState state) =>
        state.Environments.Values.SelectMany(here => WaysBack(wish, here).Distinct().Select(id => (id, $"is a way back of {here.Name}")));

    private static IEnumerable<string> WaysBack(PruneWish wish, EnvironmentState here)
    {
        if (here.RollbackTarget is { } target)
            yield return target.PackageId;
        IEnumerable<string> earlier = here.Line.Reverse().Select(release => release.PackageId)
            .Where(id => id != here.Current?.PackageId && !here.Barred.ContainsKey(id));
        foreach (string id in earlier.Distinct().Take(wish.WaysBack))
            yield return id;
    }

    private static IEnumerable<(string Id, string Reason)> UnderWay(ReleaseState state)
    {
        foreach (EnvironmentState here in state.Environments.Values)
        {
            if (here.Open?.PackageId is { } open)
                yield return (open, $"is on its way into {here.Name}");
            if (here.Rehearsed is { } rehearsed)
                yield return (rehearsed.PackageId, $"comes forward again in {here.Name}");
        }

        foreach (PublicationState publication in state.Publications.Values.Where(one => one.Outcome != PublishOutcome.Completed))
            yield return (publication.PackageId, $"is not published whole to {publication.Destination}");
    }

    // What people are still talking about.
    private static IEnumerable<(string Id, string Reason)> Named(ReleaseState state)
    {
        GovernanceState all = state.Governance;
        foreach (Entry candidate in all.Candidates.Values.Where(entry => !all.Superseded.ContainsKey(entry.PackageId!))) // only packages are named
            yield return (candidate.PackageId!, $"is candidate {CandidateNamed.Read(candidate.Data).Name}");
        bool IsUnused(Entry approval) => !all.Used.Contains(approval.Hash) && !all.Voided.Contains(approval.Hash);
        foreach (Entry approval in all.Approvals.Where(one => one.PackageId is not null && IsUnused(one)))
            yield return (approval.PackageId!, $"is approved for {approval.Environment}"); // asked in front
        foreach (ExceptionRecord exception in all.Exceptions.Values.Where(one => one is { Closed: null, Requested.PackageId: not null }))
            yield return (exception.Requested.PackageId!, $"is what {exception.Id} is about"); // asked in front
        foreach (IncidentRecord incident in all.Incidents.Values.Where(one => one.IsOpen))
        {
            foreach (string id in incident.Causes.Select(cause => cause.PackageId).OfType<string>())
                yield return (id, $"is named by {incident.Id}");
        }
    }

    private static IEnumerable<(string Id, string Reason)> Newest(PruneWish wish, ReleaseState state) => state.Packages.Values
        .Where(package => wish.Stored.Contains(package.Id) && package.Pruned is null)
        .OrderByDescending(package => package.Seq)
        .Take(wish.Keep)
        .Select(package => (package.Id, wish.Keep == 1 ? "is the newest" : $"is one of the newest {wish.Keep}"));
}
