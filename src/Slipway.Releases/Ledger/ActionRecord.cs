using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Releases.Ledger;

/// <summary>Something a team promised itself after a release. It blocks nothing; it stays in sight until it is closed.</summary>
/// <param name="Id"><c>A-1</c>, counted in the order of the ledger.</param>
/// <param name="Opened">The promise.</param>
/// <param name="Closed">How it ended; null while it is open.</param>
public sealed record ActionRecord(string Id, Entry Opened, Entry? Closed = null)
{
    /// <summary>What was promised.</summary>
    public string Title => Opened.Data.GetValueOrDefault("title", "");

    /// <summary>Who looks after it.</summary>
    public string Owner => Opened.Data.GetValueOrDefault("owner", "");

    /// <summary>The last day it is in time.</summary>
    public DateOnly Due => DateOnly.TryParseExact(Opened.Data.GetValueOrDefault("due"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly due) ? due : DateOnly.MaxValue;

    /// <summary>True until it is done.</summary>
    public bool IsOpen => Closed is null;

    /// <summary>True when it is open and its day is over, in UTC.</summary>
    public bool IsOverdue(DateTimeOffset now) => IsOpen && DateOnly.FromDateTime(now.UtcDateTime) > Due;

    internal static ImmutableSortedDictionary<string, ActionRecord> Fold(ImmutableSortedDictionary<string, ActionRecord> actions, Entry entry)
    {
        string id = entry.Data.GetValueOrDefault("id", "");
        if (entry.Type == EntryType.ActionOpened)
            return actions.Add(RegisterId.Of(actions, entry), new ActionRecord(RegisterId.Of(actions, entry), entry));
        return actions.TryGetValue(id, out ActionRecord? known) ? actions.SetItem(id, known with { Closed = known.Closed ?? entry }) : actions;
    }
}
