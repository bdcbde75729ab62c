using Slipway.Targets.Planning;

namespace Slipway.Reports.Console;

/// <summary>A plan as text: the order, and why some of it will not run.</summary>
public static class PlanText
{
    /// <summary>What would run, in its order, and why something is skipped.</summary>
    public static IEnumerable<string> Render(ExecutionPlan plan, Palette palette)
    {
        int number = 0;
        int width = plan.Steps.Select(step => step.Target.Name.Length).DefaultIfEmpty(0).Max() + 2;
        foreach (PlannedTarget step in plan.Steps)
        {
            string name = step.Target.Name.PadRight(width);
            if (step.SkipReason is { } reason)
            {
                yield return palette.Quiet($"   –  {name}skipped: {reason}");
                continue;
            }

            string because = step.IsInvoked ? "asked for"
                : step.TriggeredOnlyBy.Length > 0 ? $"triggered by {string.Join(", ", step.TriggeredOnlyBy)}"
                : "needed";
            yield return $"{++number,4}  {name}{palette.Quiet(because)}";
        }
    }
}
