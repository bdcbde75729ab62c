using System.Collections.Immutable;
using Slipway.Targets.Graph;
using Slipway.Targets.Planning;

namespace Slipway.Reports.Graphs;

/// <summary>A plan as nodes and edges, with the way through it that takes longest.</summary>
public sealed record PlanGraph
{
    /// <summary>Targets in the order they run.</summary>
    public required ImmutableArray<PlanNode> Nodes { get; init; }

    /// <summary>What must be before what, among the targets of the plan.</summary>
    public required ImmutableArray<PlanEdge> Edges { get; init; }

    /// <summary>The way that decides how long the plan takes, from its first target to its last: by the durations of the last run where they are known, by the number of targets otherwise.</summary>
    public required ImmutableArray<string> CriticalPath { get; init; }

    /// <summary>How long that way took last time; null where nobody measured.</summary>
    public TimeSpan? CriticalDuration { get; init; }

    /// <summary>The graph of a plan.</summary>
    /// <param name="plan">What would run, in order.</param>
    /// <param name="graph">All targets of the build.</param>
    /// <param name="durations">How long targets took last time, by name.</param>
    public static PlanGraph Of(ExecutionPlan plan, TargetGraph graph, ImmutableDictionary<string, TimeSpan> durations)
    {
        var places = plan.Steps.Select((step, place) => (step.Target.Name, place)).ToDictionary(item => item.Name, item => item.place, StringComparer.Ordinal);
        var edges = ImmutableArray.CreateBuilder<PlanEdge>();
        for (int index = 0; index < graph.Targets.Length; index++)
        {
            string name = graph.Targets[index].Name;
            if (!places.ContainsKey(name))
                continue;
            edges.AddRange(graph.NamesOf(graph.Dependencies[index]).Where(places.ContainsKey).Select(before => new PlanEdge(before, name, IsTrigger: false)));
            edges.AddRange(graph.NamesOf(graph.Triggers[index]).Where(places.ContainsKey).Select(after => new PlanEdge(name, after, IsTrigger: true)));
        }

        ImmutableArray<PlanNode> nodes = [.. plan.Steps.Select(step => new PlanNode(step.Target.Name, step.Target.Description ?? "", step.IsInvoked, step.SkipReason) { Duration = step.SkipReason is null && durations.TryGetValue(step.Target.Name, out TimeSpan took) ? took : null })];
        (ImmutableArray<string> path, TimeSpan length) = Longest(nodes, edges.ToImmutable(), places);
        return new PlanGraph { Nodes = nodes, Edges = edges.ToImmutable(), CriticalPath = path, CriticalDuration = nodes.Any(node => node.Duration is not null) ? length : null };
    }

    // The plan's order has every edge pointing forward, so one walk is enough however long a chain is.
    private static (ImmutableArray<string> Path, TimeSpan Length) Longest(ImmutableArray<PlanNode> nodes, ImmutableArray<PlanEdge> edges, Dictionary<string, int> places)
    {
        if (nodes.IsEmpty)
            return ([], TimeSpan.Zero);
        bool isMeasured = nodes.Any(node => node.Duration is not null);
        ILookup<int, int> before = edges.Where(edge => places[edge.From] < places[edge.To]).ToLookup(edge => places[edge.To], edge => places[edge.From]);
        long[] reached = new long[nodes.Length];
        int[] from = new int[nodes.Length];
        for (int place = 0; place < nodes.Length; place++)
        {
            from[place] = -1;
            foreach (int earlier in before[place])
            {
                if (from[place] < 0 || reached[earlier] > reached[from[place]])
                    from[place] = earlier;
            }

            reached[place] = (from[place] < 0 ? 0 : reached[from[place]]) + (nodes[place].SkipReason is not null ? 0 : isMeasured ? nodes[place].Duration?.Ticks ?? 0 : 1);
        }

        int last = Array.IndexOf(reached, reached.Max());
        var path = new List<string>();
        for (int place = last; place >= 0; place = from[place])
            path.Add(nodes[place].Name);
        path.Reverse();
        return ([.. path], TimeSpan.FromTicks(isMeasured ? reached[last] : 0));
    }
}

/// <summary>A target of a plan.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does; may be empty.</param>
/// <param name="IsInvoked">Named on the command line, or the default.</param>
/// <param name="SkipReason">Why it would not run, or null.</param>
public sealed record PlanNode(string Name, string Description, bool IsInvoked, string? SkipReason)
{
    /// <summary>How long it took last time; null where nobody measured.</summary>
    public TimeSpan? Duration { get; init; }
}

/// <summary>What comes before what.</summary>
/// <param name="From">Runs first.</param>
/// <param name="To">Runs later.</param>
/// <param name="IsTrigger">True where the first brings the second along, false where the second needs the first.</param>
public sealed record PlanEdge(string From, string To, bool IsTrigger);
