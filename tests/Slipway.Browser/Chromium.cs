using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Slipway.Browser.Chromium))]

namespace Slipway.Browser;

/// <summary>One headless Chromium for all tests: Debian's, since the driver's own would have to be downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Program = "/usr/bin/chromium";

    private static readonly string[] Options =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Options });
    }

    /// <summary>Ends a test where there is no browser, in front of whatever it would prepare.</summary>
    public void Skip() => Assert.SkipWhen(_browser is null, $"there is no {Program}: apt-get install chromium");

    /// <summary>Opens a page in a window of its own.</summary>
    public async Task<OpenPage> OpenAsync(string file, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, bool runsScripts = true)
    {
        Skip();
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions // skipped without it
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            JavaScriptEnabled = runsScripts,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return await OpenPage.OfAsync(context, file);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }
}
