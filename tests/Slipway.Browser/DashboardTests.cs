using Microsoft.Playwright;
using Slipway.Fakes;

namespace Slipway.Browser;

/// <summary>The dashboard in a real browser: it shows, it works by keyboard, and it asks nobody for anything.</summary>
public sealed class DashboardTests(Chromium chromium, Story story)
{
    private static readonly string[] Views = ["now", "releases", "timelines", "calendar", "decisions", "metrics", "plan", "ledger"];

    public static TheoryData<ColorScheme> Schemes => [ColorScheme.Light, ColorScheme.Dark];

    [Fact]
    public async Task Every_view_shows_and_the_page_asks_for_nothing_but_itself_and_says_nothing()
    {
        await using OpenPage open = await chromium.OpenAsync(story.File);
        string newest = story.Year.History.Releases[^1].Package.Id[..12];

        foreach (string view in (string[])[.. Views, $"release-{newest}", "entry-7", "list-0", "entry-99999999"])
        {
            await open.GoAsync(view);
            Assert.Equal(1, await open.AskAsync<int>("document.querySelectorAll('.view.shown').length"));
            Assert.NotEmpty(await open.Page.Locator(".view.shown h2").First.InnerTextAsync());
        }

        Assert.Empty(open.Said);
        Assert.Equal([new Uri(story.File).AbsoluteUri], open.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_matrix_says_what_runs_where_and_the_badge_that_the_ledger_is_sound()
    {
        await using OpenPage open = await chromium.OpenAsync(story.File);

        foreach (var environment in Year.Lane)
        {
            string version = story.Year.History.State.In(environment.Name).Current!.Version; // every environment of the story serves
            Assert.Contains(version, await open.Page.Locator($"td.live[data-environment={environment.Name}]").InnerTextAsync(), StringComparison.Ordinal);
        }

        string badge = await open.Page.Locator(".badge").InnerTextAsync();
        Assert.Contains("Ledger verified", badge, StringComparison.Ordinal);
        Assert.Contains(story.Year.Entries[^1].Hash[..12], badge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_ledger_turns_the_badge_red_and_names_the_fault()
    {
        string file = story.Write("damaged.html", Story.Model(story.Year) with { Ledger = Story.Damaged(story.Year) });
        await using OpenPage open = await chromium.OpenAsync(file);

        Assert.Contains("SLP3001 entry 412 of the ledger is damaged", await open.Page.Locator(".badge.bad").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_scripts_matrix_badge_and_newest_releases_are_there()
    {
        await using OpenPage open = await chromium.OpenAsync(story.File, runsScripts: false);

        Assert.True(await open.Page.Locator("td.live").First.IsVisibleAsync());
        Assert.True(await open.Page.Locator(".badge").IsVisibleAsync());
        Assert.Equal(25, await open.Page.Locator("#release-list tbody tr").CountAsync());
        Assert.False(await open.Page.Locator("#filter").IsVisibleAsync());
    }

    [Fact]
    public async Task The_keyboard_reaches_skip_link_filter_and_first_release_in_that_order()
    {
        await using OpenPage open = await chromium.OpenAsync(story.File);

        await open.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("#main", await open.AskAsync<string>("document.activeElement.getAttribute('href')"));

        await open.Page.Keyboard.PressAsync("/");
        await open.Page.WaitForSelectorAsync("#filter:focus");
        await open.LearnAsync();
        await open.Page.Keyboard.TypeAsync("production:live");
        await open.Page.Keyboard.PressAsync("Tab"); // the list, which scrolls
        await open.Page.Keyboard.PressAsync("Tab");
        Assert.StartsWith("#release-", await open.AskAsync<string>("document.activeElement.getAttribute('href')"), StringComparison.Ordinal);

        await open.Page.Keyboard.PressAsync("Enter");
        await open.Page.WaitForSelectorAsync("#detail.shown");
        Assert.Equal("H2", await open.AskAsync<string>("document.activeElement.tagName"));
    }

    [Fact]
    public async Task Something_focused_is_seen_to_be()
    {
        Soak.OrSkip("looks at every view");
        await using OpenPage open = await chromium.OpenAsync(story.File);

        for (int tab = 0; tab < 25; tab++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            Assert.True(await open.AskAsync<bool>("(() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; })()"), await open.AskAsync<string>("document.activeElement.outerHTML"));
        }
    }

    [Fact]
    public async Task The_filter_finds_releases_by_version_and_by_where_they_are()
    {
        await using OpenPage open = await chromium.OpenAsync(story.File);
        await open.GoAsync("releases");
        string version = story.Year.History.Releases[3].Package.Version;

        await open.FilterAsync(story.Year.History.Releases[3].Package.Commit[..16]);
        Assert.Equal(version, await open.Page.Locator("#release-list tbody th").InnerTextAsync());

        await open.FilterAsync("production:live");
        Assert.Equal(1, await open.Page.Locator("#release-list tbody tr").CountAsync());
        Assert.Equal("1 of 72 releases", await open.Page.Locator("#found").InnerTextAsync());

        await open.FilterAsync("nothing like it");
        Assert.Equal(0, await open.Page.Locator("#release-list tbody tr").CountAsync());
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Text_can_be_read_in_both_themes(ColorScheme scheme)
    {
        Soak.OrSkip("looks at every view");
        await using OpenPage open = await chromium.OpenAsync(story.File, scheme: scheme);
        string script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Contrast.js"), TestContext.Current.CancellationToken);
        string taken = story.Year.History.Releases.First(release => release.Deployments.Any(deployment => deployment.TakenBack is not null)).Package.Id[..12];

        foreach (string view in (string[])[.. Views, $"release-{taken}", "entry-7"])
        {
            await open.GoAsync(view);
            Assert.Empty(await open.AskAsync<string[]>(script));
        }
    }

    [Fact]
    public async Task The_theme_is_changed_by_hand_and_stays_in_the_address()
    {
        await using OpenPage open = await chromium.OpenAsync(story.File);
        string light = await open.AskAsync<string>("getComputedStyle(document.body.parentElement).backgroundColor");

        await open.Page.ClickAsync("#theme");
        await open.GoAsync("releases");

        Assert.NotEqual(light, await open.AskAsync<string>("getComputedStyle(document.body.parentElement).backgroundColor"));
        Assert.EndsWith("#releases?theme=dark", open.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_never_scrolls_sideways()
    {
        Soak.OrSkip("looks at every view");
        await using OpenPage open = await chromium.OpenAsync(story.File, 375, 812);
        string newest = story.Year.History.Releases[^1].Package.Id[..12];

        foreach (string view in (string[])[.. Views, $"release-{newest}", "entry-7"])
        {
            await open.GoAsync(view);
            Assert.True(await open.AskAsync<int>("document.documentElement.scrollWidth") <= 375, view);
        }
    }

    [Theory]
    [InlineData(1920, 1080)]
    [InlineData(2560, 1440)]
    [InlineData(3840, 2160)]
    public async Task A_wall_shows_all_of_it_at_once(int width, int height)
    {
        Soak.OrSkip("looks at every view");
        await using OpenPage open = await chromium.OpenAsync(story.File, width, height);

        await open.GoAsync("now?wall=1");

        Assert.True(await open.AskAsync<int>("document.documentElement.scrollHeight") <= height);
        Assert.True(await open.AskAsync<int>("document.documentElement.scrollWidth") <= width);
    }

    [Fact]
    public async Task A_link_to_another_view_never_shows_the_first_one_meanwhile()
    {
        Soak.OrSkip("looks at every view");
        await using OpenPage open = await chromium.OpenAsync(story.File);
        await open.Page.AddInitScriptAsync("window.seen = new Set(); new MutationObserver(() => { const shown = [...document.querySelectorAll('.view')].filter(view => getComputedStyle(view).display !== 'none').map(view => view.id); if (shown.length) seen.add(shown.join(' ')); }).observe(document, { childList: true, subtree: true, attributes: true });");

        await open.Page.GotoAsync("about:blank");
        await open.Page.GotoAsync(new Uri(story.File).AbsoluteUri + "#metrics");
        await open.Page.WaitForSelectorAsync("#metrics.shown");

        Assert.Equal(["metrics"], await open.AskAsync<string[]>("[...seen]"));
    }

    [Fact]
    public async Task Printed_it_is_all_views_one_after_the_other_in_ink_on_paper()
    {
        Soak.OrSkip("looks at every view");
        await using OpenPage open = await chromium.OpenAsync(story.File, width: 688, scheme: ColorScheme.Dark); // A4 without its margins

        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        Assert.InRange(await open.AskAsync<int>("document.documentElement.scrollWidth"), 1, 688); // wider than its paper, all of it would be shrunk
        foreach (string view in Views)
            Assert.True(await open.Page.Locator("#" + view).IsVisibleAsync(), view);
        Assert.False(await open.Page.Locator("nav").IsVisibleAsync());
        Assert.Equal("rgb(255, 255, 255)", await open.AskAsync<string>("getComputedStyle(document.documentElement).backgroundColor"));
        Assert.Equal("rgb(0, 0, 0)", await open.AskAsync<string>("getComputedStyle(document.body).color"));
    }

    [Fact]
    public async Task Landmarks_and_tables_say_what_they_are()
    {
        await using OpenPage open = await chromium.OpenAsync(story.File);

        Assert.Equal(1, await open.Page.GetByRole(AriaRole.Main).CountAsync());
        Assert.Equal(1, await open.Page.GetByRole(AriaRole.Banner).CountAsync());
        Assert.Equal(1, await open.Page.GetByRole(AriaRole.Navigation, new() { Name = "Views" }).CountAsync());
        Assert.Equal(Year.Lane.Length + 1, await open.Page.GetByRole(AriaRole.Table, new() { Name = "What runs where" }).GetByRole(AriaRole.Columnheader).CountAsync());
        Assert.Equal("Now", await open.Page.Locator("nav [aria-current=page]").InnerTextAsync());
        Assert.Empty(await open.AskAsync<string[]>("[...document.querySelectorAll('thead th:not([scope=col]), tbody th:not([scope=row])')].map(th => th.outerHTML)"));
        Assert.Empty(await open.AskAsync<string[]>("[...document.querySelectorAll('table')].filter(table => !table.caption).map(table => table.outerHTML.slice(0, 80))"));
        Assert.Empty(await open.AskAsync<string[]>("[...document.querySelectorAll('[id]')].map(one => one.id).filter((id, at, all) => all.indexOf(id) !== at)"));
    }
}
