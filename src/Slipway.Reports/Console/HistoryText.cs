using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Console;

/// <summary>Deployments as a table, newest last.</summary>
public static class HistoryText
{
    public static IEnumerable<string> Render(ImmutableArray<HistoryLine> lines, ReleaseState state)
    {
        if (lines.IsEmpty)
            yield return "nothing was deployed yet; ./build.sh Release starts it";
        else
            yield return $"{"When (UTC)",-18}{"Environment",-13}{"What",-10}{"Release",-26}{"Outcome",-12}{"Took",-8}Who";
        foreach (HistoryLine line in lines)
        {
            Entry started = line.Started;
            string release = started.PackageId is { } id ? $"{started.Version} {id[..12]}" : "–";
            string took = line.Ended is { } ended ? string.Create(CultureInfo.InvariantCulture, $"{(ended.Utc - started.Utc).TotalSeconds:0.0} s") : "";
            yield return $"{started.Utc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),-18}{started.Environment,-13}{line.Verb,-10}{release,-26}{line.Outcome,-12}{took,-8}{started.Actor.Id}{Mark(started, line, state)}".TrimEnd();
            if (line.Outcome is "refused" or "failed" or "rolled back" && Reason(line) is { Length: > 0 } reason)
                yield return $"{"",-18}{reason}";
        }
    }

    private static string? Reason(HistoryLine line) => line.Started.Type == EntryType.DeployRefused ? line.Started.Data.GetValueOrDefault("reason") : line.Ended?.Data.GetValueOrDefault("reason");

    private static string Mark(Entry started, HistoryLine line, ReleaseState state)
    {
        EnvironmentState here = state.In(started.Environment!);
        if (line.Outcome != "succeeded")
            return "";
        return here.Current?.Seq == line.Ended?.Seq ? "  (current)"
            : started.PackageId is { } id && here.Barred.ContainsKey(id) ? "  (barred)"
            : here.RollbackTarget?.Seq == line.Ended?.Seq ? "  (rollback target)"
            : "";
    }
}
