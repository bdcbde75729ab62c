using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Reports.Graphs;

namespace Slipway.Browser;

/// <summary>Mermaid, as forges run it, draws what we wrote.</summary>
public sealed class MermaidTests(Chromium chromium, Story story)
{
    private static readonly ImmutableArray<string> Names = HostileNames.All;

    private static readonly PlanGraph Plan = new()
    {
        Nodes = [.. Names.Select((name, place) => new PlanNode(name, name, place == 0, place == 1 ? "not \"today\"" : null) { Duration = place == 2 ? TimeSpan.FromMilliseconds(20) : null })],
        Edges = [.. Names.Zip(Names.Skip(1), (before, after) => new PlanEdge(before, after, IsTrigger: after.Length % 2 == 0))],
        CriticalPath = [Names[0]],
    };

    [Fact]
    public async Task Every_name_is_drawn_as_it_is_and_every_edge_is_there()
    {
        string? library = Environment.GetEnvironmentVariable("SLIPWAY_MERMAID");
        Assert.SkipUnless(File.Exists(library), "mermaid.min.js of npm's mermaid is not at hand: SLIPWAY_MERMAID names it");
        string page = story.Write("mermaid.html", $"<!doctype html><meta charset=utf-8><script src=\"{new Uri(library!).AbsoluteUri}\"></script><main></main>"); // skipped without one
        await using OpenPage open = await chromium.OpenAsync(page);

        await open.Page.EvaluateAsync(
            """
            async text => {
              mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
              document.querySelector("main").innerHTML = (await mermaid.render("plan", text)).svg;
              for (const line of document.querySelectorAll("br")) line.replaceWith("\n");
            }
            """,
            string.Join('\n', MermaidText.Render(Plan)));

        Assert.Equal(Plan.Nodes.Select(node => node.Duration is null ? node.Name : node.Name + "\n< 1 s"), await open.AskAsync<string[]>("[...document.querySelectorAll('.node')].sort((one, other) => one.id.match(/-t(\\d+)-/)[1] - other.id.match(/-t(\\d+)-/)[1]).map(node => node.querySelector('.nodeLabel').textContent)"));
        Assert.Equal(Enumerable.Range(0, Names.Length - 1).Select(place => $"t{place} t{place + 1}"), await open.AskAsync<string[]>("[...document.querySelectorAll('.flowchart-link')].map(edge => edge.id.match(/(t\\d+)_(t\\d+)/).slice(1).join(' '))"));
        Assert.Equal(Plan.Edges.Select(edge => edge.IsTrigger), await open.AskAsync<bool[]>("[...document.querySelectorAll('.flowchart-link')].map(edge => edge.classList.contains('edge-pattern-dotted'))"));
        Assert.Equal(0, await open.Page.Locator("main script, main b, main strong, main em, main code").CountAsync());
        Assert.False(await open.AskAsync<bool>("'caught' in window"));
        Assert.Empty(open.Said);
    }
}
