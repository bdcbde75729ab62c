using System.Collections.Immutable;
using Slipway.ProjectModel;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>The project files a build compiles.</summary>
internal static class SolutionProjects
{
    /// <summary>Those of the solution, or the one project that stands in for it. Other kinds of projects, such as those of compose files, know no packages and are left out.</summary>
    public static ImmutableArray<AbsolutePath> Of(IApplication build)
    {
        AbsolutePath file = build.SolutionFile;
        ImmutableArray<AbsolutePath> projects = file.HasExtension("sln", "slnx") ? [.. Solution.Read(file).AllProjects.Select(project => project.Path)] : [file];
        return [.. projects.Where(project => project.HasExtension("csproj", "fsproj", "vbproj"))];
    }
}
