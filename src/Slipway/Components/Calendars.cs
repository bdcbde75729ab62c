using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Slipway.Delivery.Durable;
using Slipway.Releases.Approvals;
using Slipway.Releases.Agenda;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Schedule;
using Slipway.Reports.Calendars;
using Slipway.Reports.Console;
using Slipway.Reports.Html;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Shows what stands in the calendar, hands it to other calendars, and records what was reached.</summary>
internal static class Calendars
{
    // What other calendars want to know: a quarter back, a year on.
    private const int DaysBack = 92;
    private const int DaysOn = 366;

    public static Task RunAsync(IGovern build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RunAsync(desk, build, cancellation), cancellation);

    private static async Task RunAsync(Desk desk, IGovern build, CancellationToken cancellation)
    {
        if (build.Reached is { } what)
        {
            await ReachAsync(desk, what, cancellation).ConfigureAwait(false);
            return;
        }

        ReleaseHistory history = ReleaseHistory.Of(await desk.Engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false));
        AgendaFacts facts = AgendaFacts.Of(desk.Engine.Calendar, desk.Policy, history, build.LastName, desk.Now);
        if (build.ExportFile is { } file)
            await ExportAsync(desk, facts, AbsolutePath.Create(Path.GetFullPath(file, build.RootDirectory)), cancellation).ConfigureAwait(false);
        else
            Show(desk, facts);
    }

    private static void Show(Desk desk, AgendaFacts facts)
    {
        YearMonth month = Month(desk, facts.Calendar);
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[facts.Calendar.Zone];
        DateTimeOffset from = zone.AtStartOfDay(month.OnDayOfMonth(1)).ToDateTimeOffset();
        DateTimeOffset to = zone.AtStartOfDay(month.OnDayOfMonth(1).PlusMonths(1)).ToDateTimeOffset();
        ImmutableArray<AgendaItem> items = ReleaseAgenda.Between(facts, from, to);
        RunScope scope = RunScope.Current;
        scope.Answer(AgendaJson.Render(desk.Build.ApplicationName, facts.Calendar.Zone, from, to, items));
        foreach (string line in CalendarMonthText.Render(items, month, facts.Calendar.Zone, facts.Now, scope.Columns(), scope.Palette))
            scope.Say(line);
        foreach (AgendaItem late in ReleaseAgenda.Late(facts).Where(late => late.Start < from))
            scope.Say(scope.Palette.Careful($"  {late.State} since {late.Start.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC: {late.Title} ({late.Id})"));
    }

    private static async Task ExportAsync(Desk desk, AgendaFacts facts, AbsolutePath file, CancellationToken cancellation)
    {
        (DateTimeOffset from, DateTimeOffset to) = (facts.Now.AddDays(-DaysBack), facts.Now.AddDays(DaysOn));
        ImmutableArray<AgendaItem> items = ReleaseAgenda.Between(facts, from, to);
        string text = Path.GetExtension(file) switch
        {
            ".ics" => AgendaCalendar.Render(desk.Build.ApplicationName, items, facts.Now),
            ".html" => CalendarPage.Render(desk.Build.ApplicationName, facts, [.. desk.Build.Environments.Select(environment => environment.Name)]),
            ".json" => AgendaJson.Render(desk.Build.ApplicationName, facts.Calendar.Zone, from, to, items),
            var other => throw Desk.Usage("SLP1651", $"a calendar cannot be written as '{other}'", "give a file that ends in .html, .ics or .json"),
        };
        Directory.CreateDirectory(file.Parent!);
        await Task.Run(() => DurableFile.ReplaceShared(file, text), cancellation).ConfigureAwait(false);
        Desk.SayLast(Path.GetExtension(file) == ".html" ? $"calendar → {file}" : $"{items.Length} items → {file}");
    }

    private static async Task ReachAsync(Desk desk, string what, CancellationToken cancellation)
    {
        string[] known = [.. desk.Engine.Calendar.Releases.SelectMany(release => release.Milestones.Select(milestone => milestone.Id).Concat(release.DependsOn.Where(dependency => dependency.Version is null).Select(dependency => dependency.Id)).Select(id => $"{release.Version}/{id}"))];
        if (!known.Contains(what))
            throw Desk.Usage("SLP1652", $"nothing is planned as {what}", known.Length == 0 ? "plan releases with milestones and dependencies in .nuke/calendar.json" : Nearest.Mend(what, known, "milestones and dependencies"));
        if (desk.State.Governance.Reached.TryGetValue(what, out Entry? before))
            throw Desk.Usage("SLP1653", $"{what} was reached already: {Signed.PersonOf(before.Data)}, {before.Utc.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC", "nothing is left to do");
        string reason = Desk.Needed(desk.Build.ReasonText, "Calendar --reach", "--reason", "how you know");
        Signer signer = await desk.SignerAsync(cancellation).ConfigureAwait(false);
        Statement statement = desk.Statement("reach", signer) with { About = what };
        await desk.SignAsync(new PlanReached(what, reason), new Subject(Version: what.Split('/')[0]), signer, statement, cancellation).ConfigureAwait(false);
        Desk.SayLast($"{what}: reached, says {signer.Person}");
    }

    private static YearMonth Month(Desk desk, ReleaseCalendar calendar)
    {
        if (desk.Build.MonthText is not { } text)
            return calendar.LocalOf(desk.Now).Date.ToYearMonth();
        ParseResult<YearMonth> parsed = YearMonthPattern.Iso.Parse(text);
        return parsed.Success ? parsed.Value : throw Desk.Usage("SLP1654", $"--month cannot be '{text}'", "give a year and a month: 2026-12");
    }
}
