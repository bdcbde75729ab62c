using System.Collections.Immutable;
using Slipway.Releases.Facts;

namespace Slipway.Releases.Ledger;

/// <summary>One deployment or rollback, from its start to its end.</summary>
/// <param name="Started">The entry that announced it.</param>
/// <param name="Ended">The entry that closed it, or null while it is open.</param>
public sealed record HistoryLine(Entry Started, Entry? Ended)
{
    /// <summary><c>succeeded</c>, <c>failed</c>, <c>rolled back</c>, <c>refused</c> or <c>open</c>.</summary>
    public string Outcome => (Started.Type, Ended?.Type) switch
    {
        (EntryType.DeployRefused, _) => "refused",
        (_, null) => "open",
        (EntryType.DeployStarted, EntryType.RollbackCompleted) => "rolled back",
        (_, EntryType.DeployCompleted or EntryType.RollbackCompleted) => "succeeded",
        _ => "failed",
    };

    /// <summary>The verb, as typed.</summary>
    public string Verb => Started.Data.TryGetValue("verb", out string? verb) ? verb : Started.Type == EntryType.RollbackStarted ? "Rollback" : "Deploy";

    /// <summary>Reads deployments from a ledger, oldest first.</summary>
    public static ImmutableArray<HistoryLine> Of(ImmutableArray<Entry> entries, string? environment)
    {
        var lines = new List<HistoryLine>();
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Entry entry in entries.Where(entry => entry.Environment is not null && (environment is null || entry.Environment == environment)))
        {
            bool isAutomatic = entry.Data.GetValueOrDefault("automatic") == "true";
            if (entry.Type == EntryType.DeployRefused)
                lines.Add(new HistoryLine(entry, null));
            else if (entry.Type is EntryType.DeployStarted or EntryType.RollbackStarted && !isAutomatic)
            {
                open[entry.Environment!] = lines.Count;
                lines.Add(new HistoryLine(entry, null));
            }
            else if (entry.Type is EntryType.DeployCompleted or EntryType.DeployFailed or EntryType.RollbackCompleted or EntryType.RollbackFailed && open.Remove(entry.Environment!, out int index))
                lines[index] = lines[index] with { Ended = entry };
        }

        return [.. lines];
    }
}
