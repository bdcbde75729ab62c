using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.History;

/// <summary>What a ledger tells about the past, put together: releases, deployments and refusals. A fold of entries and nothing else.</summary>
public sealed record ReleaseHistory
{
    /// <summary>Every entry it was made of, oldest first.</summary>
    public required ImmutableArray<Entry> Entries { get; init; }

    /// <summary>What is where after the last entry.</summary>
    public required ReleaseState State { get; init; }

    /// <summary>Sealed packages, in the order of their sealing.</summary>
    public required ImmutableArray<PastRelease> Releases { get; init; }

    /// <summary>Deployments and rollbacks of all environments, in the order of their starts.</summary>
    public required ImmutableArray<PastDeployment> Deployments { get; init; }

    /// <summary>What was asked for and refused, oldest first.</summary>
    public required ImmutableArray<Entry> Refusals { get; init; }

    /// <summary>Folds entries, oldest first.</summary>
    public static ReleaseHistory Of(ImmutableArray<Entry> entries)
    {
        var state = ReleaseState.Fold(entries);
        ImmutableArray<PastDeployment> deployments = DeploymentFold.Of(entries);
        ILookup<string, Entry> naming = entries.Where(entry => entry.PackageId is not null).ToLookup(entry => entry.PackageId!, StringComparer.Ordinal);
        ILookup<string, PastDeployment> bringing = deployments.ToLookup(deployment => deployment.PackageId, StringComparer.Ordinal);
        return new ReleaseHistory
        {
            Entries = entries,
            State = state,
            Releases = [.. state.Packages.Values.OrderBy(package => package.Seq).Select(package => new PastRelease(package, [.. naming[package.Id]], [.. bringing[package.Id]]))],
            Deployments = deployments,
            Refusals = [.. entries.Where(entry => entry.Type == EntryType.DeployRefused)],
        };
    }
}
