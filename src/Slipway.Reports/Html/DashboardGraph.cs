using System.Collections.Immutable;
using Slipway.Targets.Declaring;
using Slipway.Targets.Graph;

namespace Slipway.Reports.Html;

/// <summary>A graph to draw from left to right: what comes first stands left.</summary>
/// <param name="Title">What it is a graph of.</param>
/// <param name="Nodes">In the order of execution, which numbers them.</param>
/// <param name="Edges">Between names of nodes; others are left out.</param>
public sealed record DashboardGraph(string Title, ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphEdge> Edges)
{
    /// <summary>The targets that lead to others or follow from them, in the order they would run; those that stand alone make no graph.</summary>
    /// <param name="graph">All targets.</param>
    public static DashboardGraph Of(TargetGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ImmutableArray<GraphEdge> edges = [.. graph.Order.SelectMany(index => EdgesOf(graph, index))];
        HashSet<string> linked = [.. edges.SelectMany(edge => new[] { edge.From, edge.To })];
        IEnumerable<TargetDeclaration> targets = graph.Order.Select(index => graph.Targets[index]).Where(target => linked.Contains(target.Name));
        return new DashboardGraph(
            "Targets and what they need",
            [.. targets.Select(target => new GraphNode(target.Name, target.DeclaredBy, target.Description ?? ""))],
            edges);
    }

    private static IEnumerable<GraphEdge> EdgesOf(TargetGraph graph, int index)
    {
        string name = graph.Targets[index].Name;
        return
        [
            .. graph.NamesOf(graph.Dependencies[index]).Select(before => new GraphEdge(before, name)),
            .. graph.NamesOf(graph.Triggers[index]).Select(after => new GraphEdge(name, after, "triggers")),
        ];
    }
}

/// <summary>A node of a drawn graph.</summary>
/// <param name="Name">Unique name, shown inside.</param>
/// <param name="Kind">A word that tells kinds apart; shown below the name.</param>
/// <param name="Description">Shown to whoever points at it; may be empty.</param>
public sealed record GraphNode(string Name, string Kind = "", string Description = "")
{
    /// <summary>Drawn stronger: it lies on the way that takes longest.</summary>
    public bool IsCritical { get; init; }
}

/// <summary>An edge of a drawn graph.</summary>
/// <param name="From">What comes first.</param>
/// <param name="To">What comes after it.</param>
/// <param name="Kind"><c>needs</c> is drawn as a line, everything else as dashes.</param>
public sealed record GraphEdge(string From, string To, string Kind = "needs")
{
    /// <summary>Drawn stronger: it lies on the way that takes longest.</summary>
    public bool IsCritical { get; init; }
}
