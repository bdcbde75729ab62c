using System.Collections.Immutable;
using Slipway.Targets.Declaring;

namespace Slipway.Targets.Graph;

/// <summary>All targets of a build with their edges as indices; made only by <see cref="GraphBuilder"/>, so it has no unknown name, no doubles and no cycle.</summary>
public sealed record TargetGraph
{
    internal TargetGraph()
    {
    }

    /// <summary>Targets in the order they were declared.</summary>
    public required ImmutableArray<TargetDeclaration> Targets { get; init; }

    /// <summary>For each target the targets that must have run before it, scheduled with it.</summary>
    public required ImmutableArray<IndexList> Dependencies { get; init; }

    /// <summary>For each target the targets it triggers.</summary>
    public required ImmutableArray<IndexList> Triggers { get; init; }

    /// <summary>For each target those that wait for its end when both are scheduled: what depends on it, what it triggers, what is ordered behind it.</summary>
    public required ImmutableArray<IndexList> Successors { get; init; }

    /// <summary>All targets, every edge pointing forward; declaration order decides ties.</summary>
    public required IndexList Order { get; init; }

    /// <summary>Position of each target by the key of its name.</summary>
    public required IReadOnlyDictionary<string, int> Indices { get; init; }

    /// <summary>The names of targets, in order.</summary>
    public string[] NamesOf(IndexList indices)
    {
        string[] names = new string[indices.Count];
        for (int position = 0; position < names.Length; position++)
            names[position] = Targets[indices[position]].Name;
        return names;
    }

    /// <summary>Finds a target as a person types it: case and hyphens do not matter.</summary>
    public int? Find(string name) => Indices.TryGetValue(TargetName.Key(name), out int index) ? index : null;
}
