using System.Collections.Immutable;

namespace Slipway.Releases.Schedule;

/// <summary>
/// What is meant to be released when: the releases planned, with their milestones, test windows and dependencies, and the rhythm they follow.
/// Read from <c>.nuke/calendar.json</c>. Apart from the policy, because a new date is no change of the rules: no consent dies of it.
/// </summary>
public sealed record ReleaseCalendar
{
    /// <summary>IANA name of the time zone all local times are in. Default <c>Etc/UTC</c>.</summary>
    public string Zone { get; init; } = "Etc/UTC";

    /// <summary>The rhythm of releases; null when there is none.</summary>
    public Cadence? Cadence { get; init; }

    /// <summary>Planned releases, in the order of the file.</summary>
    public ImmutableArray<PlannedRelease> Releases { get; init; } = [];

    /// <summary>The plan of a version, or null where nobody planned it.</summary>
    public PlannedRelease? Of(string version) => Releases.FirstOrDefault(release => release.Version == version);
}
