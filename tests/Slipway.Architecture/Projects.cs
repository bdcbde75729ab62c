using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Vocabulary.Paths;

namespace Slipway.Architecture;

/// <summary>The projects of Slipway itself, as they lie in <c>src/</c>.</summary>
internal static class Projects
{
    /// <summary>Which may reference which, directly. Anything else is a wall somebody broke.</summary>
    public static ImmutableSortedDictionary<string, string> References { get; } = new Dictionary<string, string>
    {
        ["Slipway.Vocabulary"] = "",
        ["Slipway.Targets"] = "Vocabulary",
        ["Slipway.Releases"] = "Vocabulary",
        ["Slipway.Tools"] = "Vocabulary",
        ["Slipway.Reports"] = "Vocabulary Targets Releases",
        ["Slipway.Processes"] = "Vocabulary",
        ["Slipway.Execution"] = "Vocabulary Targets",
        ["Slipway.Delivery"] = "Vocabulary Releases Tools Processes",
        ["Slipway.Deployers"] = "Vocabulary Releases Tools Processes",
        ["Slipway.Edge"] = "Vocabulary",
        ["Slipway.GitHub"] = "Vocabulary Releases",
        ["Slipway"] = "Vocabulary Targets Releases Tools Reports Processes Execution Delivery Deployers GitHub",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Projects that decide: no IO, no clock, no process, no console.</summary>
    public static ImmutableArray<string> Pure { get; } = ["Slipway.Vocabulary", "Slipway.Targets", "Slipway.Releases", "Slipway.Tools", "Slipway.Reports"];

    public static ImmutableArray<string> All { get; } = [.. References.Keys];

    public static AbsolutePath Source { get; } = Repository.Root / "src";

    public static AbsolutePath Folder(string project) => Source / project;

    /// <summary>Source files of a project, without what the compiler writes.</summary>
    public static IEnumerable<AbsolutePath> Files(string project) => FilesBelow(Folder(project), "*.cs");

    public static IEnumerable<AbsolutePath> FilesBelow(AbsolutePath folder, string pattern) => Directory
        .EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
        .Select(AbsolutePath.Create)
        .Where(file => !folder.GetUnixRelativePathTo(file).Split('/').Any(part => part is "bin" or "obj"))
        .Order();

    public static string Shown(AbsolutePath file) => Repository.Root.GetUnixRelativePathTo(file);
}
