using System.Collections.Immutable;

namespace Slipway.Reports.Html;

/// <summary>A graph to draw from left to right: what comes first stands left.</summary>
/// <param name="Title">What it is a graph of.</param>
/// <param name="Nodes">In the order they are drawn in where nothing else decides.</param>
/// <param name="Edges">Between names of nodes; others are left out.</param>
public sealed record DashboardGraph(string Title, ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphEdge> Edges);

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
