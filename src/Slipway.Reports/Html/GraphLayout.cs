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
            Stand(node.Name, before, columns);
        var places = ImmutableDictionary.CreateBuilder<string, (int Column, int Row)>(StringComparer.Ordinal);
        foreach (IGrouping<int, GraphNode> column in graph.Nodes.GroupBy(node => columns[node.Name]).OrderBy(column => column.Key))
        {
            int row = 0;
            foreach (GraphNode node in column.Select((node, at) => (node, at)).OrderBy(item => Middle(before[item.node.Name], places) ?? item.at).Select(item => item.node))
                places[node.Name] = (column.Key, row++);
        }

        return new GraphLayout(places.ToImmutable(), columns.Values.DefaultIfEmpty(-1).Max() + 1, graph.Nodes.GroupBy(node => columns[node.Name]).Select(column => column.Count()).DefaultIfEmpty(0).Max());
    }

    // With a stack of its own: a chain may be longer than the thread's. The edge that closes a cycle counts for nothing.
    private static void Stand(string name, ILookup<string, string> before, Dictionary<string, int> columns)
    {
        var open = new Stack<string>([name]);
        var path = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPeek(out string? top))
        {
            if (columns.ContainsKey(top))
            {
                open.Pop();
                continue;
            }

            path.Add(top);
            string[] waiting = [.. before[top].Where(other => !columns.ContainsKey(other) && !path.Contains(other))];
            foreach (string other in waiting)
                open.Push(other);
            if (waiting.Length > 0)
                continue;
            columns[top] = before[top].Where(columns.ContainsKey).Select(other => columns[other] + 1).DefaultIfEmpty(0).Max();
            path.Remove(top);
            open.Pop();
        }
    }

    private static double? Middle(IEnumerable<string> before, ImmutableDictionary<string, (int Column, int Row)>.Builder places)
    {
        double[] rows = [.. before.Where(places.ContainsKey).Select(name => (double)places[name].Row)];
        return rows.Length == 0 ? null : rows.Average();
    }
}
