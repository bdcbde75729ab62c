using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.ProjectModel;

/// <summary>A solution file: its projects and folders, in the order <c>dotnet sln</c> tells them. Converts to its own path.</summary>
public sealed class Solution
{
    internal Solution(AbsolutePath path, SolutionOutline outline)
    {
        Path = path;
        Configurations = outline.Configurations.ToImmutableSortedDictionary(name => name, name => name, StringComparer.Ordinal);
        var folders = outline.Folders.ToDictionary(
            folder => folder.Key, folder => new SolutionFolder(folder.Name) { Solution = this }, StringComparer.Ordinal);
        foreach (OutlineFolder folder in outline.Folders)
            folders[folder.Key].Parent = folder.ParentKey is { } parent ? folders[parent] : null;
        AllSolutionFolders = [.. folders.Values];
        AllProjects = [.. outline.Projects.Select(project => new Project(
            this, project.Name, AbsolutePath.Create(System.IO.Path.GetFullPath(project.RelativePath, path.Parent!)), project.Id, project.FolderKey is { } key ? folders[key] : null))];
    }

    /// <summary>The file itself.</summary>
    public AbsolutePath Path { get; }

    /// <summary>The folder it lies in.</summary>
    public AbsolutePath Directory => Path.Parent!;

    /// <summary>Its name.</summary>
    public string Name => Path.NameWithoutExtension;

    /// <summary>The name of its file.</summary>
    public string FileName => Path.Name;

    /// <summary>"Debug|Any CPU" and the like.</summary>
    public IReadOnlyDictionary<string, string> Configurations { get; }

    /// <summary>Every project, wherever it stands.</summary>
    public IReadOnlyCollection<Project> AllProjects { get; }

    /// <summary>Projects outside of all solution folders.</summary>
    public IReadOnlyCollection<Project> Projects => [.. AllProjects.Where(project => project.SolutionFolder is null)];

    /// <summary>Its folders, nested ones too.</summary>
    public IReadOnlyCollection<SolutionFolder> AllSolutionFolders { get; }

    /// <summary>Folders outside of all others.</summary>
    public IReadOnlyCollection<SolutionFolder> SolutionFolders => [.. AllSolutionFolders.Where(folder => folder.Parent is null)];

    /// <exception cref="FaultException">The file is missing or malformed; the place has line and column.</exception>
    public static Solution Read(AbsolutePath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
            throw ProjectFaults.NoSolution(path);
        return new Solution(path, SolutionReader.Read(path));
    }

    /// <summary>The project of this name or path, or null.</summary>
    public Project? GetProject(string nameOrPath) =>
        AllProjects.FirstOrDefault(project => project.Name == nameOrPath || (string)project.Path == nameOrPath)
        ?? AllProjects.FirstOrDefault(project => string.Equals(project.Name, nameOrPath, StringComparison.OrdinalIgnoreCase));

    /// <summary>Projects whose name matches, by <c>*</c> and <c>?</c>.</summary>
    public IEnumerable<Project> GetAllProjects(string wildcard) =>
        AllProjects.Where(project => FileSystemName.MatchesSimpleExpression(wildcard, project.Name, ignoreCase: true));

    /// <summary>The solution folder of a name, or null.</summary>
    public SolutionFolder? GetSolutionFolder(string name) => AllSolutionFolders.FirstOrDefault(folder => folder.Name == name);

    /// <summary>The path of the solution file.</summary>
    [return: NotNullIfNotNull(nameof(solution))]
    public static implicit operator string?(Solution? solution) => solution?.Path.ToString();

    /// <summary>The path of the solution file.</summary>
    [return: NotNullIfNotNull(nameof(solution))]
    public static implicit operator AbsolutePath?(Solution? solution) => solution?.Path;

    /// <summary>The path of the solution file.</summary>
    public override string ToString() => Path;
}
