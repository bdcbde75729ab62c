namespace Slipway.ProjectModel;

/// <summary>A folder that exists in the solution only.</summary>
public sealed class SolutionFolder
{
    internal SolutionFolder(string name) => Name = name;

    public string Name { get; }

    public required Solution Solution { get; init; }

    /// <summary>Folder around this one; null at the top.</summary>
    public SolutionFolder? Parent { get; internal set; }

    public IReadOnlyCollection<Project> Projects => [.. Solution.AllProjects.Where(project => project.SolutionFolder == this)];

    public IReadOnlyCollection<SolutionFolder> SolutionFolders => [.. Solution.AllSolutionFolders.Where(folder => folder.Parent == this)];

    public override string ToString() => Name;
}
