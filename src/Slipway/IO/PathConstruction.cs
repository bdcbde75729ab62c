using Slipway.Vocabulary.Paths;

namespace Slipway.IO;

/// <summary>The static path calls of older builds, each with what to write instead.</summary>
public static class PathConstruction
{
    [Obsolete("Use folder.GlobFiles(patterns).")]
    public static IReadOnlyCollection<string> GlobFiles(AbsolutePath directory, params string[] patterns) =>
        [.. PathQueries.GlobFiles(directory, patterns).Select(path => (string)path)];

    [Obsolete("Use folder.GlobDirectories(patterns).")]
    public static IReadOnlyCollection<string> GlobDirectories(AbsolutePath directory, params string[] patterns) =>
        [.. PathQueries.GlobDirectories(directory, patterns).Select(path => (string)path)];

    [Obsolete("Use basePath.GetRelativePathTo(destination).")]
    public static string GetRelativePath(AbsolutePath basePath, AbsolutePath destinationPath) => basePath.GetRelativePathTo(destinationPath);

    [Obsolete("Use folder / \"part\".")]
    public static string Combine(AbsolutePath left, string right) => left / right;

    [Obsolete("Use folder.Contains(path).")]
    public static bool IsDescendantPath(AbsolutePath basePath, AbsolutePath destinationPath) => destinationPath.IsWithin(basePath);
}
