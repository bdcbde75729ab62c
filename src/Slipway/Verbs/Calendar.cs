using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Slipway.Delivery.Durable;
using Slipway.Releases.Agenda;
using Slipway.Releases.Governing;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Schedule;
using Slipway.Reports.Calendars;
using Slipway.Reports.Console;
using Slipway.Reports.Html;
using Slipway.Reports.Json;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Verbs;

/// <summary>What <c>Calendar</c> does: shows what stands in the calendar, hands it to other calendars, and records what was reached.</summary>
internal static class Calendar
{
    // What other calendars want to know: a quarter back, a year on.
    private const int DaysBack = 92;
    private const int DaysOn = 366;

    public static async Task RunAsync(Counter counter, CalendarOptions options, CancellationToken cancellation)
    {
        if (options.Reach is { } what)
        {
            await counter.RecordAsync(
                occasion => Milestones.Decide(new ReachWish(what, options.Reason), occasion, counter.Calendar), ruled =>
                    MilestonesText.Answer(ruled.Ruling), cancellation)
                .ConfigureAwait(false);
            return;
        }

        Occasion seen = await counter.LookAsync(cancellation).ConfigureAwait(false);
        ReleaseHistory history = ReleaseHistory.Of(await counter.EntriesAsync(cancellation).ConfigureAwait(false));
        AgendaFacts facts = AgendaFacts.Of(counter.Calendar, seen.Policy, history, counter.LastName, seen.Now);
        if (options.Export is { } file)
            await ExportAsync(counter, options, facts, AbsolutePath.Create(Path.GetFullPath(file, counter.Scope.RootDirectory)), cancellation)
                .ConfigureAwait(false);
        else
            Show(counter, options, facts);
    }

    private static void Show(Counter counter, CalendarOptions options, AgendaFacts facts)
    {
        YearMonth month = MonthOf(options.Month, facts);
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[facts.Calendar.Zone];
        DateTimeOffset from = zone.AtStartOfDay(month.OnDayOfMonth(1)).ToDateTimeOffset();
        DateTimeOffset to = zone.AtStartOfDay(month.OnDayOfMonth(1).PlusMonths(1)).ToDateTimeOffset();
        ImmutableArray<AgendaItem> items = ReleaseAgenda.Between(facts, from, to);
        Palette palette = counter.Scope.Palette;
        counter.Show(
            AgendaJson.Render(options.Application, facts.Calendar.Zone, from, to, items),
            CalendarMonthText.Render(items, month, facts.Calendar.Zone, facts.Now, counter.Scope.Columns(), palette)
                .Concat(ReleaseAgenda.Late(facts).Where(late => late.Start < from)
                    .Select(late => palette.Careful($"  {late.State} since {UtcText.Of(late.Start)}: {late.Title} ({late.Id})"))));
    }

    private static async Task ExportAsync(Counter counter, CalendarOptions options, AgendaFacts facts, AbsolutePath file,
        CancellationToken cancellation)
    {
        (DateTimeOffset from, DateTimeOffset to) = (facts.Now.AddDays(-DaysBack), facts.Now.AddDays(DaysOn));
        ImmutableArray<AgendaItem> items = ReleaseAgenda.Between(facts, from, to);
        string text = Path.GetExtension(file) switch
        {
            ".ics" => AgendaCalendar.Render(options.Application, items, facts.Now),
            ".html" => CalendarPage.Render(options.Application, facts, [.. counter.Lane.Select(environment => environment.Name)]),
            ".json" => AgendaJson.Render(options.Application, facts.Calendar.Zone, from, to, items),
            var other => throw Wrong("SLP1651", $"a calendar cannot be written as '{other}'", "give a file that ends in .html, .ics or .json"),
        };
        Directory.CreateDirectory(file.Parent!);
        await Task.Run(() => DurableFile.ReplaceShared(file, text), cancellation).ConfigureAwait(false);
        counter.Scope.SayLast(Path.GetExtension(file) == ".html" ? $"calendar → {file}" : $"{items.Length} items → {file}");
    }

    private static YearMonth MonthOf(string? text, AgendaFacts facts)
    {
        if (text is null)
            return facts.Calendar.LocalOf(facts.Now).Date.ToYearMonth();
        ParseResult<YearMonth> parsed = YearMonthPattern.Iso.Parse(text);
        return parsed.Success ? parsed.Value : throw Wrong("SLP1654", $"--month cannot be '{text}'", "give a year and a month: 2026-12");
    }

    private static FaultException Wrong(string code, string cause, string mend) => new(ExitCode.Usage, Typed.Wrong(code, cause, mend));
}

/// <summary>What <c>Calendar</c> can be told.</summary>
internal sealed record CalendarOptions(string Application, string? Reach, string? Export, string? Month, string? Reason);
