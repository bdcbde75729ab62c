using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>A graph as a drawing, and as a list for whoever cannot see it.</summary>
internal static class GraphView
{
    private const double BoxWidth = 148;
    private const double BoxHeight = 44;
    private const double Across = 200;
    private const double Down = 68;
    private const double Aside = (BoxHeight / 2) + 11;

    public static Part Render(DashboardGraph graph)
    {
        GraphLayout layout = GraphLayout.Of(graph);
        double width = Math.Max(1, ((layout.Columns - 1) * Across) + BoxWidth + 8);
        double height = Math.Max(1, ((layout.Rows - 1) * Down) + BoxHeight + 24);
        return Both(
            Tag(
                "div.scroll", ("tabindex", "0"), ("role", "region"), ("aria-label", graph.Title),
                Tag(
                    "svg.graph", ("viewBox", $"0 0 {Words.At(width)} {Words.At(height)}"), ("width", Words.At(width)), ("height", Words.At(height)), ("role", "img"), ("aria-label", $"{graph.Title}: {Words.Many(graph.Nodes.Length, "node")}, listed below"),
                    Each(graph.Edges.Where(edge => layout.Places.ContainsKey(edge.From) && layout.Places.ContainsKey(edge.To)), edge => Edge(edge, layout)),
                    Each(graph.Nodes.Index(), node => Node(node.Item, node.Index + 1, layout)))),
            Tag(
                "details", Tag("summary", "As a list"),
                Tag("ol", Each(graph.Nodes, node => Tag(
                    "li", Tag("b", Said(node.Name)), node.Description.Length > 0 ? Both(": ", Said(node.Description)) : Part.None,
                    When(graph.Edges.Any(edge => edge.To == node.Name), () => Tag("span.quiet", " after ", Said(string.Join(", ", graph.Edges.Where(edge => edge.To == node.Name).Select(edge => edge.From))))))))));
    }

    private static (double X, double Y) Corner(string name, GraphLayout layout)
    {
        (int column, int row) = layout.Places[name];
        return (4 + (column * Across), 4 + (row * Down));
    }

    private static Part Edge(GraphEdge edge, GraphLayout layout)
    {
        (double fromX, double fromY) = Corner(edge.From, layout);
        (double toX, double toY) = Corner(edge.To, layout);
        (double x1, double y1, double x2, double y2) = (fromX + BoxWidth, fromY + (BoxHeight / 2), toX, toY + (BoxHeight / 2));
        double gap = Across - BoxWidth;
        string path = x2 - x1 > gap + 1
            ? Way(x1, y1, x1 + gap, y1 + Aside) + $"L{Words.At(x2 - gap)} {Words.At(y1 + Aside)}" + Way(x2 - gap, y1 + Aside, x2, y2) // around the boxes between them
            : Way(x1, y1, x2, y2);
        return Tag($"path.edge{(edge.Kind == "needs" ? "" : ".loose")}{(edge.IsCritical ? ".critical" : "")}", ("d", path));
    }

    private static string Way(double x1, double y1, double x2, double y2)
    {
        double bend = Math.Max(24, (x2 - x1) / 2);
        return $"M{Words.At(x1)} {Words.At(y1)}C{Words.At(x1 + bend)} {Words.At(y1)} {Words.At(x2 - bend)} {Words.At(y2)} {Words.At(x2)} {Words.At(y2)}";
    }

    private static Part Node(GraphNode node, int number, GraphLayout layout)
    {
        (double x, double y) = Corner(node.Name, layout);
        string name = node.Name.Length > 16 ? node.Name[..15] + "…" : node.Name;
        return Tag(
            node.IsCritical ? "g.node.critical" : "g.node", Tag("title", node.Description.Length > 0 ? $"{node.Name}: {node.Description}" : node.Name),
            Tag("rect", ("x", Words.At(x)), ("y", Words.At(y)), ("width", Words.At(BoxWidth)), ("height", Words.At(BoxHeight)), ("rx", "6")),
            Tag("text.name", ("x", Words.At(x + 12)), ("y", Words.At(y + (node.Kind.Length > 0 ? 19 : 26))), name),
            Tag("text.kind.order", ("x", Words.At(x + BoxWidth - 10)), ("y", Words.At(y + 35)), node.Kind == "skipped" ? "–" : Words.Plain(number)),
            When(node.Kind.Length > 0, () => Tag("text.kind", ("x", Words.At(x + 12)), ("y", Words.At(y + 35)), node.Kind)));
    }
}
