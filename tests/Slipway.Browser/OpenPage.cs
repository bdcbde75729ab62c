using Microsoft.Playwright;

namespace Slipway.Browser;

/// <summary>A page that is open, with everything it said and asked for.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private OpenPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>What the console said, of any kind, and errors nobody caught.</summary>
    public List<string> Said { get; } = [];

    /// <summary>Everything that was requested, the page itself included.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<OpenPage> OfAsync(IBrowserContext context, string file)
    {
        IPage page = await context.NewPageAsync();
        var open = new OpenPage(context, page);
        page.Console += (_, message) => open.Said.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => open.Said.Add($"error: {error}");
        page.Request += (_, request) => open.Requests.Add(request.Url);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return open;
    }

    public Task<T> AskAsync<T>(string expression) => Page.EvaluateAsync<T>(expression);

    /// <summary>Shows another view, as a click on a link to it does.</summary>
    public async Task GoAsync(string view)
    {
        await Page.EvaluateAsync("view => { location.hash = view; }", view);
        await Page.WaitForFunctionAsync("view => location.hash.startsWith('#' + view) && document.querySelector('.view.shown') && !document.querySelector('[aria-busy]')", view);
    }

    /// <summary>Waits for the page to inflate its data, so that what is asked of it next is there at once.</summary>
    public Task LearnAsync() => Page.EvaluateAsync("() => learn()");

    /// <summary>Writes a text into the filter.</summary>
    public async Task FilterAsync(string text)
    {
        await LearnAsync();
        await Page.FillAsync("#filter", text);
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
