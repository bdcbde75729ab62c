using System.Collections.Immutable;
using System.Globalization;
using Slipway.Reports.Console;

namespace Slipway.Reports.Graphs;

/// <summary>A plan as a Mermaid flowchart (mermaid.js.org), as forges draw it in Markdown.</summary>
public static class MermaidText
{
    /// <summary>The graph as a Mermaid flowchart.</summary>
    public static IEnumerable<string> Render(PlanGraph graph)
    {
        yield return "flowchart LR";
        ImmutableDictionary<string, int> places = graph.Nodes.Select((node, place) => (node.Name, place)).ToImmutableDictionary(item => item.Name, item => item.place, StringComparer.Ordinal);
        foreach (PlanNode node in graph.Nodes)
            yield return $"  t{places[node.Name]}[\"{Escaped(node.Name)}{(node.Duration is { } took ? $"<br/>{Escaped(SummaryTable.Duration(took))}" : "")}\"]{(node.SkipReason is not null ? ":::skipped" : graph.CriticalPath.Contains(node.Name) ? ":::critical" : "")}";
        foreach (PlanEdge edge in graph.Edges)
            yield return $"  t{places[edge.From]} {(edge.IsTrigger ? "-.->" : "-->")} t{places[edge.To]}";
        yield return "  classDef critical stroke-width:3px";
        yield return "  classDef skipped stroke-dasharray:4 3,opacity:0.6";
    }

    // A label ends at a quote; entities of Mermaid's own (#quot;) neither end it nor are read as markup or Markdown.
    private static string Escaped(string text) => string.Concat(text.ReplaceLineEndings("\n").Select(letter => letter switch
    {
        '\n' => "<br/>",
        '"' => "#quot;",
        '<' => "#lt;",
        '>' => "#gt;",
        '&' => "#amp;",
        '#' or '`' or '\\' or '*' or '_' or '~' => string.Create(CultureInfo.InvariantCulture, $"#{(int)letter};"),
        _ => letter.ToString(),
    }));
}
