using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>What components assume where a build says nothing.</summary>
internal static class Defaults
{
    public static AbsolutePath SolutionIn(AbsolutePath root)
    {
        string[] solutions = [.. Directory.EnumerateFiles(root).Where(file => Path.GetExtension(file) is ".slnx" or ".sln").Order(StringComparer.Ordinal)];
        return solutions.Length == 1
            ? AbsolutePath.Create(solutions[0])
            : throw new FaultException(ExitCode.Usage, new Fault("SLP1401", $"{solutions.Length} solutions lie in the repository's folder, one is expected", root, "override SolutionFile in the build to say which"));
    }

    public static AbsolutePath StateOf(AbsolutePath root) => Environment.GetEnvironmentVariable("SLIPWAY_STATE") is { Length: > 0 } given
        ? AbsolutePath.Create(Path.GetFullPath(given, root))
        : root / ".nuke" / "state";
}
