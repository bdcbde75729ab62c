using System.Collections.Immutable;
using Slipway.Releases.Facts;

namespace Slipway.Releases.Ledger;

/// <summary>Something a team promised itself after a release. It blocks nothing; it stays in sight until it is closed.</summary>
/// <param name="Id"><c>A-1</c>, counted in the order of the ledger.</param>
/// <param name="Opened">The promise.</param>
/// <param name="Closed">How it ended; null while it is open.</param>
public sealed record ActionRecord(string Id, Entry Opened, Entry? Closed = null)
{
    /// <summary>What was promised.</summary>
    public string Title => Promise.Title;

    /// <summary>Who looks after it.</summary>
    public string Owner => Promise.Owner;

    /// <summary>The last day it is in time.</summary>
    public DateOnly Due => Promise.Due ?? DateOnly.MaxValue;

    /// <summary>What was done; empty while it is open.</summary>
    public string Outcome => Closed is null ? "" : ActionClosed.Read(Closed.Data).Reason;

    /// <summary>True until it is done.</summary>
    public bool IsOpen => Closed is null;

    private ActionOpened Promise => ActionOpened.Read(Opened.Data);

    /// <summary>True when it is open and its day is over, in UTC.</summary>
    public bool IsOverdue(DateTimeOffset now) => IsOpen && DateOnly.FromDateTime(now.UtcDateTime) > Due;

    internal static ImmutableSortedDictionary<string, ActionRecord> Fold(ImmutableSortedDictionary<string, ActionRecord> actions, Entry entry)
    {
        if (entry.Type == EntryType.ActionOpened)
        {
            string free = RegisterId.Of(actions, ActionOpened.Read(entry.Data).Id, entry.Seq);
            return actions.Add(free, new ActionRecord(free, entry));
        }

        string id = ActionClosed.Read(entry.Data).Id;
        return actions.TryGetValue(id, out ActionRecord? known) ? actions.SetItem(id, known with { Closed = known.Closed ?? entry }) : actions;
    }
}
