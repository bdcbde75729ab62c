using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;

namespace Slipway.Releases.Gates;

/// <summary>The checklist of a release: items that a gate ticks off, and items that a person does.</summary>
public static class ChecklistGate
{
    /// <summary>The items of a release's size, each with whether it is done and by whom.</summary>
    public static ImmutableArray<ChecklistLine> Lines(GateInput input) => [.. input.Whole.Checklist
        .Where(item => item.Profiles.IsEmpty || item.Profiles.Contains(JsonNamingPolicy.CamelCase.ConvertName(input.Profile.ToString())))
        .OrderBy(item => item.Phase)
        .Select(item => Line(item, input))];

    internal static GateResult Judge(GateInput input)
    {
        // What follows the switch is asked when the release is closed.
        ImmutableArray<ChecklistLine> lines = [.. Lines(input).Where(line => line.Item.Phase < ChecklistPhase.Deploying)];
        ChecklistLine[] open = [.. lines.Where(line => !line.IsDone)];
        if (open.Length == 0)
            return new("checklist", GateVerdict.Pass, $"{lines.Length} of {lines.Length} done");
        return new("checklist", GateVerdict.Fail, $"{lines.Length - open.Length} of {lines.Length} done; open: {string.Join(", ", open.Select(line => line.Item.Id))}", Mend(open[0].Item));
    }

    private static string Mend(ChecklistItem item) => item.Gate is { } gate ? $"gate {gate} must pass; ./build.sh ReleasePlan shows it" : $"./build.sh Checklist --done {item.Id} --result pass";

    private static ChecklistLine Line(ChecklistItem item, GateInput input)
    {
        if (item.Gate is { } name)
        {
            GateResult? result = input.Answered.FirstOrDefault(answer => answer.Gate == name);
            return new ChecklistLine(item, result?.Verdict is GateVerdict.Pass or GateVerdict.Waived, result is null ? $"gate {name} is not asked" : $"gate {name}: {result.Reason}");
        }

        return input.State.Governance.Checks.GetValueOrDefault($"{input.PackageId} {item.Id}") is { } check
            ? Ticked(item, check)
            : new ChecklistLine(item, false, item.Role is null ? "open" : $"open, for {item.Role}");
    }

    private static ChecklistLine Ticked(ChecklistItem item, Entry check)
    {
        CheckResult result = ChecklistChecked.Read(check.Data).Result;
        return new ChecklistLine(item, result == CheckResult.Pass, $"{Word.Of(result)} by {Signed.PersonOf(check.Data)}");
    }
}

/// <summary>An item of a checklist and how it stands.</summary>
public sealed record ChecklistLine(ChecklistItem Item, bool IsDone, string State);
