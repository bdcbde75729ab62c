using System.Collections.Immutable;

namespace Slipway.ProjectModel;

/// <summary>What both solution formats say, before it becomes objects.</summary>
internal sealed record SolutionOutline(
    ImmutableArray<OutlineProject> Projects, ImmutableArray<OutlineFolder> Folders, ImmutableArray<string> Configurations);

/// <summary>A project as written; its path with forward slashes.</summary>
internal sealed record OutlineProject(string Name, string RelativePath, Guid Id, string? FolderKey);

/// <summary>A solution folder; keys are unique in the file.</summary>
internal sealed record OutlineFolder(string Key, string Name, string? ParentKey);
