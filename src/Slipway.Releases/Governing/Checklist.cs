using System.Collections.Immutable;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>The wish to tick something off for a package in an environment.</summary>
/// <param name="Environment">Where.</param>
/// <param name="PackageId">Of what.</param>
/// <param name="Item">An item of the checklist, <c>scenario:NAME</c>, or a proof by hand.</param>
/// <param name="Result">How it went, as typed; null is as it should.</param>
/// <param name="Reason">What more there is to say.</param>
public sealed record TickWish(string Environment, string PackageId, string Item, string? Result, string? Reason);

/// <summary>The checklist of a release, and evidence that people give by hand.</summary>
public static class Checklist
{
    /// <summary>Proofs that no machine gives: they are told with what was seen.</summary>
    public static ImmutableArray<string> ByHand { get; } = ["uat", "restore-drill"];

    /// <summary>Everything that can be ticked off by hand under a policy.</summary>
    public static ImmutableArray<string> Items(ReleasePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return [.. policy.Checklist.Where(one => one.Gate is null).Select(one => one.Id), .. ByHand,
            .. policy.Scenarios.Select(scenario => $"scenario:{scenario}")];
    }

    /// <summary>Decides a wish on what is on record.</summary>
    public static Ruling Decide(TickWish wish, Occasion occasion)
    {
        ChecklistItem? known = occasion.Policy.Checklist.FirstOrDefault(one => one.Id == wish.Item);
        ImmutableArray<string> items = Items(occasion.Policy);
        if (!items.Contains(wish.Item))
        {
            return Ruling.Usage(
                "SLP1622", known?.Gate is { } gate ? $"{wish.Item} is ticked off by gate {gate}, not by hand" : $"there is no item {wish.Item}",
                Nearest.Mend(wish.Item, items, "items"));
        }

        string word = wish.Result ?? Word.Of(CheckResult.Pass);
        if (Word.Read<CheckResult>(word) is not { } result)
            return Ruling.Usage("SLP1623", $"--result cannot be '{word}'", "give pass or fail");
        if (ByHand.Contains(wish.Item) && Asked.Missing(wish.Reason, $"Checklist --done {wish.Item}", "--reason", "what was seen") is { } untold)
            return untold;
        if (occasion.Stranger() is { } stranger)
            return stranger;
        string person = occasion.Person!; // no stranger
        if (known?.Role is { } role && !(occasion.Policy.People.TryGetValue(person, out Person? somebody) && ApprovalTally.Holds(somebody, role)))
        {
            return Ruling.Refuse(ExitCode.ApprovalMissing, new Fault(
                "SLP1624", $"{person} does not have the role {role}, which {wish.Item} asks for", "people in .nuke/release.json",
                $"somebody with the role {role} runs the same command"));
        }

        var tick = new ChecklistChecked(wish.Item, result, wish.Reason ?? "");
        Statement statement = occasion.Statement("check", wish.Reason) with
        {
            Environment = wish.Environment, PackageId = wish.PackageId, About = TickJudge.AboutOf(tick), Role = known?.Role,
        };
        return Ruling.Record(tick,
            new Subject(wish.Environment, wish.PackageId, occasion.State.Packages.GetValueOrDefault(wish.PackageId)?.Version), statement);
    }
}
