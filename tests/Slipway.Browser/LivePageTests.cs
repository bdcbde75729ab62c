using Slipway.Fakes;

namespace Slipway.Browser;

/// <summary>The served page in a real browser, while real commands write to its ledger.</summary>
public sealed class LivePageTests(Chromium chromium)
{
    [Fact]
    public async Task A_new_fact_appears_by_itself_and_the_open_view_the_filter_and_the_focus_stay()
    {
        Soak.OrSkip("serves a page and writes to its ledger");
        chromium.Skip();
        var year = new Year(24);
        string[] barred = [.. year.History.State.In("staging").Barred.Keys];
        int before = year.History.State.Environments.Values.SelectMany(here => here.Barred.Keys).Distinct().Count();
        await using ServedLedger served = await ServedLedger.OfAsync(year);
        await using OpenPage open = await chromium.OpenAsync(served.Address);
        await open.AskAsync<object>("window.opened = 1");
        await open.GoAsync("releases");
        await open.FilterAsync("barred");
        Assert.Equal(before, await open.Page.Locator("#release-list tbody tr").CountAsync());

        await served.RunAsync("Unbar", "--environment", "staging", "--package", barred[0][..12], "--reason", "it was the network");

        await open.Page.WaitForFunctionAsync("count => document.querySelectorAll('#release-list tbody tr').length === count", before - 1);
        Assert.Equal("releases", await open.AskAsync<string>("document.querySelector('.view.shown').id"));
        Assert.Equal("barred", await open.Page.InputValueAsync("#filter"));
        Assert.Equal("filter", await open.AskAsync<string>("document.activeElement.id"));
        Assert.Contains($"{year.Entries.Length + 1}", (await open.Page.Locator(".badge").InnerTextAsync()).Replace("\u202f", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("following", await open.Page.Locator(".following").InnerTextAsync());
        Assert.Equal(1, await open.AskAsync<int>("window.opened"));
        Assert.Empty(open.Said);
    }

    [Fact]
    public async Task An_entry_that_is_open_stays_open_while_the_ledger_grows()
    {
        Soak.OrSkip("serves a page and writes to its ledger");
        chromium.Skip();
        await using ServedLedger served = await ServedLedger.OfAsync(new Year(6));
        await using OpenPage open = await chromium.OpenAsync(served.Address + "#entry-7?theme=dark");

        await served.RunAsync("Risks", "--open", "the lift is <b>out of order</b>", "--severity", "low");

        await open.Page.WaitForFunctionAsync("words => document.getElementById('decisions').textContent.includes(words)", "the lift is <b>out of order</b>");
        Assert.Equal("Entry 7", await open.Page.Locator(".view.shown h2").InnerTextAsync());
        Assert.Equal("dark", await open.AskAsync<string>("document.documentElement.dataset.theme"));
    }
}
