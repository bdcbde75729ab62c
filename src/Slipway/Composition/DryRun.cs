using Slipway.Targets.Declaring;
using Slipway.Targets.Planning;

namespace Slipway.Composition;

/// <summary>Shows what a run would do. Actions that cannot describe themselves are named with file and line and never looked into.</summary>
internal static class DryRun
{
    public static async Task<int> Show(ExecutionPlan plan, Screen screen, CancellationToken cancellation)
    {
        foreach (PlannedTarget step in plan.Steps)
        {
            screen.Say(step.SkipReason is { } reason ? screen.Palette.Quiet($"{step.Target.Name}  skipped: {reason}") : screen.Palette.Strong(step.Target.Name));
            if (step.SkipReason is not null)
                continue;
            screen.Say(step.Target.Effects.Select(effect => $"  effect     {effect}"));
            foreach (TargetAction action in step.Target.Actions)
                screen.Say((await LinesAsync(action, cancellation).ConfigureAwait(false)).Select(line => "  " + line));
        }

        return 0;
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(TargetAction action, CancellationToken cancellation) =>
        action.Describe is { } describe ? await describe(cancellation).ConfigureAwait(false) : [$"C# action  {action.Place}"];
}
