using Microsoft.Playwright;

namespace Slipway.Browser;

/// <summary>Pictures for people to look at: SLIPWAY_PICTURES=folder writes them.</summary>
public sealed class PictureTests(Chromium chromium, Story story)
{
    [Fact]
    public async Task Pictures_of_all_views_and_sizes()
    {
        string? folder = Environment.GetEnvironmentVariable("SLIPWAY_PICTURES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "pictures for people: SLIPWAY_PICTURES=folder writes them");
        Directory.CreateDirectory(folder!); // skipped without one
        string newest = story.Year.History.Releases[^3].Package.Id[..12];
        foreach ((string name, int width, int height) in new[] { ("phone", 375, 812), ("laptop", 1440, 900), ("wall", 2560, 1440) })
        {
            foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await using OpenPage open = await chromium.OpenAsync(story.File, width, height, scheme);
                foreach (string view in new[] { "now", "releases", "timelines", "calendar", "decisions", "metrics", "plan", "ledger", $"release-{newest}", "entry-40", "now?wall=1" })
                {
                    await open.GoAsync(view);
                    await open.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder!, $"{name}-{scheme}-{view.Split('-')[0].Replace("?wall=1", "-wall", StringComparison.Ordinal)}.png".ToLowerInvariant()), FullPage = true }); // skipped without one
                }
            }
        }

        await using OpenPage printed = await chromium.OpenAsync(story.File);
        await printed.Page.PdfAsync(new PagePdfOptions { Path = Path.Combine(folder!, "print.pdf"), Format = "A4", PrintBackground = true }); // skipped without one
    }
}
