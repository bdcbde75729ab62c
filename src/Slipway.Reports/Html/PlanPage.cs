using System.Collections.Immutable;
using Slipway.Reports.Console;
using Slipway.Reports.Graphs;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>A plan as one drawn page that needs nothing else: the graph, the way that takes longest, and the order.</summary>
public static class PlanPage
{
    /// <summary>Renders the page; the same plan always gives the same text.</summary>
    /// <param name="title">Whose plan it is.</param>
    /// <param name="graph">The plan.</param>
    public static string Render(string title, PlanGraph graph) => QuietPage.Render(
        title,
        Tag("p", CriticalWords(graph)),
        GraphView.Render(Drawn(graph)),
        Tag("h2", "In order"),
        Tag(
            "div.scroll", ("tabindex", "0"), ("role", "region"), ("aria-label", "Targets in order"),
            Tag(
                "table.list", Tag("thead", Tag("tr", Each(["", "Target", "Why", "Last time", "What it does"], head => Tag("th", ("scope", "col"), head)))),
                Tag("tbody", Each(graph.Nodes.Select((node, place) => (node, place)), item => Row(item.node, item.place + 1, graph))))));

    /// <summary>The plan for the drawing.</summary>
    internal static DashboardGraph Drawn(PlanGraph graph) => new(
        "What runs, and what it waits for",
        [.. graph.Nodes.Select(node => new GraphNode(node.Name, node.SkipReason is not null ? "skipped" : node.Duration is { } took ? SummaryTable.Duration(took) : "", node.SkipReason is { } reason ? $"skipped: {reason}" : node.Description) { IsCritical = graph.CriticalPath.Contains(node.Name) })],
        [.. graph.Edges.Select(edge => new GraphEdge(edge.From, edge.To, edge.IsTrigger ? "triggers" : "needs") { IsCritical = IsOnPath(graph.CriticalPath, edge) })]);

    internal static Part CriticalWords(PlanGraph graph) => graph.CriticalPath.Length < 2
        ? "Nothing waits for anything."
        : Both(
            graph.CriticalDuration is { } length ? $"The critical path took {SummaryTable.Duration(length)} last time: " : "The longest chain (nothing was measured yet): ",
            Tag("b", string.Join(" → ", graph.CriticalPath)));

    private static bool IsOnPath(ImmutableArray<string> path, PlanEdge edge) => path.IndexOf(edge.From) is >= 0 and var at && at + 1 < path.Length && path[at + 1] == edge.To;

    private static Part Row(PlanNode node, int number, PlanGraph graph) => Tag(
        "tr",
        Tag("td.quiet", node.SkipReason is null ? Words.Plain(number) : "–"),
        Tag("th", ("scope", "row"), Said(node.Name)),
        Tag("td", node.SkipReason is { } reason ? Both("skipped: ", Said(reason)) : node.IsInvoked ? "asked for" : "needed", graph.CriticalPath.Contains(node.Name) ? ", on the critical path" : ""),
        Tag("td", node.Duration is { } took ? SummaryTable.Duration(took) : ""),
        Tag("td", Said(node.Description)));
}
