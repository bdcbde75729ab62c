using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Releases.Status;

namespace Slipway.Reports.Console;

/// <summary>What runs where, as a table with one row an environment.</summary>
public static class StatusText
{
    /// <summary>The table, and in one line what teams promised and did not do yet.</summary>
    public static IEnumerable<string> Render(ImmutableArray<EnvironmentStatus> statuses, DateTimeOffset now, ImmutableArray<ActionRecord> openActions = default)
    {
        yield return $"{"Environment",-14}{"Release",-26}{"Since",-9}{"Health",-11}{"Back to",-26}Url";
        foreach (EnvironmentStatus status in statuses)
        {
            string release = status.Seen.LivePackage is { } live ? Name(status.SeenVersion ?? "?", live) : status.Recorded.Current is { } recorded ? $"({recorded.Version})" : "–";
            string since = status.Recorded.Current is { } current ? Age(now - current.Utc) : "";
            string back = status.Previous is { } previous ? Name(previous.Version, previous.PackageId) : "–";
            yield return $"{status.Environment.Name,-14}{release,-26}{since,-9}{status.Health,-11}{back,-26}{status.Environment.Url}".TrimEnd();
            if (status.Recorded.Pin is { } pin)
                yield return $"{"",-14}pinned: {pin}";
            if (status.Drift is { } drift)
                yield return $"{"",-14}{drift}";
            if (status.Health == "down")
                yield return $"{"",-14}./build.sh Up --environment {status.Environment.Name} brings it back";
            foreach (InstanceObservation instance in status.Live.Where(instance => instance.Health != Health.Healthy))
                yield return $"{"",-14}{instance.Service}: {(instance.Health == Health.Ended ? "its process ended" : "not ready")}, log {instance.LogFile}";
        }

        if (LearningText.ActionsAtOnce(openActions.IsDefault ? [] : openActions, now) is { } actions)
            yield return actions;
    }

    private static string Name(string version, string packageId) => $"{version} {packageId[..12]}";

    private static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "now",
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalMinutes} min"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalHours} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalDays} d"),
    };
}
