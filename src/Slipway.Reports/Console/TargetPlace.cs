using System.Collections.Immutable;
using Slipway.Targets.Declaring;

namespace Slipway.Reports.Console;

/// <summary>Where a target stands in a list.</summary>
/// <param name="Number">Place of its group.</param>
/// <param name="Group">What its group is called.</param>
/// <param name="Row">Place in the group; what no component brought stands as it was declared.</param>
internal readonly record struct TargetPlace(int Number, string Group, int Row) : IComparable<TargetPlace>
{
    private static readonly ImmutableArray<(string Group, string[] Names)> Groups =
    [
        ("Build", ["Clean", "Restore", "Compile", "Test", "Package", "Version"]),
        ("Release", ["Release", "Candidate", "Stage", "SmokeTest", "Promote", "Rollback", "Rehearse", "ReleasePlan"]),
        ("See", ["Status", "History", "Show", "Notes", "Dashboard", "Calendar", "Explain", "Audit", "Doctor"]),
        ("Govern", ["Approve", "Reject", "Freeze", "Exceptions", "Risks", "Checklist", "Board", "Policy", "Scan"]),
        ("Learn", ["Metrics", "Incidents", "Issues", "Survey", "Actions", "Retro", "Close"]),
        ("Operate", ["Up", "Down", "Hold", "Resume", "Abort", "Unbar"]),
    ];

    /// <summary>The place of a target; of one that no component of ours is known for, in front of all.</summary>
    public static TargetPlace Of(TargetDeclaration target)
    {
        for (int number = 0; number < Groups.Length; number++)
        {
            if (Array.IndexOf(Groups[number].Names, target.Name) is >= 0 and var row)
                return new TargetPlace(number + 1, Groups[number].Group, row);
        }

        return new TargetPlace(0, "Of this build", 0);
    }

    /// <inheritdoc />
    public int CompareTo(TargetPlace other) => Number != other.Number ? Number.CompareTo(other.Number) : Row.CompareTo(other.Row);
}
