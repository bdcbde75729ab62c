namespace Slipway.ProjectModel;

/// <summary>A folder that exists in the solution only.</summary>
public sealed class SolutionFolder
{
    internal SolutionFolder(string name) => Name = name;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The solution it stands in.</summary>
    public required Solution Solution { get; init; }

    /// <summary>Folder around this one; null at the top.</summary>
    public SolutionFolder? Parent { get; internal set; }

    /// <summary>Projects right in it.</summary>
    public IReadOnlyCollection<Project> Projects => [.. Solution.AllProjects.Where(project => project.SolutionFolder == this)];

    /// <summary>Folders right in it.</summary>
    public IReadOnlyCollection<SolutionFolder> SolutionFolders => [.. Solution.AllSolutionFolders.Where(folder => folder.Parent == this)];

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
