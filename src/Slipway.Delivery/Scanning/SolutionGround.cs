using System.Collections.Immutable;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Scanning;

/// <summary>What a scan of dependencies stands on.</summary>
/// <param name="Root">The repository's folder: findings name paths below it.</param>
/// <param name="Solution">The solution that is restored and listed.</param>
/// <param name="Projects">Its project files.</param>
public sealed record SolutionGround(AbsolutePath Root, AbsolutePath Solution, ImmutableArray<AbsolutePath> Projects)
{
    internal static AbsolutePath AssetsOf(AbsolutePath project) => project.Parent! / "obj" / "project.assets.json"; // a file has a folder
}
