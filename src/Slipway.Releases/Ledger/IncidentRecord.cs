using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Releases.Ledger;

/// <summary>Something that went wrong where users are, and what brought it.</summary>
/// <param name="Id"><c>INC-1</c>, counted in the order of the ledger.</param>
/// <param name="Opened">The entry that told of it first.</param>
/// <param name="Links">Entries that named a cause later, oldest first.</param>
/// <param name="Resolved">The entry that ended it; null while it lasts.</param>
public sealed record IncidentRecord(string Id, Entry Opened, ImmutableArray<Entry> Links, Entry? Resolved = null)
{
    /// <summary>What went wrong, in a few words.</summary>
    public string Title => Opened.Data.GetValueOrDefault("title", "");

    /// <summary><c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>.</summary>
    public string Severity => Opened.Data.GetValueOrDefault("severity", "");

    /// <summary>Where it was met.</summary>
    public string Environment => Opened.Environment ?? "";

    /// <summary>True until it is over.</summary>
    public bool IsOpen => Resolved is null;

    /// <summary>When users began to feel it, as told; when it was opened otherwise.</summary>
    public DateTimeOffset Since => DateTimeOffset.TryParse(Opened.Data.GetValueOrDefault("since"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset since) ? since : Opened.Utc;

    /// <summary>Entries that name a deployment as its cause, oldest first; none for what came from outside.</summary>
    public IEnumerable<Entry> Causes => Links.Prepend(Opened).Where(entry => entry.DeploymentId is not null);

    /// <summary>True when a deployment of the environment is named as a cause.</summary>
    public bool IsCausedBy(string environment, string deploymentId) => Causes.Any(cause => cause.Environment == environment && cause.DeploymentId == deploymentId);

    internal static ImmutableSortedDictionary<string, IncidentRecord> Fold(ImmutableSortedDictionary<string, IncidentRecord> incidents, Entry entry)
    {
        string id = entry.Data.GetValueOrDefault("id", "");
        if (entry.Type == EntryType.IncidentOpened)
            return incidents.Add(RegisterId.Of(incidents, entry), new IncidentRecord(RegisterId.Of(incidents, entry), entry, []));
        if (!incidents.TryGetValue(id, out IncidentRecord? known))
            return incidents;
        return incidents.SetItem(id, entry.Type == EntryType.IncidentLinked ? known with { Links = known.Links.Add(entry) } : known with { Resolved = known.Resolved ?? entry });
    }
}
