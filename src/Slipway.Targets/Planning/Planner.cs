using System.Collections.Immutable;
using Slipway.Targets.Declaring;
using Slipway.Targets.Graph;

namespace Slipway.Targets.Planning;

/// <summary>
/// Chooses which targets run and says why the others do not. Linear in targets and edges, and without recursion.
/// The rules, one line each, stand as a table in this project's README.
/// </summary>
public static class Planner
{
    /// <summary>Indices of all targets a request schedules: invoked, depended on, triggered, to the fixpoint.</summary>
    public static IndexList Schedule(TargetGraph graph, PlanRequest request) =>
        Reach(graph, request.Invoked, (_, _) => true).Order;

    /// <summary>The plan, given what the static conditions of the scheduled targets answered.</summary>
    /// <param name="graph">A checked graph.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="unmet">For targets with a false static condition, by name: the texts of those conditions.</param>
    public static ExecutionPlan Plan(TargetGraph graph, PlanRequest request, IReadOnlyDictionary<string, string> unmet)
    {
        bool[] invoked = Marked(request.Invoked, graph.Targets.Length);
        bool[] skipped = Marked(request.Skipped, graph.Targets.Length);
        string? OwnReason(int index) =>
            unmet.TryGetValue(graph.Targets[index].Name, out string? text) ? text
            : invoked[index] ? null
            : request.SkipsAllOthers || skipped[index] ? "--skip"
            : null;

        Reached wanted = Reach(graph, request.Invoked, (index, isTrigger) =>
            OwnReason(index) is null || (!isTrigger && graph.Targets[index].WhenSkipped == DependencyBehavior.Execute));
        Reached scheduled = Reach(graph, request.Invoked, (_, _) => true);
        var steps = ImmutableArray.CreateBuilder<PlannedTarget>(scheduled.Count);
        var places = new Places(graph, scheduled.Order);
        foreach (int index in graph.Order)
        {
            if (!scheduled.Contains(index))
                continue;
            string? reason = OwnReason(index) ?? (wanted.Contains(index) ? null : "needed only by skipped targets");
            steps.Add(new PlannedTarget
            {
                Target = graph.Targets[index],
                IsInvoked = invoked[index],
                SkipReason = reason,
                TriggeredOnlyBy = reason is null ? wanted.TriggersOf(index, graph) : [],
                After = places.Before(index),
                Needs = places.NeededBy(index),
                Holds = graph.Targets[index].Holds,
            });
        }

        return new ExecutionPlan(steps.MoveToImmutable());
    }

    private static bool[] Marked(IndexList indices, int size)
    {
        bool[] marks = new bool[size];
        foreach (int index in indices)
            marks[index] = true;
        return marks;
    }

    // Breadth first from the invoked targets. `follows` says whether a target passes its dependencies (false) or its triggers (true) on.
    private static Reached Reach(TargetGraph graph, IndexList roots, Func<int, bool, bool> follows)
    {
        var reached = new Reached(graph.Targets.Length);
        foreach (int root in roots)
            reached.Add(root, needed: true);
        for (int next = 0; next < reached.Count; next++)
        {
            int index = reached[next];
            if (follows(index, false))
            {
                foreach (int dependency in graph.Dependencies[index])
                    reached.Add(dependency, needed: true);
            }

            if (follows(index, true))
            {
                foreach (int triggered in graph.Triggers[index])
                    reached.AddTriggered(triggered, by: index);
            }
        }

        return reached;
    }

    // Where the scheduled targets stand in the plan, and what of them stands before each for a reason.
    private sealed class Places
    {
        private readonly TargetGraph _graph;
        private readonly int[] _places;
        private readonly IndexList.Builder?[] _before;

        public Places(TargetGraph graph, IndexList scheduled)
        {
            (_graph, _places, _before) = (graph, new int[graph.Targets.Length], new IndexList.Builder?[graph.Targets.Length]);
            for (int index = 0; index < _places.Length; index++)
                _places[index] = -1; // Array.Fill is compiled at every start
            foreach (int index in scheduled)
                _places[index] = 0;
            int place = 0;
            foreach (int index in graph.Order)
            {
                if (_places[index] < 0)
                    continue;
                _places[index] = place;
                foreach (int later in graph.Successors[index])
                {
                    if (_places[later] >= 0)
                        (_before[later] ??= new IndexList.Builder()).Add(place);
                }

                place++;
            }
        }

        public IndexList Before(int index) => _before[index]?.ToList() ?? IndexList.Empty;

        public IndexList NeededBy(int index)
        {
            IndexList needed = _graph.Dependencies[index];
            if (needed.Count == 0)
                return IndexList.Empty;
            var places = new IndexList.Builder();
            foreach (int other in needed)
            {
                if (_places[other] >= 0)
                    places.Add(_places[other]);
            }

            return places.ToList();
        }
    }

    private sealed class Reached(int size)
    {
        private readonly IndexList.Builder _order = new();
        private readonly bool[] _contains = new bool[size];
        private readonly bool[] _needed = new bool[size];
        private readonly IndexList.Builder?[] _triggeredBy = new IndexList.Builder?[size];

        public int Count => _order.Count;

        public IndexList Order => _order.ToList();

        public int this[int position] => _order[position];

        public bool Contains(int index) => _contains[index];

        public void Add(int index, bool needed)
        {
            _needed[index] |= needed;
            if (_contains[index])
                return;
            _contains[index] = true;
            _order.Add(index);
        }

        public void AddTriggered(int index, int by)
        {
            (_triggeredBy[index] ??= new IndexList.Builder()).Add(by);
            Add(index, needed: false);
        }

        public ImmutableArray<string> TriggersOf(int index, TargetGraph graph) =>
            _needed[index] || _triggeredBy[index] is not { } sources ? [] : [.. graph.NamesOf(sources.ToList())];
    }
}
