using System.Xml;
using Microsoft.VisualStudio.SolutionPersistence;
using Microsoft.VisualStudio.SolutionPersistence.Model;
using Microsoft.VisualStudio.SolutionPersistence.Serializer;
using Slipway.Vocabulary.Paths;

namespace Slipway.ProjectModel;

/// <summary>Reads solution files of both formats as Microsoft's own library does, so that what <c>dotnet sln</c> lists is what a build sees.</summary>
internal static class SolutionReader
{
    public static SolutionOutline Read(AbsolutePath file)
    {
        ISolutionSerializer reader = SolutionSerializers.GetSerializerByMoniker(file) ?? throw ProjectFaults.Malformed(file, 1, 1, "its name ends neither in .sln nor in .slnx");
        try
        {
            // A local file: there is nothing to wait for, and properties of a build cannot wait.
            return Outline(reader.OpenAsync(file, CancellationToken.None).GetAwaiter().GetResult());
        }
        catch (XmlException malformed)
        {
            throw ProjectFaults.Malformed(file, malformed.LineNumber, malformed.LinePosition, malformed.Message, malformed);
        }
        catch (SolutionException malformed)
        {
            throw ProjectFaults.Malformed(file, malformed.Line ?? 1, malformed.Column ?? 1, malformed.Message, malformed);
        }
    }

    private static SolutionOutline Outline(SolutionModel model) => new(
        [.. model.SolutionProjects.Select(project => new OutlineProject(project.ActualDisplayName, project.FilePath.Replace('\\', '/'), project.Id, project.Parent?.Path))],
        [.. model.SolutionFolders.Select(folder => new OutlineFolder(folder.Path, folder.ActualDisplayName, folder.Parent?.Path))],
        [.. model.BuildTypes.SelectMany(type => model.Platforms.Select(platform => $"{type}|{platform}"))]);
}
