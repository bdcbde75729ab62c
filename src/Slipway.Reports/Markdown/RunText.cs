using Slipway.Reports.Console;
using Slipway.Targets.Events;
using Slipway.Vocabulary.Faults;

namespace Slipway.Reports.Markdown;

/// <summary>A run as Markdown, for the summary that a CI server shows beside a job.</summary>
public static class RunText
{
    private const int MostWarnings = 20;

    /// <summary>A table of the targets, and under it what went wrong and what was warned of.</summary>
    public static string Render(BuildResult result, IReadOnlyCollection<CompilerLine> warnings)
    {
        ArgumentNullException.ThrowIfNull(result);
        var lines = new List<string> { $"### {(result.IsSucceeding ? "Succeeded" : "Failed")}", "", "| Target | Status | Duration | |", "|---|---|---:|---|" };
        foreach (TargetResult target in result.Targets.Where(target => target.HasActions || target.Outcome != Outcome.Succeeded))
        {
            string duration = target.Outcome is Outcome.Skipped or Outcome.NotRun ? "" : SummaryTable.Duration(target.Duration);
            lines.Add($"| {Cell(target.Target)} | {target.Outcome} | {duration} | {Cell(target.Reason ?? "")} |");
        }

        foreach (Fault fault in result.Targets.SelectMany(target => target.Faults))
            lines.AddRange(["", $"**{fault.Code}**", "", "```text", Fenced(fault.Cause), "```", "", $"place: `{Fenced(fault.Place)}`<br>mend: {Cell(fault.Mend)}"]);
        if (warnings.Count > 0)
            lines.AddRange(["", $"<details><summary>{warnings.Count} {(warnings.Count == 1 ? "warning" : "warnings")}</summary>", "", "```text", .. warnings.Take(MostWarnings).Select(warning => Fenced(warning.Text)), "```", "", "</details>"]);
        return string.Join('\n', lines) + "\n";
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace('\n', ' ');

    private static string Fenced(string text) => text.Replace("`", "'", StringComparison.Ordinal);
}
