using System.Diagnostics.CodeAnalysis;
using Slipway.Vocabulary.Paths;

namespace Slipway.ProjectModel;

/// <summary>A project of a solution. Converts to the path of its file.</summary>
public sealed class Project
{
    internal Project(Solution solution, string name, AbsolutePath path, Guid projectId, SolutionFolder? solutionFolder)
    {
        Solution = solution;
        Name = name;
        Path = path;
        ProjectId = projectId;
        SolutionFolder = solutionFolder;
    }

    /// <summary>The solution it stands in.</summary>
    public Solution Solution { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The project file.</summary>
    public AbsolutePath Path { get; }

    /// <summary>The folder it lies in.</summary>
    public AbsolutePath Directory => Path.Parent!;

    /// <summary>Id in the solution file; empty where a .slnx gives none.</summary>
    public Guid ProjectId { get; }

    /// <summary>Folder of the solution it stands in; null at the top.</summary>
    public SolutionFolder? SolutionFolder { get; }

    /// <summary>Values of <c>TargetFrameworks</c> or <c>TargetFramework</c>; read as <see cref="GetProperty"/> does.</summary>
    public IReadOnlyCollection<string> GetTargetFrameworks() =>
        (GetProperty("TargetFrameworks") ?? GetProperty("TargetFramework") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>
    /// The value a property has without MSBuild: written without condition in the project file or in the nearest
    /// Directory.Build.props, references to other such properties replaced. Imports, conditions and functions are not evaluated,
    /// so a value that depends on them is missed; <c>dotnet msbuild -getProperty:Name</c> knows better and takes half a second.
    /// </summary>
    public string? GetProperty(string name) => ProjectProperties.Read(Path).GetValueOrDefault(name);

    /// <summary>Ids of the packages the project file itself refers to, in its order.</summary>
    public IReadOnlyCollection<string> GetPackageReferences() => ProjectProperties.PackageReferences(Path);

    /// <summary>True when the project file refers to a package.</summary>
    public bool HasPackageReference(string id) => GetPackageReferences().Contains(id, StringComparer.OrdinalIgnoreCase);

    /// <summary>The path of the project file.</summary>
    [return: NotNullIfNotNull(nameof(project))]
    public static implicit operator string?(Project? project) => project?.Path.ToString();

    /// <summary>The path of the project file.</summary>
    [return: NotNullIfNotNull(nameof(project))]
    public static implicit operator AbsolutePath?(Project? project) => project?.Path;

    /// <summary>The path of the project file.</summary>
    public override string ToString() => Path;
}
