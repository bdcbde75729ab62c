using System.Globalization;
using Microsoft.Playwright;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Reports.Html;

namespace Slipway.Browser;

/// <summary>What the page of one release says of its plan, of what it changed and of what went wrong.</summary>
public sealed class ReleasePageTests(Chromium chromium, Story story)
{
    [Fact]
    public async Task The_plan_of_a_release_stands_beside_what_happened()
    {
        Soak.OrSkip("clicks through a release");
        await using OpenPage open = await chromium.OpenAsync(story.File);
        DeploymentRecord live = story.Year.History.State.In("production").Current!; // every environment of the story serves
        Entry manual = story.Year.Entries.Single(entry => entry.Type == EntryType.PlanReached);

        await open.GoAsync($"release-{live.PackageId[..12]}");

        // Planned in Stockholm, one hour ahead of UTC in November.
        Assert.Equal(
            [
                ["scope closes", "2026-11-06 11:00", "open"],
                ["the manual is written", "2026-11-09 15:00", $"{Minute(manual.Utc)} in time"],
                ["goes live", "2026-11-10 09:00", $"{Minute(live.Utc)} in time"],
            ],
            await RowsAsync(open, "Planned and actual"));
        await ClickAsync(open, Minute(manual.Utc), $"entry-{manual.Seq}");
    }

    [Fact]
    public async Task What_was_hoped_for_stands_beside_what_was_measured()
    {
        Soak.OrSkip("clicks through a release");
        await using OpenPage open = await chromium.OpenAsync(story.File);
        DeploymentRecord live = story.Year.History.State.In("production").Current!; // every environment of the story serves
        Entry measured = story.Year.Entries.Single(entry => entry.Type == EntryType.ImpactMeasured);

        await open.GoAsync($"release-{live.PackageId[..12]}");

        string due = live.Utc.AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal([["orders per hour", "at least 120", "131.5 reached"], ["calls to support a day", "at most 15", $"not yet due, {due}"]], await RowsAsync(open, "Hoped and measured"));
        await ClickAsync(open, "131.5", $"entry-{measured.Seq}");
    }

    [Fact]
    public async Task An_incident_is_told_by_the_release_that_caused_it_and_by_no_other()
    {
        Soak.OrSkip("clicks through a release");
        await using OpenPage open = await chromium.OpenAsync(story.File);
        Entry opened = story.Year.Entries.Last(entry => entry.Type == EntryType.IncidentOpened);
        Entry resolved = story.Year.Entries.Single(entry => entry.Type == EntryType.IncidentResolved && entry.Data["id"] == opened.Data["id"]);

        await open.GoAsync($"release-{opened.PackageId![..12]}"); // an incident of the story names its package

        string card = await open.Page.Locator("#detail .card", new() { Has = open.Page.Locator("h3", new() { HasText = "1 incident" }) }).InnerTextAsync();
        foreach (string word in new[] { $"#{opened.Seq}", $"#{resolved.Seq}", opened.Data["id"], opened.Data["severity"], opened.Data["title"], "the way back was taken" })
            Assert.Contains(word, card, StringComparison.Ordinal);

        await open.GoAsync($"release-{story.Year.History.State.In("production").Current!.PackageId[..12]}");
        Assert.Equal(0, await open.Page.Locator("#detail h3", new() { HasText = "incident" }).CountAsync());
    }

    [Fact]
    public async Task Notes_are_drawn_and_evidence_is_told_in_words()
    {
        string id = story.Year.History.Releases[^1].Package.Id;
        const string notes = "# storefront 9.0.0\n\n## Features\n\n- **basket**: `gift` cards (#12, closes #7)\n- <img src=x onerror=alert(1)>\n";
        string file = story.Write("notes.html", Story.Model(story.Year) with
        {
            Notes = story.Year.Notes.SetItem(id, notes), Forge = Forge.Of("git@github.com:shop/storefront.git"),
        });
        await using OpenPage open = await chromium.OpenAsync(file);

        await open.GoAsync($"release-{id[..12]}");

        Assert.Equal(["H4", "H5", "UL"], await open.AskAsync<string[]>("[...document.querySelector('.notes').children].map(one => one.tagName)"));
        Assert.Equal(
            ["basket: gift cards (#12, closes #7)", "<img src=x onerror=alert(1)>"],
            await open.AskAsync<string[]>("[...document.querySelectorAll('.notes li')].map(one => one.textContent)"));
        Assert.Equal(
            ["https://github.com/shop/storefront/pull/12", "https://github.com/shop/storefront/issues/7"],
            await open.AskAsync<string[]>("[...document.querySelectorAll('.notes a')].map(one => one.href)"));
        Assert.Equal(
            $"https://github.com/shop/storefront/commit/{story.Year.History.Releases[^1].Package.Commit}",
            await open.AskAsync<string>("document.querySelector('#detail a[href*=\"/commit/\"]').href"));
        ILocator title = open.Page.Locator("h3", new() { HasText = "Evidence" });
        string evidence = await open.Page.Locator("#detail .card", new() { Has = title }).InnerTextAsync();
        Assert.Matches(@"[\d\u202f]+ passed", evidence);
        Assert.Matches(@"\d\d\.\d %, of [\d\u202f]+ lines", evidence);
        Assert.Matches(@"changed lines? in \d+ files?, \d+ commits?", evidence);
        Assert.DoesNotContain("total", evidence, StringComparison.Ordinal);
        Assert.Empty(open.Said);
    }

    [Theory]
    [InlineData(375)]
    [InlineData(1280)]
    [InlineData(2560)]
    public async Task No_card_is_cut_off_at_its_side(int width)
    {
        Soak.OrSkip("clicks through a release");
        await using OpenPage open = await chromium.OpenAsync(story.File, width);

        await open.GoAsync($"release-{story.Year.History.State.In("production").Current!.PackageId[..12]}");

        Assert.Empty(await open.AskAsync<string[]>("[...document.querySelectorAll('#detail .columns>:last-child .scroll')].filter(one => one.scrollWidth > one.clientWidth).map(one => one.getAttribute('aria-label'))"));
    }

    private static string Minute(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static Task<string[][]> RowsAsync(OpenPage open, string title) => open.Page.EvaluateAsync<string[][]>(
        "title => [...[...document.querySelectorAll('#detail .card')].find(card => card.querySelector('h3').textContent === title).querySelectorAll('tbody tr')].map(row => [...row.cells].map(cell => cell.textContent))", title);

    // Every number leads to its entry.
    private static async Task ClickAsync(OpenPage open, string text, string view)
    {
        await open.Page.Locator("#detail .columns>:last-child a", new() { HasText = text }).First.ClickAsync();
        await open.Page.WaitForFunctionAsync("view => location.hash === '#' + view && document.querySelector('#detail.shown h2').textContent.startsWith('Entry')", view);
    }
}
