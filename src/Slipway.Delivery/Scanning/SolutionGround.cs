using System.Collections.Immutable;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Scanning;

/// <summary>What a scan of dependencies stands on.</summary>
/// <param name="Root">The repository's folder: findings name paths below it.</param>
/// <param name="Solution">The solution that is restored and listed.</param>
/// <param name="Projects">Its project files.</param>
public sealed record SolutionGround(AbsolutePath Root, AbsolutePath Solution, ImmutableArray<AbsolutePath> Projects)
{
    /// <summary>What the restore of a project left behind: in the <c>obj</c> folder beside it, or below <c>artifacts</c> in a folder above (<c>UseArtifactsOutput</c>); of several the newest. Where there is none, the first of these.</summary>
    public static AbsolutePath AssetsOf(AbsolutePath project)
    {
        AbsolutePath beside = project.Parent! / "obj" / AssetsName; // a file has a folder
        var places = new List<AbsolutePath> { beside };
        for (AbsolutePath? folder = project.Parent; folder is not null; folder = folder.Parent)
            places.Add(folder / "artifacts" / "obj" / project.NameWithoutExtension / AssetsName);
        return places.Where(place => File.Exists(place)).OrderByDescending(place => File.GetLastWriteTimeUtc(place)).FirstOrDefault() ?? beside;
    }

    private const string AssetsName = "project.assets.json";
}
