using System.Collections.Immutable;
using Slipway.Targets.Declaring;
using Slipway.Vocabulary.Faults;

namespace Slipway.Targets.Graph;

/// <summary>Turns declarations into a graph, or says everything that is wrong with them.</summary>
public static class GraphBuilder
{
    /// <summary>Resolves names, edges and the order of all targets.</summary>
    /// <exception cref="FaultException">Ambiguous, unknown, self-referring or circular targets: all of them together, exit code 2.</exception>
    public static TargetGraph Build(ImmutableArray<TargetDeclaration> targets)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        var indices = Index(targets, faults);
        var edges = new Edges(targets, indices, faults);
        ImmutableArray<IndexList> successors = edges.Successors;
        IndexList order = Topology.Sort(successors, out ImmutableArray<IndexList> cycles);
        foreach (IndexList cycle in cycles)
            faults.Add(Circular([.. cycle.Select(index => targets[index].Name)]));
        if (faults.Count > 0)
            throw new FaultException(ExitCode.Usage, faults.ToImmutable());

        return new TargetGraph
        {
            Targets = targets, Dependencies = edges.Dependencies, Triggers = edges.Triggers, Successors = successors, Order = order, Indices = indices,
        };
    }

    private static Dictionary<string, int> Index(ImmutableArray<TargetDeclaration> targets, ImmutableArray<Fault>.Builder faults)
    {
        var indices = new Dictionary<string, int>(targets.Length, StringComparer.Ordinal);
        for (int index = 0; index < targets.Length; index++)
        {
            if (!indices.TryAdd(TargetName.Key(targets[index].Name), index))
                faults.Add(Ambiguous(targets[index], targets[indices[TargetName.Key(targets[index].Name)]]));
            if (targets[index] is { Caching.IsCached: true, EffectText: { } effect })
                faults.Add(Effectful(targets[index], effect));
        }

        return indices;
    }

    private static Fault Ambiguous(TargetDeclaration second, TargetDeclaration first) => new(
        "SLP1001", $"target {second.Name} is declared twice", $"{first.DeclaredBy}.{first.Name} and {second.DeclaredBy}.{second.Name}",
        "rename one, or declare the property on the build class to say which one is meant");

    private static Fault Effectful(TargetDeclaration target, string effect) => new(
        "SLP1006", $"target {target.Name} has an effect ({effect}) and says what it reads: an effect cannot be taken from a cache", $"{target.DeclaredBy}.{target.Name}",
        "leave its Inputs out, or move what has the effect into a target of its own");

    private static Fault Circular(ImmutableArray<string> path) => new(
        "SLP1004", "targets wait for each other", string.Join(" → ", path.Append(path[0])), "drop one of these dependencies; --list shows who depends on whom");

    private sealed class Edges
    {
        private readonly Dictionary<string, int> _indices;
        private readonly ImmutableArray<Fault>.Builder _faults;
        private readonly ImmutableArray<TargetDeclaration> _targets;
        private readonly IndexList.Builder?[] _dependencies;
        private readonly IndexList.Builder?[] _triggers;
        private readonly IndexList.Builder?[] _successors;

        public Edges(ImmutableArray<TargetDeclaration> targets, Dictionary<string, int> indices, ImmutableArray<Fault>.Builder faults)
        {
            (_indices, _faults, _targets) = (indices, faults, targets);
            (_dependencies, _triggers, _successors) = (new IndexList.Builder?[targets.Length], new IndexList.Builder?[targets.Length], new IndexList.Builder?[targets.Length]);
            for (int index = 0; index < targets.Length; index++)
                Read(targets[index], index);
        }

        public ImmutableArray<IndexList> Dependencies => Frozen(_dependencies);

        public ImmutableArray<IndexList> Triggers => Frozen(_triggers);

        public ImmutableArray<IndexList> Successors => Frozen(_successors);

        private void Read(TargetDeclaration target, int index)
        {
            foreach (int other in Resolve(target, target.DependsOn, index))
                Add(_dependencies, index, other, before: other, after: index);
            foreach (int other in Resolve(target, target.DependentFor, index))
                Add(_dependencies, other, index, before: index, after: other);
            foreach (int other in Resolve(target, target.Triggers, index))
                Add(_triggers, index, other, before: index, after: other);
            foreach (int other in Resolve(target, target.TriggeredBy, index))
                Add(_triggers, other, index, before: other, after: index);
            foreach (int other in Resolve(target, target.Before, index))
                Append(_successors, index, other);
            foreach (int other in Resolve(target, target.After, index))
                Append(_successors, other, index);
        }

        private void Add(IndexList.Builder?[] table, int from, int to, int before, int after)
        {
            Append(table, from, to);
            Append(_successors, before, after);
        }

        private static void Append(IndexList.Builder?[] table, int from, int to) => (table[from] ??= new IndexList.Builder()).Add(to);

        private IndexList Resolve(TargetDeclaration target, ImmutableArray<string> names, int self)
        {
            if (names.IsEmpty)
                return IndexList.Empty;
            var resolved = new IndexList.Builder();
            foreach (string name in names)
            {
                if (!_indices.TryGetValue(TargetName.Key(name), out int index))
                    _faults.Add(Unknown(target, name));
                else if (index == self)
                    _faults.Add(Self(target));
                else
                    resolved.Add(index);
            }

            return resolved.ToList();
        }

        private Fault Unknown(TargetDeclaration target, string name) => new(
            "SLP1002", $"target {target.Name} refers to {name}, which this build does not have", $"{target.DeclaredBy}.{target.Name}", Nearest.Mend(name, [.. _targets.Select(candidate => candidate.Name)], "targets"));

        private static Fault Self(TargetDeclaration target) => new(
            "SLP1003", $"target {target.Name} waits for itself", $"{target.DeclaredBy}.{target.Name}", "take the target out of its own list");

        private static ImmutableArray<IndexList> Frozen(IndexList.Builder?[] table) =>
            ImmutableArray.Create(Array.ConvertAll(table, list => list?.ToList() ?? IndexList.Empty));
    }
}
