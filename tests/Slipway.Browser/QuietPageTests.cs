using Microsoft.Playwright;
using Slipway.Fakes;
using Slipway.Releases.Agenda;
using Slipway.Reports.Graphs;
using Slipway.Reports.Html;
using Slipway.Targets.Events;
using Slipway.Vocabulary.Faults;

namespace Slipway.Browser;

/// <summary>Pages that run no script: a plan, a run and a calendar.</summary>
public sealed class QuietPageTests(Chromium chromium, Story story)
{
    private static readonly PlanGraph Plan = new()
    {
        Nodes =
        [
            Node("Restore", 12), Node("Compile", 71), Node("Test", 240), Node("ScanForSecretsAndAdvice", 18), Node("Package", 33), Node("Stage", 25) with { IsInvoked = true },
            new PlanNode("Notify", "Tells the chat", IsInvoked: false, "only on the server"),
        ],
        Edges = [new("Restore", "Compile", false), new("Compile", "Test", false), new("Restore", "ScanForSecretsAndAdvice", false), new("Compile", "Package", false), new("Test", "Stage", false), new("Package", "Stage", false), new("ScanForSecretsAndAdvice", "Stage", false), new("Stage", "Notify", true)],
        CriticalPath = ["Restore", "Compile", "Test", "Stage"],
        CriticalDuration = TimeSpan.FromSeconds(348),
    };

    private static readonly BuildResult Run = new(
        [
            new TargetResult("Restore", Outcome.Succeeded, TimeSpan.FromSeconds(12), null, [], HasActions: true), new TargetResult("Compile", Outcome.Succeeded, TimeSpan.FromSeconds(71), null, [], HasActions: true),
            new TargetResult("Test", Outcome.Failed, TimeSpan.FromSeconds(240), "2 of 1812 tests failed", [new Fault("SLP1101", "2 of 1812 tests failed:\nBasketTests.Rounds_half_up\nBasketTests.Is_empty", "artifacts/tests/results.trx", "./build.sh Test --filter BasketTests runs them alone")], HasActions: true),
            new TargetResult("Package", Outcome.NotRun, TimeSpan.Zero, "Test failed", [], HasActions: true),
        ],
        ExitCode.Failed);

    public static TheoryData<string, ColorScheme> Pages => new MatrixTheoryData<string, ColorScheme>(["plan", "run", "calendar"], [ColorScheme.Light, ColorScheme.Dark]);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_asks_for_nothing_says_nothing_and_can_be_read(string name, ColorScheme scheme)
    {
        Soak.OrSkip("opens every kind of page");
        string file = Write(name);
        await using OpenPage open = await chromium.OpenAsync(file, scheme: scheme);
        string script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Contrast.js"), TestContext.Current.CancellationToken);

        Assert.Empty(await open.AskAsync<string[]>(script));
        Assert.NotEmpty(await open.Page.Locator("h1").InnerTextAsync());
        Assert.Empty(open.Said);
        Assert.Equal([new Uri(file).AbsoluteUri], open.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)));
        await PictureAsync(open, $"laptop-{scheme}-{name}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_phone_never_scrolls_sideways(string name, ColorScheme scheme)
    {
        Soak.OrSkip("opens every kind of page");
        await using OpenPage open = await chromium.OpenAsync(Write(name), 375, 812, scheme);

        Assert.True(await open.AskAsync<int>("document.documentElement.scrollWidth") <= 375);
        await PictureAsync(open, $"phone-{scheme}-{name}");
    }

    private string Write(string name) => story.Write(name + ".html", name switch
    {
        "plan" => PlanPage.Render("storefront: plan of Stage", Plan),
        "run" => RunPage.Render("storefront: run of Stage", Run, Plan, Year.Now),
        _ => CalendarPage.Render("storefront", AgendaFacts.Of(story.Year.Calendar, Year.Policy, story.Year.History, "production", Year.Now), [.. Year.Lane.Select(environment => environment.Name)]),
    });

    private static PlanNode Node(string name, int seconds) => new(name, $"{name} what is there", IsInvoked: false, null) { Duration = TimeSpan.FromSeconds(seconds) };

    private static async Task PictureAsync(OpenPage open, string name)
    {
        if (Environment.GetEnvironmentVariable("SLIPWAY_PICTURES") is { Length: > 0 } folder)
            await open.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png".ToLowerInvariant()), FullPage = true });
    }
}
