using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Reports.Html;

namespace Slipway.Browser;

/// <summary>Whatever somebody wrote into the ledger is shown as what it is: text.</summary>
public sealed class HostileTests(Chromium chromium, Story story)
{
    private const string Script = "<script>window.caught = 1</script>";
    private const string Break = "</script><img src=x onerror=\"window.caught = 2\">";
    private const string Quotes = "\"'><svg onload='window.caught = 3'>";
    private const string Backwards = "\u202Eevil\u2066 <b>bold</b> & \u0000 text";

    [Fact]
    public async Task Markup_in_entries_is_shown_and_never_run()
    {
        Entry[] drafts =
        [
            Facts.Draft(EntryType.CandidateSealed) with { PackageId = Facts.Id('a'), Version = Quotes, Actor = new Actor(Script, "human"), Data = Data(("commit", Break), ("tree", "t")) },
            Facts.Draft(EntryType.DeployStarted, "production", 'a', ("verb", "Promote"), ("reason", Break)) with { Version = Quotes, DeploymentId = Script },
            Facts.Draft(EntryType.DeployCompleted, "production", 'a') with { Version = Quotes, DeploymentId = Script },
            Facts.Draft(EntryType.EnvironmentPinned, "production", 'a', ("reason", Break)),
            Facts.Draft(EntryType.RiskOpened) with { Data = Data(("id", Script), ("title", Backwards), ("severity", Quotes), ("owner", Break), ("mitigation", Script)) },
            Facts.Draft(EntryType.ExceptionRequested, "production", 'a', ("id", Quotes), ("deviation", Script), ("covers", Quotes), ("reason", Break), ("followUp", Backwards)),
            Facts.Draft(EntryType.FreezeDeclared, "production") with { Data = Data(("id", Script), ("start", "2026-03-13T00:00"), ("end", "2026-03-20T00:00"), ("zone", "Europe/Stockholm"), ("reason", Break)) },
        ];
        ImmutableArray<Entry> entries = Facts.Ledger(drafts);
        string file = story.Write("hostile.html", new DashboardModel
        {
            Application = Quotes,
            History = ReleaseHistory.Of(entries),
            Lane = Facts.Lane,
            Now = Facts.Noon.AddHours(3),
            Ledger = new LedgerVerdict(entries.Length, entries[^1].Hash),
            Notes = ImmutableDictionary<string, string>.Empty.Add(Facts.Id('a'), Break),
            Measures = [new DashboardMeasure(Script, Break, 1) { Explanation = Quotes, Entries = [1, 2] }],
            Graph = new DashboardGraph(Break, [new GraphNode(Script, Quotes, Break), new GraphNode(Quotes)], [new GraphEdge(Script, Quotes)]),
        });
        await using OpenPage open = await chromium.OpenAsync(file);

        foreach (string view in (string[])["now", "releases", "timelines", "calendar", "decisions", "metrics", "plan", "ledger", $"release-{Facts.Id('a')[..12]}", "list-0", .. Enumerable.Range(1, entries.Length).Select(seq => $"entry-{seq}")])
            await open.GoAsync(view);

        Assert.False(await open.AskAsync<bool>("'caught' in window"));
        Assert.Equal(0, await open.Page.Locator("img, svg[onload], b:has-text('bold')").CountAsync());
        Assert.Empty(open.Said);
        await open.GoAsync("entry-2");
        Assert.Contains(Break, await open.Page.Locator("#detail").InnerTextAsync(), StringComparison.Ordinal);
        await open.GoAsync("decisions");
        Assert.Contains("<b>bold</b>", await open.Page.Locator("#decisions").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static ImmutableSortedDictionary<string, string> Data(params (string Name, string Value)[] data) => data.ToImmutableSortedDictionary(item => item.Name, item => item.Value);
}
