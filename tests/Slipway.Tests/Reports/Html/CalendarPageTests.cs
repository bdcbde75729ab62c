using System.Text.RegularExpressions;
using Slipway.Releases.Agenda;
using Slipway.Releases.Policies;
using Slipway.Reports.Html;
using Slipway.Tests.Releases.Agenda;

namespace Slipway.Tests.Reports.Html;

public sealed class CalendarPageTests
{
    private static AgendaFacts Shop => Spring.Facts(Spring.Month.AddDays(27));

    [Fact]
    public void Eight_months_are_there_without_a_script_and_always_the_same()
    {
        string page = CalendarPage.Render("shop", Shop, ["staging", "production"]);

        Assert.Equal(page, CalendarPage.Render("shop", Shop, ["staging", "production"]));
        Assert.Equal(8, Regex.Count(page, "<table class=\"month\">"));
        Assert.Contains("<caption>February 2026</caption>", page, StringComparison.Ordinal);
        Assert.Contains("<caption>September 2026</caption>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"#entry", page, StringComparison.Ordinal);
        Assert.Contains("Europe/Stockholm", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-24", "1.2.0 goes live, late", "warn")]
    [InlineData("2026-03-20", "scope of 1.2.0 closes", "ok")]
    [InlineData("2026-03-20", "1.2.0 is tested in staging", "quiet")]
    [InlineData("2026-03-23", "1.2.0: docs written, late", "warn")]
    [InlineData("2026-03-23", "1.2.0: load test passed", "ok")]
    [InlineData("2026-03-17", "release date, skipped", "warn")]
    [InlineData("2026-03-27", "easter", "note")]
    public void Everything_of_the_agenda_stands_on_its_day(string day, string word, string tone)
    {
        string cell = Cell(CalendarPage.Render("shop", Shop, ["staging", "production"]), day);

        Assert.Contains($"<bdi>{word}</bdi>", cell, StringComparison.Ordinal);
        Assert.Contains($"class=\"item {tone}\"", cell, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-22", "1.2.0 is tested in staging", "quiet")]
    [InlineData("2026-03-29", "easter", "note")]
    public void What_lasts_is_named_where_it_begins_and_goes_on_as_a_sign_with_the_name_behind_it(string day, string word, string tone)
    {
        string cell = Cell(CalendarPage.Render("shop", Shop, ["staging", "production"]), day);

        Assert.DoesNotContain($"<bdi>{word}</bdi>", cell, StringComparison.Ordinal);
        Assert.Matches($"class=\"item {tone}\" title=\"[^\"]*{Regex.Escape(word)}", cell);
    }

    [Theory]
    [InlineData("2026-03-09")]
    [InlineData("2026-03-16")]
    [InlineData("2026-04-01")]
    public void What_lasts_for_weeks_is_named_anew_in_every_week_and_month(string day)
    {
        ReleasePolicy policy = PolicyText.Parse("""{ "freezes": [{ "id": "move", "start": "2026-03-05T08:00", "end": "2026-04-10T08:00", "zone": "Europe/Stockholm" }] }"""u8, "p");

        string page = CalendarPage.Render("shop", Shop with { Windows = policy.Freezes }, ["production"]);

        Assert.Contains("<bdi>move</bdi>", Cell(page, day), StringComparison.Ordinal);
        Assert.DoesNotContain("<bdi>move</bdi>", Cell(page, "2026-03-10"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_freeze_of_one_hour_is_drawn()
    {
        ReleasePolicy policy = PolicyText.Parse("""{ "freezes": [{ "id": "stocktaking", "start": "2026-03-11T01:10", "end": "2026-03-11T02:10", "zone": "Europe/Stockholm" }] }"""u8, "p");
        AgendaFacts facts = Shop with { Windows = policy.Freezes };

        string page = CalendarPage.Render("shop", facts, ["production"]);

        Assert.Contains("<bdi>stocktaking</bdi>", Cell(page, "2026-03-11"), StringComparison.Ordinal);
        Assert.Contains("01:10 &#x2013; 02:10", Cell(page, "2026-03-11"), StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(page, "<td class=\"frozen"));
    }

    [Fact]
    public void A_day_without_any_open_window_is_as_good_as_frozen()
    {
        ReleasePolicy policy = PolicyText.Parse("""{ "freezes": [{ "id": "mornings", "kind": "allow", "start": "2026-03-02T08:00", "end": "2026-03-02T12:00", "zone": "Europe/Stockholm", "repeats": "weekly", "environments": ["production"] }] }"""u8, "p");

        string page = CalendarPage.Render("shop", Shop with { Windows = policy.Freezes }, ["staging", "production"]);

        Assert.Contains("<bdi>08:00&#x2013;12:00</bdi>", Cell(page, "2026-03-09"), StringComparison.Ordinal);
        Assert.DoesNotContain("no window", Cell(page, "2026-03-09"), StringComparison.Ordinal);
        Assert.Contains("no window is open for production", Cell(page, "2026-03-10"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_looks_like_markup_stays_a_name()
    {
        const string Hostile = "</td><script>alert(1)</script>";
        AgendaFacts facts = Shop;

        string page = CalendarPage.Render(Hostile, facts with { Calendar = facts.Calendar with { Releases = [facts.Calendar.Releases[1] with { Title = Hostile, Milestones = [facts.Calendar.Releases[1].Milestones[0] with { Text = Hostile }] }] } }, [Hostile]);

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    private static string Cell(string page, string day) => Regex.Match(page, $"<td[^>]*><time datetime=\"{day}\".*?</td>", RegexOptions.Singleline).Value;
}
