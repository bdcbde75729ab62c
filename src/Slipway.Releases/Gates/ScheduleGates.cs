using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Ledger;
using Slipway.Releases.Schedule;

namespace Slipway.Releases.Gates;

/// <summary>Gates over the plan of a release in <c>.nuke/calendar.json</c>. A version that nobody planned keeps what was promised for the planned one it takes the place of; where there is none, it has nothing to keep.</summary>
internal static class ScheduleGates
{
    /// <summary>No commit joined after the scope was closed.</summary>
    public static GateResult Scope(GateInput input)
    {
        if (Planned(input) is not { CutOff: { } cutOff } plan)
            return new("scope", GateVerdict.Pass, $"no cut-off is planned for {input.Manifest.Version}");
        if (input.State.EvidenceOf("change", input.Manifest.Source.Tree) is not { } evidence || !evidence.Data.TryGetValue("times", out string? times))
            return new("scope", GateVerdict.Inconclusive, "when its commits were made is not on record", "./build.sh Package");
        if (Times(times) is not { } commits)
            return new("scope", GateVerdict.Inconclusive, "when its commits were made is on record in a form that is not known here", "./build.sh Package", [evidence.Hash]);
        long closed = input.Calendar.InstantOf(cutOff).ToUnixTimeSeconds();
        string[] late = [.. commits.Where(commit => commit.Committed >= closed).Select(commit => commit.Id)];
        string when = $"the scope of {plan.Version} was closed at {input.Calendar.Text(cutOff)}";
        return late.Length == 0
            ? new("scope", GateVerdict.Pass, $"{when}; no commit joined since", Inputs: [evidence.Hash])
            : new("scope", GateVerdict.Fail, $"{when}; {late.Length} joined since: {string.Join(", ", late.Take(5))}", "./build.sh Exceptions --ask \"…\" --covers scope, or leave them to the next release", [evidence.Hash]);
    }

    /// <summary>Everything that was due by now was reached.</summary>
    public static GateResult Milestones(GateInput input)
    {
        if (Planned(input) is not { Milestones.IsEmpty: false } plan)
            return new("milestones", GateVerdict.Pass, $"none are planned for {input.Manifest.Version}");
        Milestone[] late = [.. plan.Milestones.Where(milestone => input.Calendar.InstantOf(milestone.Due) <= input.Now && !IsReached(input, plan, milestone.Id))];
        return late.Length == 0
            ? new("milestones", GateVerdict.Pass, $"{plan.Milestones.Count(milestone => IsReached(input, plan, milestone.Id))} of {plan.Milestones.Length} reached, none late", Inputs: Entries(input, plan, plan.Milestones.Select(milestone => milestone.Id)))
            : new("milestones", GateVerdict.Fail, $"late: {string.Join("; ", late.Select(milestone => $"{milestone.Id}, due {input.Calendar.Text(milestone.Due)}"))}", Mend(plan, late[0].Id));
    }

    /// <summary>Everything the release stands on is there.</summary>
    public static GateResult Dependencies(GateInput input)
    {
        if (Planned(input) is not { DependsOn.IsEmpty: false } plan)
            return new("dependencies", GateVerdict.Pass, $"none are planned for {input.Manifest.Version}");
        ReleaseDependency[] open = [.. plan.DependsOn.Where(dependency => !IsMet(input, plan, dependency))];
        return open.Length == 0
            ? new("dependencies", GateVerdict.Pass, $"{plan.DependsOn.Length} met", Inputs: Entries(input, plan, plan.DependsOn.Select(dependency => dependency.Id)))
            : new("dependencies", GateVerdict.Fail, $"not met: {string.Join("; ", open.Select(Describe))}", Mend(input, plan, open[0]));
    }

    // "ID:SECONDS" for each commit; null where one of them is something else.
    private static (string Id, long Committed)[]? Times(string times)
    {
        var commits = new List<(string, long)>();
        foreach (string item in times.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (item.Split(':') is not [var id, var seconds] || !long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out long committed))
                return null;
            commits.Add((id, committed));
        }

        return [.. commits];
    }

    private static PlannedRelease? Planned(GateInput input) => input.Calendar.Holding(input.Manifest.Version, input.State.In(input.Environment).Succeeded.Select(deployment => deployment.Version));

    // A version of this application is met by being live here; whatever else it is a version of, a person says so.
    private static bool IsMet(GateInput input, PlannedRelease plan, ReleaseDependency dependency) =>
        IsReached(input, plan, dependency.Id)
        || (dependency.Version is { } version && input.State.In(input.Environment) is var here
            && here.Succeeded.Any(deployment => deployment.Version == version && !here.Barred.ContainsKey(deployment.PackageId)));

    private static bool IsReached(GateInput input, PlannedRelease plan, string id) => input.State.Governance.Reached.ContainsKey($"{plan.Version}/{id}");

    private static ImmutableArray<string> Entries(GateInput input, PlannedRelease plan, IEnumerable<string> ids) =>
        [.. ids.Select(id => input.State.Governance.Reached.GetValueOrDefault($"{plan.Version}/{id}")).OfType<Entry>().Select(entry => entry.Hash)];

    private static string Describe(ReleaseDependency dependency)
    {
        string text = dependency.Text.Length > 0 ? $"{dependency.Id} ({dependency.Text})" : dependency.Id;
        return dependency.Version is { } version ? $"{text}: version {version} of this application was not live here" : text;
    }

    private static string Mend(GateInput input, PlannedRelease plan, ReleaseDependency dependency) => dependency.Version is { } version
        ? $"bring {version} to {input.Environment} first; where it is a version of something else: {Mend(plan, dependency.Id)}"
        : Mend(plan, dependency.Id);

    private static string Mend(PlannedRelease plan, string id) => $"./build.sh Calendar --reach {plan.Version}/{id} --reason \"…\"";
}
