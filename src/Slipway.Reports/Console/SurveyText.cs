using System.Diagnostics;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;

namespace Slipway.Reports.Console;

/// <summary>What somebody said of a release.</summary>
public static class SurveyText
{
    /// <summary>What was said.</summary>
    public static IEnumerable<string> Answer(Ruling ruling)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        return ruling.Drafts.Select(draft => draft.Fact switch
        {
            SurveyAnswered said => $"{said.Role} gives {draft.Subject.PackageId![..12]} {said.Score} of 5", // it is about a package
            _ => throw new UnreachableException(),
        });
    }
}
