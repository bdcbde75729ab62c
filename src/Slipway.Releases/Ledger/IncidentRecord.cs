using System.Collections.Immutable;
using Slipway.Releases.Facts;

namespace Slipway.Releases.Ledger;

/// <summary>Something that went wrong where users are, and what brought it.</summary>
/// <param name="Id"><c>INC-1</c>, counted in the order of the ledger.</param>
/// <param name="Opened">The entry that told of it first.</param>
/// <param name="Links">Entries that named a cause later, oldest first.</param>
/// <param name="Resolved">The entry that ended it; null while it lasts.</param>
public sealed record IncidentRecord(string Id, Entry Opened, ImmutableArray<Entry> Links, Entry? Resolved = null)
{
    /// <summary>What went wrong, in a few words.</summary>
    public string Title => Told.Title;

    /// <summary>How bad it is.</summary>
    public Severity Severity => Told.Severity;

    /// <summary>Where it was met.</summary>
    public string Environment => Opened.Environment ?? "";

    /// <summary>True until it is over.</summary>
    public bool IsOpen => Resolved is null;

    /// <summary>What ended it; empty while it lasts.</summary>
    public string Outcome => Resolved is null ? "" : IncidentResolved.Read(Resolved.Data).Reason;

    /// <summary>When users began to feel it, as told; when it was opened otherwise.</summary>
    public DateTimeOffset Since => Told.Since ?? Opened.Utc;

    /// <summary>Entries that name a deployment as its cause, oldest first; none for what came from outside.</summary>
    public IEnumerable<Entry> Causes => Links.Prepend(Opened).Where(entry => entry.DeploymentId is not null);

    private IncidentOpened Told => IncidentOpened.Read(Opened.Data);

    /// <summary>True when a deployment of the environment is named as a cause.</summary>
    public bool IsCausedBy(string environment, string deploymentId) =>
        Causes.Any(cause => cause.Environment == environment && cause.DeploymentId == deploymentId);

    internal static ImmutableSortedDictionary<string, IncidentRecord> Fold(ImmutableSortedDictionary<string, IncidentRecord> incidents, Entry entry)
    {
        switch (entry.Type)
        {
            case EntryType.IncidentOpened:
                string free = RegisterId.Of(incidents, IncidentOpened.Read(entry.Data).Id, entry.Seq);
                return incidents.Add(free, new IncidentRecord(free, entry, []));
            case EntryType.IncidentLinked:
                return Changed(incidents, IncidentLinked.Read(entry.Data).Id, known => known with { Links = known.Links.Add(entry) });
            default:
                return Changed(incidents, IncidentResolved.Read(entry.Data).Id, known => known with { Resolved = known.Resolved ?? entry });
        }
    }

    private static ImmutableSortedDictionary<string, IncidentRecord> Changed(
        ImmutableSortedDictionary<string, IncidentRecord> incidents, string id, Func<IncidentRecord, IncidentRecord> change) =>
        incidents.TryGetValue(id, out IncidentRecord? known) ? incidents.SetItem(id, change(known)) : incidents;
}
