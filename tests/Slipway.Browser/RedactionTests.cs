using System.Text.RegularExpressions;
using Slipway.Fakes;
using Slipway.Releases.Schedule;
using Slipway.Reports.Html;

namespace Slipway.Browser;

/// <summary>A page without people, looked through as a reader would: every view, every release, every list.</summary>
public sealed class RedactionTests(Chromium chromium, Story story)
{
    private static readonly string[] Views = ["Now", "Releases", "Timelines", "Calendar", "Decisions", "Metrics", "Plan", "Ledger"];

    private static readonly Regex People = new(
        $@"\b(?:{string.Join('|', Year.Policy.People.SelectMany(person => (string[])[person.Key, .. person.Value.Name.Split(' '), .. person.Value.Mail]).Select(Regex.Escape))})\b", RegexOptions.IgnoreCase);

    [Fact]
    public async Task No_name_and_no_address_is_in_the_file_or_in_anything_that_can_be_opened()
    {
        Soak.OrSkip("clicks through every view");
        string file = story.Write("redacted.html", Model() with { IsRedacted = true });
        await using OpenPage open = await chromium.OpenAsync(file);

        Assert.DoesNotMatch(People, DashboardText.Whole(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));
        foreach (string view in Views)
        {
            await open.Page.Locator("nav a", new() { HasText = view }).ClickAsync();
            await open.Page.WaitForSelectorAsync($"#{view.ToLowerInvariant()}.shown");
            await IsCleanAsync(open);
            if (view is "Now" or "Calendar" or "Decisions" or "Ledger")
                Assert.Contains("person ", await open.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal); // whoever was named is a number now
        }

        foreach (string view in (string[])[.. story.Year.History.Releases.Select(release => $"release-{release.Package.Id[..12]}"), .. Enumerable.Range(0, 40).Select(list => $"list-{list}"), .. Enumerable.Range(1, 50).Select(entry => $"entry-{entry * 108}")])
        {
            await open.GoAsync(view);
            await IsCleanAsync(open);
        }
    }

    [Fact]
    public async Task The_same_page_with_people_names_them()
    {
        Soak.OrSkip("clicks through every view");
        await using OpenPage open = await chromium.OpenAsync(story.Write("people.html", Model()));

        await open.GoAsync("calendar");

        Assert.Matches(People, await open.Page.Locator("#calendar").InnerTextAsync());
    }

    private static async Task IsCleanAsync(OpenPage open) => Assert.DoesNotMatch(People, await open.AskAsync<string>("document.querySelector('.view.shown').outerHTML"));

    // People stand wherever somebody may write.
    private DashboardModel Model() => Story.Model(story.Year) with
    {
        Policy = Year.Policy with { Freezes = [.. Year.Policy.Freezes, Year.Policy.Freezes[0] with { Id = "omar-is-away", Reason = "ask Sofia Lind, sofia@example.org" }] },
        Calendar = story.Year.Calendar with
        {
            Releases =
            [
                .. story.Year.Calendar.Releases.Select(release => release with
                {
                    Title = $"{release.Title}, as Chidi wished",
                    Milestones = [.. release.Milestones, new Milestone("mei", "Mei Tanaka has read it", release.Date.PlusDays(-1))],
                    DependsOn = [new ReleaseDependency("ada", "Ada's contract", null)],
                    Success = [.. release.Success, new SuccessMetric("calls to Omar", 3, 0) { AtMost = true }],
                }),
            ],
        },
    };
}
