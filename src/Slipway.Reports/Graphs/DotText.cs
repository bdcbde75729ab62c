using Slipway.Reports.Console;

namespace Slipway.Reports.Graphs;

/// <summary>A plan in the DOT language of Graphviz (graphviz.org/doc/info/lang.html).</summary>
public static class DotText
{
    /// <summary>The graph in Graphviz' language.</summary>
    public static IEnumerable<string> Render(PlanGraph graph)
    {
        yield return "digraph plan {";
        yield return "  rankdir=LR; node [shape=box, style=rounded, fontname=\"sans-serif\"];";
        foreach (PlanNode node in graph.Nodes)
            yield return $"  {Quoted(node.Name)} [label={Shown(node.Duration is { } took ? $"{node.Name}\n{SummaryTable.Duration(took)}" : node.Name)}{(node.Description.Length > 0 ? $", tooltip={Shown(node.Description)}" : "")}{(node.SkipReason is not null ? ", style=\"rounded,dashed\"" : graph.CriticalPath.Contains(node.Name) ? ", penwidth=2.5" : "")}];";
        foreach (PlanEdge edge in graph.Edges)
            yield return $"  {Quoted(edge.From)} -> {Quoted(edge.To)}{(edge.IsTrigger ? " [style=dashed]" : "")};";
        yield return "}";
    }

    // In a label, unlike in a name, Graphviz reads entities.
    private static string Shown(string text) => Quoted(text.Replace("&", "&amp;", StringComparison.Ordinal));

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n")}\"";
}
