using System.Diagnostics;
using Slipway.Fakes;
using Slipway.Reports.Html;

namespace Slipway.Browser;

/// <summary>A thousand releases in one file. Size is asserted; times are printed, and only when asked for.</summary>
public sealed class LargeTests(Chromium chromium, Story story, ITestOutputHelper output)
{
    private const int MostBytes = 3_000_000;
    private const int MostNodes = 15_000;
    private const int Rounds = 7;

    [Fact]
    public async Task A_thousand_releases_stay_a_small_file_with_a_small_document()
    {
        Soak.OrSkip("a thousand releases");
        string file = story.Write("large.html", Story.Model(new Year(1000)));
        await using OpenPage open = await chromium.OpenAsync(file);
        await open.GoAsync("releases");
        await open.FilterAsync("taken");

        Assert.InRange(new FileInfo(file).Length, 1, MostBytes);
        Assert.InRange(await open.AskAsync<int>("document.querySelectorAll('*').length"), 1, MostNodes);
        Assert.Equal(50, await open.Page.Locator("#release-list tbody tr").CountAsync());
        Assert.Empty(open.Said);
    }

    [Fact]
    public async Task How_long_it_takes()
    {
        Soak.OrSkip("a measurement");
        var year = new Year(1000);
        DashboardModel model = Story.Model(year);
        var watch = Stopwatch.StartNew();
        string page = DashboardPage.Render(model);
        long cold = watch.ElapsedMilliseconds;
        watch.Restart();
        _ = DashboardPage.Render(model);
        long warm = watch.ElapsedMilliseconds;
        string file = story.Write("timed.html", model);
        double[] paints = await PaintsAsync(file);
        double[] floor = await PaintsAsync(story.File);
        await using OpenPage open = await chromium.OpenAsync(file);
        await open.GoAsync("releases");
        double[] keys = await open.AskAsync<double[]>("""
            (async () => {
              const filter = document.getElementById("filter"), times = [];
              for (const text of ["p", "pr", "production:live", "f", "failed", ""]) {
                const start = performance.now();
                filter.value = text;
                filter.dispatchEvent(new Event("input", { bubbles: true }));
                await new Promise(done => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); }));
                times.push(performance.now() - start);
              }
              return times;
            })()
            """);
        int nodes = await open.AskAsync<int>("document.querySelectorAll('*').length");

        output.WriteLine(await open.AskAsync<string>("JSON.stringify(performance.getEntriesByType('navigation')[0].toJSON(), ['responseStart','responseEnd','domInteractive','domContentLoadedEventEnd','domComplete'])"));
        output.WriteLine($"{year.Entries.Length} entries; rendered in {cold} ms, again in {warm} ms; {page.Length:#,0} characters; {new FileInfo(file).Length:#,0} bytes; {nodes:#,0} elements; first paints {Text(paints)} ms, of 72 releases {Text(floor)} ms; keystrokes {Text(keys)} ms");
    }

    private static string Text(double[] times) => string.Join(' ', times.Select(time => $"{time:0}"));

    // Each in a window of its own, with no other open: another page at work on two cores would be timed along.
    private async Task<double[]> PaintsAsync(string file)
    {
        double[] paints = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            await using OpenPage open = await chromium.OpenAsync(file);
            await open.Page.WaitForFunctionAsync("() => performance.getEntriesByName('first-contentful-paint').length > 0");
            paints[round] = await open.AskAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        }

        return paints;
    }
}
