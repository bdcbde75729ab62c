using System.Collections.Immutable;
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
            yield return $"  t{places[node.Name]}[\"{Escaped(node.Name)}{(node.Duration is { } took ? $"<br/>{SummaryTable.Duration(took).Replace("<", "&lt;", StringComparison.Ordinal)}" : "")}\"]{(node.SkipReason is not null ? ":::skipped" : graph.CriticalPath.Contains(node.Name) ? ":::critical" : "")}";
        foreach (PlanEdge edge in graph.Edges)
            yield return $"  t{places[edge.From]} {(edge.IsTrigger ? "-.->" : "-->")} t{places[edge.To]}";
        yield return "  classDef critical stroke-width:3px";
        yield return "  classDef skipped stroke-dasharray:4 3,opacity:0.6";
    }

    // Quotes end a label, and so does a new line; entities do not.
    private static string Escaped(string text) => text.ReplaceLineEndings(" ").Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
