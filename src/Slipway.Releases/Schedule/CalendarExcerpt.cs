using System.Text.Json.Nodes;
using Slipway.Releases.Policies;

namespace Slipway.Releases.Schedule;

/// <summary>The part of a calendar that decisions about one version rest on, written as <see cref="CalendarText"/> reads it.</summary>
public static class CalendarExcerpt
{
    /// <summary>What is planned for the version that holds one: its date, cut-off, milestones and dependencies; null where no plan does.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="version">The version to be deployed.</param>
    /// <param name="arrived">Versions that have been where it goes.</param>
    public static string? Of(ReleaseCalendar calendar, string version, IEnumerable<string> arrived)
    {
        if (calendar.Holding(version, arrived) is not { } plan)
            return null;
        var release = new JsonObject { ["version"] = plan.Version, ["date"] = LocalTimes.Text(plan.Date) };
        if (plan.CutOff is { } cutOff)
            release["cutOff"] = LocalTimes.Text(cutOff);
        release["milestones"] = new JsonArray([.. plan.Milestones.Select(milestone => new JsonObject { ["id"] = milestone.Id, ["text"] = milestone.Text, ["due"] = LocalTimes.Text(milestone.Due) })]);
        release["dependsOn"] = new JsonArray([.. plan.DependsOn.Select(Dependency)]);
        return new JsonObject { ["zone"] = calendar.Zone, ["releases"] = new JsonArray(release) }.ToJsonString();
    }

    private static JsonObject Dependency(ReleaseDependency dependency)
    {
        var item = new JsonObject { ["id"] = dependency.Id };
        if (dependency.Text.Length > 0)
            item["text"] = dependency.Text;
        if (dependency.Version is { } version)
            item["version"] = version;
        return item;
    }
}
