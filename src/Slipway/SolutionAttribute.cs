using System.Reflection;
using Slipway.ProjectModel;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway;

/// <summary>Gives a member of type <see cref="Solution"/> the repository's solution: the path given here, the parameter of the member's name, or the only solution in the repository's folder.</summary>
/// <param name="path">Path relative to the repository's folder; null looks.</param>
public class SolutionAttribute(string? path = null) : ValueInjectionAttribute
{
    /// <summary>Path of the solution file below the repository's folder; null searches there.</summary>
    public string? Path { get; } = path;

    /// <summary>The member's name is a parameter too: Nuke's own template names the solution in <c>.nuke/parameters.json</c>.</summary>
    public override bool IsParameter => true;

    /// <exception cref="FaultException">The file is missing or malformed, or there are several solutions and nothing says which.</exception>
    public override object? GetValue(MemberInfo member, SlipwayBuild build)
    {
        AbsolutePath root = SlipwayBuild.RootDirectory;
        string? given = Path ?? ((ISlipwayBuild)build).ParameterText(member.Name);
        return Solution.Read(given is null ? SolutionSearch.In(root) : AbsolutePath.Create(System.IO.Path.GetFullPath(given, root)));
    }
}
