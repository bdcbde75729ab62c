using System.Collections.Immutable;
using Slipway.Delivery.Recording;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;

namespace Slipway.Delivery.Conducting;

/// <summary>What the ledger is told when an environment has arrived somewhere: the same whoever brought it there, the run that set out or the one that settles it.</summary>
internal static class Arrival
{
    /// <summary>
    /// A way back: the release that was left is barred and the environment pinned before the arrival is said, so that a crash between the lines leaves a rollback to settle
    /// and never one that forgot them. A rehearsal bars and pins nothing.
    /// </summary>
    /// <param name="journal">Drafts the entries.</param>
    /// <param name="back">Where the environment is.</param>
    /// <param name="left">The package it left, and its version.</param>
    /// <param name="reason">Why.</param>
    /// <param name="isRehearsal">True when the way was only tried.</param>
    public static ImmutableArray<Entry> Back(Journal journal, Deployment back, (string Package, string? Version) left, string reason, bool isRehearsal)
    {
        if (isRehearsal)
            return [journal.Draft(EntryType.RollbackCompleted, Subject.Of(back), ("from", left.Package), ("reason", reason), ("rehearsal", "true"))];
        return
        [
            // The same package served with another configuration: the package is not what was fled from.
            .. left.Package == back.PackageId ? Array.Empty<Entry>() : [journal.Draft(EntryType.ReleaseBlocked, new Subject(back.Environment.Name, left.Package, left.Version), ("reason", reason))],
            journal.Draft(EntryType.EnvironmentPinned, Subject.Of(back), ("reason", reason)),
            journal.Draft(EntryType.RollbackCompleted, Subject.Of(back), ("from", left.Package), ("reason", reason), ("configuration", ConfigurationDigest.Of(back.Environment.Configuration))),
        ];
    }

    /// <summary>A deployment: it lifts the pin, and the bar of its own package.</summary>
    /// <param name="journal">Drafts the entries.</param>
    /// <param name="next">What serves.</param>
    /// <param name="before">The environment before it.</param>
    /// <param name="verb">What was typed.</param>
    /// <param name="reason">Why, or null.</param>
    public static ImmutableArray<Entry> Forward(Journal journal, Deployment next, EnvironmentState before, string verb, string? reason)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        if (before.Pin is not null)
            entries.Add(journal.Draft(EntryType.EnvironmentUnpinned, Subject.Of(next)));
        if (before.Barred.ContainsKey(next.PackageId))
            entries.Add(journal.Draft(EntryType.ReleaseUnblocked, Subject.Of(next), ("reason", reason ?? "")));
        entries.Add(journal.Draft(EntryType.DeployCompleted, Subject.Of(next), ("verb", verb)));
        return entries.ToImmutable();
    }
}
