using System.Collections.Immutable;
using NodaTime;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Schedule;

/// <summary>Reads <c>.nuke/calendar.json</c> as strictly as a policy: every fault at once, with line and column.</summary>
public static class CalendarText
{
    private const string Subject = "a release calendar";

    /// <exception cref="FaultException">Everything that is wrong with the file (exit 2).</exception>
    public static ReleaseCalendar Parse(ReadOnlySpan<byte> utf8, string place)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        PolicyNode node = PolicyText.Read(utf8, place).Without("$schema");
        ReleaseCalendar calendar = SectionReader.Read(node, "", faults, Calendar, Subject);
        faults.AddRange(Contradictions(calendar, node));
        return faults.Count == 0 ? calendar : throw new FaultException(ExitCode.Usage, PolicyText.InOrder(faults));
    }

    private static ReleaseCalendar Calendar(SectionReader calendar) => new()
    {
        Zone = calendar.Text("zone", text => DateTimeZoneProviders.Tzdb.GetZoneOrNull(text)?.Id, "give an IANA time zone such as Europe/Stockholm") ?? "Etc/UTC",
        Cadence = calendar.Has("cadence") ? calendar.Section("cadence", Cadence) : null,
        Releases = calendar.List("releases", Release),
    };

    private static Cadence Cadence(SectionReader cadence)
    {
        _ = cadence.Required("from");
        return new Cadence(cadence.Whole("weeks", 1, 1, 52), LocalTimes.Date(cadence, "from") ?? default, LocalTimes.Time(cadence, "time") ?? new LocalTime(10, 0));
    }

    private static PlannedRelease Release(SectionReader release) => new()
    {
        Version = release.Required("version"),
        Title = release.Text("title") ?? "",
        Owner = release.Text("owner") ?? "",
        Date = LocalTimes.Moment(release, "date"),
        CutOff = release.Has("cutOff") ? LocalTimes.Moment(release, "cutOff") : null,
        Milestones = release.List("milestones", item => new Milestone(item.Required("id"), item.Required("text"), LocalTimes.Moment(item, "due"))),
        Qa = release.List("qa", Window),
        DependsOn = release.List("dependsOn", item => new ReleaseDependency(item.Required("id"), item.Text("text") ?? "", item.Text("version"))),
        Success = release.List("success", item => new SuccessMetric(item.Required("name"), item.Number("target", double.MinValue, double.MaxValue) ?? 0, item.Whole("afterDays", 14, 0, 3650)) { AtMost = item.Flag("atMost", fallback: false) }),
    };

    private static TestWindow Window(SectionReader window)
    {
        var read = new TestWindow(window.Text("environment") ?? "staging", LocalTimes.Moment(window, "start"), LocalTimes.Moment(window, "end"));
        if (read.End <= read.Start)
            window.Refuse("end", "give an end after the start");
        return read;
    }

    private static IEnumerable<Fault> Contradictions(ReleaseCalendar calendar, PolicyNode node)
    {
        string place = node.Members.GetValueOrDefault("releases")?.Place ?? node.Place;
        foreach (string version in Twice(calendar.Releases.Select(release => release.Version)))
            yield return new Fault("SLP2701", $"version {version} is planned twice", place, "keep one of the two, or give the other another version");
        foreach (PlannedRelease release in calendar.Releases)
        {
            if (release.CutOff > release.Date)
                yield return new Fault("SLP2702", $"the scope of {release.Version} closes after its date", place, "give a cutOff before the date");
            foreach (string id in Twice([.. release.Milestones.Select(milestone => milestone.Id), .. release.DependsOn.Select(dependency => dependency.Id)]))
                yield return new Fault("SLP2703", $"{release.Version} has {id} twice", place, "give each milestone and dependency an id of its own");
        }
    }

    private static IEnumerable<string> Twice(IEnumerable<string> names) => names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);
}
