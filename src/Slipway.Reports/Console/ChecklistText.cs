using System.Diagnostics;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;

namespace Slipway.Reports.Console;

/// <summary>The checklist of a release as lines, and what was ticked off.</summary>
public static class ChecklistText
{
    /// <summary>All items with how they stand, and what else is told by hand.</summary>
    public static IEnumerable<string> Render(string package, string environment, Assessment assessment, ReleasePolicy policy, GovernanceState governance)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        yield return $"{package[..12]} → {environment}, {Word.Of(assessment.Profile)}: {assessment.Checklist.Count(line => line.IsDone)} of {assessment.Checklist.Length} done";
        foreach (ChecklistLine line in assessment.Checklist)
            yield return $"  {Box(line.IsDone)} {Word.Of(line.Item.Phase),-10} {line.Item.Id,-20} {line.Item.Text}  ({line.State})";
        foreach (string item in Checklist.Items(policy).Except(policy.Checklist.Select(one => one.Id)))
            yield return ByHand(item, governance.Checks.GetValueOrDefault($"{package} {item}"));
    }

    /// <summary>What was done.</summary>
    public static IEnumerable<string> Answer(Ruling ruling)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        return ruling.Drafts.Select(draft => draft.Fact switch
        {
            ChecklistChecked tick => $"{tick.Item}: {Word.Of(tick.Result)} by {draft.Statement!.Person} for {draft.Subject.PackageId![..12]}", // somebody answers for it, and it is about a package
            _ => throw new UnreachableException(),
        });
    }

    private static string ByHand(string item, Entry? check)
    {
        CheckResult? result = check is null ? null : ChecklistChecked.Read(check.Data).Result;
        string state = result is { } known ? $"{Word.Of(known)} by {check!.By}" : "nobody told"; // it was read from it
        return $"  {Box(result == CheckResult.Pass)} {"by hand",-10} {item,-20} ({state})";
    }

    private static string Box(bool isDone) => isDone ? "[x]" : "[ ]";
}
