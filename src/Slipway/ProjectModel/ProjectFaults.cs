using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.ProjectModel;

/// <summary>What can be wrong with solution and project files.</summary>
internal static class ProjectFaults
{
    public static FaultException NoSolution(AbsolutePath path) => Wrong(new Fault(
        "SLP5301", "there is no solution file", path, "name an existing .sln or .slnx file in [Solution(\"…\")] or .nuke/parameters.json"));

    public static FaultException Malformed(AbsolutePath path, int line, int column, string cause, Exception? inner = null) => Wrong(new Fault(
        "SLP5302", cause, $"{path}:{line}:{column}", "mend the file there, or write it anew with dotnet sln"), inner);

    public static FaultException NoProject(AbsolutePath path) => Wrong(new Fault(
        "SLP5303", "there is no project file", path, "take the project out of the solution, or bring its file back"));

    private static FaultException Wrong(Fault fault, Exception? inner = null) => new(ExitCode.Usage, fault, inner);
}
