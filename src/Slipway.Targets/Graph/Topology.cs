using System.Collections.Immutable;

namespace Slipway.Targets.Graph;

/// <summary>Orders nodes so that every edge points forward, in linear time and without recursion.</summary>
public static class Topology
{
    /// <summary>
    /// The nodes in order, the lowest index first where the edges leave a choice.
    /// Nodes on a cycle are left out, and each cycle is reported once as the path that closes it.
    /// </summary>
    public static IndexList Sort(ImmutableArray<IndexList> successors, out ImmutableArray<IndexList> cycles)
    {
        int[] waiting = new int[successors.Length];
        foreach (IndexList targets in successors)
        {
            foreach (int target in targets)
                waiting[target]++;
        }

        var ready = new LowestFirst(successors.Length);
        for (int node = 0; node < waiting.Length; node++)
        {
            if (waiting[node] == 0)
                ready.Add(node);
        }

        var order = new IndexList.Builder();
        while (ready.TryTake(out int node))
        {
            order.Add(node);
            foreach (int next in successors[node])
            {
                if (--waiting[next] == 0)
                    ready.Add(next);
            }
        }

        cycles = order.Count == successors.Length ? [] : FindCycles(successors, waiting);
        return order.ToList();
    }

    // Nodes still waiting lie on a cycle or behind one. A walk with an explicit stack finds the edges that close a path on it.
    private static ImmutableArray<IndexList> FindCycles(ImmutableArray<IndexList> successors, int[] waiting)
    {
        var found = ImmutableArray.CreateBuilder<IndexList>();
        var position = new Dictionary<int, int>();
        bool[] done = new bool[successors.Length];
        for (int root = 0; root < successors.Length; root++)
        {
            if (waiting[root] == 0 || done[root])
                continue;
            var path = new List<(int Node, int Next)> { (root, 0) };
            position[root] = 0;
            while (path.Count > 0)
            {
                (int node, int next) = path[^1];
                if (next == successors[node].Count)
                {
                    done[node] = true;
                    position.Remove(node);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                path[^1] = (node, next + 1);
                int target = successors[node][next];
                if (position.TryGetValue(target, out int start))
                    found.Add([.. path.Skip(start).Select(step => step.Node)]);
                else if (waiting[target] > 0 && !done[target])
                {
                    position[target] = path.Count;
                    path.Add((target, 0));
                }
            }
        }

        return found.ToImmutable();
    }
}
