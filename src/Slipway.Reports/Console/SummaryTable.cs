using System.Globalization;
using Slipway.Targets.Events;

namespace Slipway.Reports.Console;

/// <summary>The table at the end of a run: target, status, duration, reason.</summary>
public static class SummaryTable
{
    /// <summary>The table at the end of a run.</summary>
    public static IEnumerable<string> Render(BuildResult result, Palette palette)
    {
        List<TargetResult> shown = [.. result.Targets.Where(target => target.HasActions || target.Outcome != Outcome.Succeeded)];
        int width = Math.Max(14, shown.Select(target => target.Target.Length).DefaultIfEmpty(0).Max() + 2);
        string rule = palette.Quiet(new string('─', width + 26));
        yield return rule;
        yield return palette.Strong($"{"Target".PadRight(width)}{"Status",-12}{"Duration",8}");
        foreach (TargetResult target in shown)
            yield return Row(target, width, palette);
        yield return rule;
        yield return $"{"Total".PadRight(width)}{"",-12}{Duration(result.Duration),8}";
    }

    /// <summary><c>&lt; 1 s</c>, <c>7 s</c>, <c>2:05 min</c>.</summary>
    public static string Duration(TimeSpan duration) =>
        duration < TimeSpan.FromSeconds(1) ? "< 1 s"
        : duration < TimeSpan.FromMinutes(1) ? $"{(int)duration.TotalSeconds} s"
        : string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes}:{duration.Seconds:00} min");

    private static string Row(TargetResult target, int width, Palette palette)
    {
        string status = target.Outcome.ToString().PadRight(12);
        string colored = target.Outcome switch
        {
            Outcome.Succeeded => palette.Good(status),
            Outcome.Failed => palette.Bad(status),
            Outcome.Skipped => palette.Quiet(status),
            _ => palette.Careful(status),
        };
        string duration = target.Outcome is Outcome.Skipped or Outcome.NotRun ? "" : Duration(target.Duration);
        string? reason = target.Reason ?? (target.Faults.IsEmpty ? null : target.Faults[0].Cause.Split('\n')[0]);
        return $"{target.Target.PadRight(width)}{colored}{duration,8}{(reason is null ? "" : $"   {reason}")}".TrimEnd();
    }
}
