using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Slipway.Fakes;
using Slipway.Releases.Agenda;
using Slipway.Reports.Calendars;
using Slipway.Tests.Releases.Agenda;

namespace Slipway.Tests.Reports.Calendars;

public sealed class AgendaCalendarTests
{
    private const string Python = "/usr/bin/python3";

    // Debian's parser, which knows nothing of us.
    private const string Reader = """
        import sys, icalendar
        calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
        assert not calendar.errors, calendar.errors
        for event in calendar.walk('VEVENT'):
            assert not event.errors, event.errors
            end = event.get('DTEND')
            print('|'.join([str(event['UID']), event['DTSTART'].dt.isoformat(), end.dt.isoformat() if end else '', str(event['SUMMARY']).replace('\n', '/'), str(event.get('DESCRIPTION', '')).replace('\n', '/')]))
        """;

    [Fact]
    public void The_file() => Golden.Match(AgendaCalendar.Render("shop", Items(), Facts.Noon), "Golden/month.ics.txt");

    [Fact]
    public void No_line_is_longer_than_75_octets_and_unfolding_gives_the_text_back()
    {
        string text = AgendaCalendar.Render("shop", [Hostile], Facts.Noon);

        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Contains(@"SUMMARY:shop: a\, b\; c\\ d\ne 日本語日本語日本語日本語日本語日本語日本語日本語", text.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_independent_parser_reads_every_event_as_it_was_meant()
    {
        Assert.SkipUnless(File.Exists(Python) && (await RunAsync("import icalendar", "")).ExitCode == 0, "python3-icalendar, the independent parser, is not installed");
        ImmutableArray<AgendaItem> items = [.. Items(), Hostile];

        (int exitCode, string output) = await RunAsync(Reader, AgendaCalendar.Render("shop", items, Facts.Noon));

        Assert.Equal(0, exitCode);
        string[][] events = [.. output.Trim('\n').Split('\n').Select(line => line.Split('|'))];
        Assert.Equal(items.Length, events.Length);
        Assert.Equal(items.Length, events.Select(item => item[0]).Distinct().Count());
        Assert.Equal(items.Select(item => item.Start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) + "+00:00"), events.Select(item => item[1]));
        Assert.Equal(["2026-03-27T15:00:00+00:00", "2026-03-30T06:00:00+00:00", "shop: freeze easter", "production: nobody is in"], events.Single(item => item[3].Contains("easter", StringComparison.Ordinal))[1..]);
    }

    private static ImmutableArray<AgendaItem> Items() => ReleaseAgenda.Between(Spring.Facts(), new DateTimeOffset(2026, 2, 28, 23, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 31, 22, 0, 0, TimeSpan.Zero));

    private static AgendaItem Hostile { get; } = new(Facts.Noon, null, AgendaKind.Milestone, "a, b; c\\ d\ne 日本語日本語日本語日本語日本語日本語日本語日本語", "", 7) { Id = "x;y:z\r\nBEGIN:VEVENT", Detail = "BEGIN:VALARM\r\nmore" };

    private static async Task<(int ExitCode, string Output)> RunAsync(string script, string input)
    {
        using Process python = Process.Start(new ProcessStartInfo(Python, ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["PYTHONIOENCODING"] = "utf-8" } })!;
        await python.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(input), TestContext.Current.CancellationToken);
        python.StandardInput.Close();
        string output = await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await python.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (python.ExitCode, output);
    }
}
