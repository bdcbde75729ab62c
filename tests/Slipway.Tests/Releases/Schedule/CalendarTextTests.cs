using System.Text;
using NodaTime;
using Slipway.Fakes;
using Slipway.Releases.Schedule;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Schedule;

public sealed class CalendarTextTests
{
    [Fact]
    public void Everything_wrong_is_told_at_once_with_line_and_column()
    {
        const string Wrong = """
            {
              "zone": "Europe/Stokholm",
              "cadence": { "weeks": 0 },
              "releases": [
                { "version": "1.0.0", "date": "2026-12-01T10:00", "cutOf": "2026-11-20T12:00" },
                { "version": "1.0.0", "date": "soon", "qa": [{ "start": "2026-11-20T12:00", "end": "2026-11-20T11:00" }] },
                { "version": "1.1.0", "date": "2026-12-02T10:00", "cutOff": "2026-12-03T10:00", "milestones": [{ "id": "a", "text": "A", "due": "2026-12-01T10:00" }], "dependsOn": [{ "id": "a" }] }
              ]
            }
            """;

        var refused = Assert.Throws<FaultException>(() => CalendarText.Parse(Encoding.UTF8.GetBytes(Wrong), "calendar.json"));

        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Golden.Match(refused.Faults.Select(fault => $"{fault.Code} {fault.Place} {fault.Cause} → {fault.Mend}"));
    }

    [Fact]
    public void What_is_not_said_is_nothing_planned_in_UTC()
    {
        ReleaseCalendar calendar = CalendarText.Parse("""{ "$schema": "./calendar.schema.json" }"""u8, "calendar.json");

        Assert.Equal(("Etc/UTC", null, 0), (calendar.Zone, calendar.Cadence, calendar.Releases.Length));
    }

    [Fact]
    public void A_release_is_found_by_its_version_with_all_that_is_planned_for_it()
    {
        ReleaseCalendar calendar = CalendarText.Parse("""
            { "zone": "Europe/Stockholm", "cadence": { "weeks": 2, "from": "2026-12-01" }, "releases": [
              { "version": "1.4.0", "title": "Gift cards", "owner": "ada", "date": "2026-12-01T10:00", "cutOff": "2026-11-27T12:00",
                "milestones": [{ "id": "docs", "text": "docs written", "due": "2026-11-30T10:00" }],
                "qa": [{ "start": "2026-11-28T08:00", "end": "2026-11-30T18:00" }],
                "dependsOn": [{ "id": "base", "version": "1.3.0" }, { "id": "billing", "text": "billing 2.1" }],
                "success": [{ "name": "orders per hour", "target": 120.5, "afterDays": 7, "atMost": true }] }] }
            """u8, "calendar.json");

        PlannedRelease release = calendar.Of("1.4.0")!;
        Assert.Null(calendar.Of("1.4.1"));
        Assert.Equal(new Cadence(2, new LocalDate(2026, 12, 1), new LocalTime(10, 0)), calendar.Cadence);
        Assert.Equal(("Gift cards", "ada", new LocalDateTime(2026, 11, 27, 12, 0)), (release.Title, release.Owner, release.CutOff));
        Assert.Equal(new Milestone("docs", "docs written", new LocalDateTime(2026, 11, 30, 10, 0)), Assert.Single(release.Milestones));
        Assert.Equal(new TestWindow("staging", new LocalDateTime(2026, 11, 28, 8, 0), new LocalDateTime(2026, 11, 30, 18, 0)), Assert.Single(release.Qa));
        Assert.Equal([new ReleaseDependency("base", "", "1.3.0"), new ReleaseDependency("billing", "billing 2.1", null)], release.DependsOn);
        Assert.Equal(new SuccessMetric("orders per hour", 120.5, 7) { AtMost = true }, Assert.Single(release.Success));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero), calendar.InstantOf(release.Date));
    }

    [Theory]
    [InlineData("2026-11-01T00:00", "2026-12-01T10:00", "")]
    [InlineData("2026-11-01T00:00", "2026-12-01T10:01", "12-01")]
    [InlineData("2026-12-01T10:00", "2027-01-01T00:00", "12-01 12-15 12-29")]
    [InlineData("2026-12-01T10:01", "2027-01-01T00:00", "12-15 12-29")]
    public void A_cadence_begins_on_its_first_date_and_is_half_open(string from, string to, string dates)
    {
        var cadence = new Cadence(2, new LocalDate(2026, 12, 1), new LocalTime(10, 0));
        LocalDateTime Moment(string text) => NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value;

        Assert.Equal(dates, string.Join(' ', cadence.Between(Moment(from), Moment(to)).Select(date => date.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture))));
    }
}
