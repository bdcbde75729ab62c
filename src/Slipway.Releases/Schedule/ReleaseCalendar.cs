using System.Collections.Immutable;
using NuGet.Versioning;

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

    /// <summary>
    /// The plan whose promises hold a version: its own, else that of the newest release planned before it which neither arrived nor was passed by a later one.
    /// A commit that makes the next version another one does not free it of what was promised for it.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="arrived">Versions that have been where it goes.</param>
    public PlannedRelease? Holding(string version, IEnumerable<string> arrived)
    {
        PlannedRelease? own = Of(version);
        if (own is not null || Parsed(version) is not { } wanted)
            return own;
        SemanticVersion[] before = [.. arrived.Select(Parsed).OfType<SemanticVersion>()];
        return Releases
            .Select(release => (Release: release, Version: Parsed(release.Version)))
            .Where(planned => planned.Version is { } parsed && parsed < wanted && !before.Any(one => one >= parsed))
            .OrderBy(planned => planned.Version)
            .LastOrDefault().Release;
    }

    private static SemanticVersion? Parsed(string version) => SemanticVersion.TryParse(version, out SemanticVersion? parsed) ? parsed : null;
}
