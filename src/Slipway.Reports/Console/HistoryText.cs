using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Console;

/// <summary>Deployments as a table, newest first.</summary>
public static class HistoryText
{
    private const int Roomy = 110;

    /// <summary>The table.</summary>
    /// <param name="lines">What happened, oldest first.</param>
    /// <param name="most">How many of the newest are shown.</param>
    /// <param name="state">What is where now, for the marks.</param>
    /// <param name="blocked">Environments whose stored data no longer allows a way back.</param>
    /// <param name="columns">Width of the screen; below 110 who did it stands under the line.</param>
    /// <param name="palette">Colours.</param>
    public static IEnumerable<string> Render(ImmutableArray<HistoryLine> lines, int most, ReleaseState state, ImmutableHashSet<string> blocked, int columns, Palette palette)
    {
        bool isRoomy = columns >= Roomy;
        int digits = isRoomy ? 12 : 8;
        int release = isRoomy ? 26 : 19;
        if (lines.IsEmpty)
            yield return "nothing was deployed yet; ./build.sh Release starts it";
        else
            yield return palette.Quiet($"{"When (UTC)",-18}{"Environment",-13}{"What",-10}{"Release".PadRight(release)}{"Outcome",-12}{"Took",-8}{(isRoomy ? "Who" : "")}".TrimEnd());
        foreach (HistoryLine line in lines.Reverse().Take(most))
        {
            Entry started = line.Started;
            string name = started.PackageId is { } id ? $"{started.Version} {id[..digits]}" : "–";
            string took = line.Ended is { } ended ? string.Create(CultureInfo.InvariantCulture, $"{(ended.Utc - started.Utc).TotalSeconds:0.0} s") : "";
            string outcome = Outcome(line, palette) + new string(' ', Math.Max(1, 12 - line.Outcome.Length));
            string mark = Mark(started, line, state, blocked);
            yield return $"{started.Utc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),-18}{Folding.Cut(started.Environment ?? "", 12),-13}{line.Verb,-10}{Folding.Cut(name, release - 1).PadRight(release)}{outcome}{took,-8}{(isRoomy ? started.Actor.Id : "")}{(isRoomy ? mark : "")}".TrimEnd();
            string reason = Reason(line) ?? "";
            string below = isRoomy ? reason : $"{started.Actor.Id}{mark}{(reason.Length > 0 ? $": {reason}" : "")}";
            if (below.Length > 0)
                yield return $"{"",-18}{palette.Quiet(Folding.Cut(below, Math.Max(20, columns - 18)))}";
        }

        if (lines.Length > most)
            yield return palette.Quiet($"… {lines.Length - most} older: ./build.sh History --last {lines.Length}");
    }

    private static string Outcome(HistoryLine line, Palette palette) => line.Outcome switch
    {
        "succeeded" => palette.Good(line.Outcome),
        "open" or "refused" => palette.Careful(line.Outcome),
        var other => palette.Bad(other),
    };

    private static string? Reason(HistoryLine line) => line.Ended?.Data.GetValueOrDefault("reason") ?? line.Started.Data.GetValueOrDefault("reason");

    private static string Mark(Entry started, HistoryLine line, ReleaseState state, ImmutableHashSet<string> blocked)
    {
        EnvironmentState here = state.In(started.Environment!);
        if (line.Outcome != "succeeded")
            return "";
        return here.Current?.Seq == line.Ended?.Seq ? "  (current)"
            : started.PackageId is { } id && here.Barred.ContainsKey(id) ? "  (barred)"
            : here.RollbackTarget?.Seq == line.Ended?.Seq && !blocked.Contains(here.Name) ? "  (rollback target)"
            : "";
    }
}
