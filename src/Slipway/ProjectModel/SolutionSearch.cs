using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.ProjectModel;

/// <summary>Finds the solution where a build does not name it.</summary>
internal static class SolutionSearch
{
    /// <summary>The only solution in a folder.</summary>
    /// <exception cref="FaultException">There is none, or there are several (exit 2).</exception>
    public static AbsolutePath In(AbsolutePath root)
    {
        string[] solutions = [.. Directory.EnumerateFiles(root).Where(file => Path.GetExtension(file) is ".slnx" or ".sln").Order(StringComparer.Ordinal)];
        return solutions.Length == 1
            ? AbsolutePath.Create(solutions[0])
            : throw new FaultException(ExitCode.Usage, new Fault("SLP1401", $"{solutions.Length} solutions lie in the repository's folder, one is expected", root, "override SolutionFile in the build to say which"));
    }
}
