using System.Collections.Immutable;

namespace Slipway.Reports.Html;

/// <summary>Where the nodes of a graph stand: columns by the longest way to them, rows so that few edges cross.</summary>
internal sealed record GraphLayout(ImmutableDictionary<string, (int Column, int Row)> Places, int Columns, int Rows)
{
    public static GraphLayout Of(DashboardGraph graph)
    {
        HashSet<string> names = [.. graph.Nodes.Select(node => node.Name)];
        ILookup<string, string> before = graph.Edges.Where(edge => names.Contains(edge.From) && names.Contains(edge.To) && edge.From != edge.To).ToLookup(edge => edge.To, edge => edge.From, StringComparer.Ordinal);
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (GraphNode node in graph.Nodes)
            ColumnOf(node.Name, before, columns, []);
        var places = ImmutableDictionary.CreateBuilder<string, (int Column, int Row)>(StringComparer.Ordinal);
        foreach (IGrouping<int, GraphNode> column in graph.Nodes.GroupBy(node => columns[node.Name]).OrderBy(column => column.Key))
        {
            int row = 0;
            foreach (GraphNode node in column.Select((node, at) => (node, at)).OrderBy(item => Middle(before[item.node.Name], places) ?? item.at).Select(item => item.node))
                places[node.Name] = (column.Key, row++);
        }

        return new GraphLayout(places.ToImmutable(), columns.Values.DefaultIfEmpty(-1).Max() + 1, graph.Nodes.GroupBy(node => columns[node.Name]).Select(column => column.Count()).DefaultIfEmpty(0).Max());
    }

    // A graph with a cycle is drawn all the same: the edge that closes it counts for nothing.
    private static int ColumnOf(string name, ILookup<string, string> before, Dictionary<string, int> columns, HashSet<string> path)
    {
        if (columns.TryGetValue(name, out int known))
            return known;
        path.Add(name);
        int column = before[name].Where(other => !path.Contains(other)).Select(other => ColumnOf(other, before, columns, path) + 1).DefaultIfEmpty(0).Max();
        path.Remove(name);
        return columns[name] = column;
    }

    private static double? Middle(IEnumerable<string> before, ImmutableDictionary<string, (int Column, int Row)>.Builder places)
    {
        double[] rows = [.. before.Where(places.ContainsKey).Select(name => (double)places[name].Row)];
        return rows.Length == 0 ? null : rows.Average();
    }
}
