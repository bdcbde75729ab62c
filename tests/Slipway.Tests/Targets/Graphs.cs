using FsCheck;
using FsCheck.Fluent;
using Slipway.Targets.Declaring;
using Slipway.Targets.Graph;

namespace Slipway.Tests.Targets;

/// <summary>Random graphs without cycles: edges go from a higher rank to a lower one, declarations are shuffled.</summary>
internal static class Graphs
{
    public static Gen<TargetGraph> Acyclic =>
        from count in Gen.Choose(1, 25)
        from seed in Gen.Choose(0, int.MaxValue)
        select Make(count, new Random(seed));

    private static TargetGraph Make(int count, Random random)
    {
        TargetDeclaration[] targets = [.. Enumerable.Range(0, count).Select(rank => new TargetDeclaration
        {
            Name = $"T{rank}",
            DependsOn = [.. Below(rank, random)],
            After = [.. Below(rank, random)],
            TriggeredBy = [.. Below(rank, random).Take(1)],
            WhenSkipped = (DependencyBehavior)random.Next(2),
        })];
        random.Shuffle(targets);
        return GraphBuilder.Build([.. targets]);
    }

    private static string[] Below(int rank, Random random) =>
        Enumerable.Range(0, rank).Where(_ => random.Next(4) == 0).Select(other => $"T{other}").ToArray();
}
