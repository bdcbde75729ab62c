using System.Collections.Immutable;
using Slipway.Targets.Caching;
using Slipway.Targets.Declaring;
using Slipway.Targets.Graph;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Composition;

/// <summary>The patterns of a target that says what it reads and makes.</summary>
/// <param name="Inputs">What it reads.</param>
/// <param name="Except">What of it does not count.</param>
/// <param name="Outputs">What it makes.</param>
internal sealed record ReadPatterns(ImmutableArray<PathPattern> Inputs, ImmutableArray<PathPattern> Except, ImmutableArray<PathPattern> Outputs)
{
    /// <summary>Those of all targets, by name.</summary>
    /// <exception cref="FaultException">A pattern is none, or two targets make the same: all of it, exit code 2.</exception>
    public static IReadOnlyDictionary<string, ReadPatterns> Of(TargetGraph graph, AbsolutePath root)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        var all = new Dictionary<string, ReadPatterns>(StringComparer.Ordinal);
        foreach (TargetDeclaration target in graph.Targets)
        {
            if (target.Caching is not { } known)
                continue;
            ImmutableArray<PathPattern> Parse(ImmutableArray<string> texts) => Parsed(texts, target, root, faults);
            all.Add(target.Name, new ReadPatterns(Parse(known.Inputs), Parse(known.Except), Parse(known.Outputs)));
        }

        foreach ((string name, ReadPatterns patterns) in all)
        {
            foreach ((string other, ReadPatterns others) in all.TakeWhile(pair => pair.Key != name))
            {
                if (patterns.Outputs.FirstOrDefault(output => others.Outputs.Any(output.Overlaps)) is { } both)
                    faults.Add(MadeByBoth(graph.Targets[graph.Find(name)!.Value], other, both)); // it was read from there
            }
        }

        return faults.Count == 0 ? all : throw new FaultException(ExitCode.Usage, faults.ToImmutable());
    }

    /// <summary>All targets that one depends on, however far.</summary>
    public static IEnumerable<TargetDeclaration> DependenciesOf(TargetDeclaration target, TargetGraph graph)
    {
        var seen = new HashSet<int>();
        var waiting = new Queue<int>(graph.Dependencies[graph.Find(target.Name)!.Value]); // a target of the graph
        while (waiting.TryDequeue(out int index))
        {
            if (!seen.Add(index))
                continue;
            yield return graph.Targets[index];
            foreach (int next in graph.Dependencies[index])
                waiting.Enqueue(next);
        }
    }

    private static ImmutableArray<PathPattern> Parsed(
        ImmutableArray<string> texts, TargetDeclaration target, AbsolutePath root, ImmutableArray<Fault>.Builder faults)
    {
        var parsed = ImmutableArray.CreateBuilder<PathPattern>();
        foreach (string text in texts)
        {
            if (PathPattern.Parse(text, root, out string? refusal) is { } pattern)
                parsed.Add(pattern);
            else
                faults.Add(NoPattern(target, text, refusal));
        }

        return parsed.ToImmutable();
    }

    private static Fault NoPattern(TargetDeclaration target, string text, string? refusal) => new(
        "SLP1007", $"{target.Name} cannot read or make '{text}': {refusal}", $"{target.DeclaredBy}.{target.Name}",
        "name files below the repository's folder");

    private static Fault MadeByBoth(TargetDeclaration target, string other, PathPattern output) => new(
        "SLP1008", $"{target.Name} and {other} both make {output}: neither could be taken from the cache without the other's",
        $"{target.DeclaredBy}.{target.Name}",
        "give each a folder of its own");
}
