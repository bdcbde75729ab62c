using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Replaying;

namespace Slipway.Reports.Console;

/// <summary>Decisions that were made again, as lines, oldest first: the same text for the same records, on every machine.</summary>
public static class ReplayText
{
    /// <summary>Decisions made again, those that differ with both answers.</summary>
    public static IEnumerable<string> Render(ImmutableArray<ReplayedDecision> decisions)
    {
        foreach (ReplayedDecision one in decisions)
        {
            Entry entry = one.Decision;
            string about = string.Join(' ', new[] { entry.Data.GetValueOrDefault("verb"), entry.Environment, entry.Version, entry.PackageId is { } id ? id[..Math.Min(12, id.Length)] : null }.Where(text => !string.IsNullOrEmpty(text)));
            yield return $"{entry.Seq,5}  {entry.Utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}  {Word(one.Result),-12} {Recorded(entry),-17} {about}";
            foreach (string remark in one.Remarks)
                yield return $"         {remark}";
        }
    }

    /// <summary>The end: how many of what.</summary>
    public static string Sum(ImmutableArray<ReplayedDecision> decisions, string head)
    {
        string counts = string.Join(", ", decisions.GroupBy(one => one.Result).OrderBy(group => group.Key).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {Word(group.Key)}")));
        return decisions.IsEmpty ? $"no decisions; head {head}" : string.Create(CultureInfo.InvariantCulture, $"{decisions.Length} decisions made again: {counts}; head {head}");
    }

    private static string Recorded(Entry entry) => entry.Type == EntryType.DeployStarted ? "allowed" : $"refused, exit {entry.Data.GetValueOrDefault("exitCode")}";

    private static string Word(ReplayResult result) => result switch
    {
        ReplayResult.Same => "same",
        ReplayResult.NotJudged => "not judged",
        ReplayResult.Before => "before facts",
        ReplayResult.Missing => "missing",
        _ => "differs",
    };
}
