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
            : throw new FaultException(ExitCode.Usage, new Fault(
                "SLP1401", $"{solutions.Length} solutions lie in the repository's folder, one is expected{Names(solutions)}", root, Mend(solutions)));
    }

    private static string Names(string[] solutions) => solutions.Length == 0 ? "" : $": {string.Join(", ", solutions.Select(Path.GetFileName))}";

    private static string Mend(string[] solutions)
    {
        string name = Path.GetFileName(solutions.FirstOrDefault()) ?? "My.slnx";
        return $"name it where it is asked for: [Solution(\"{name}\")], or public AbsolutePath SolutionFile => RootDirectory / \"{name}\"; in the build";
    }
}
