using System.Diagnostics;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;

namespace Slipway.Reports.Console;

/// <summary>What was done about milestones and dependencies.</summary>
public static class MilestonesText
{
    /// <summary>What was done.</summary>
    public static IEnumerable<string> Answer(Ruling ruling)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        return ruling.Drafts.Select(draft => draft.Fact switch
        {
            PlanReached reached => $"{reached.What}: reached, says {draft.Statement!.Person}", // somebody answers for it
            _ => throw new UnreachableException(),
        });
    }
}
