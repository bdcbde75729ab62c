using System.Diagnostics;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;

namespace Slipway.Reports.Console;

/// <summary>What was done about what a team promised itself.</summary>
public static class ActionsText
{
    /// <summary>What was done.</summary>
    public static IEnumerable<string> Answer(Ruling ruling)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        return ruling.Drafts.Select(draft => draft.Fact switch
        {
            ActionOpened { Due: { } due } opened => $"{opened.Id} is open: {opened.Title} ({opened.Owner}, until {DayText.Of(due)}); Status shows it until it is closed",
            ActionClosed closed => $"{closed.Id} is closed: {closed.Reason}",
            _ => throw new UnreachableException(),
        });
    }
}
