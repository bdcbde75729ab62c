using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Deletes what a build makes and nothing else: <c>bin</c> and <c>obj</c> beside projects, and the artifacts. The state is never touched.</summary>
internal static class CleanOutputs
{
    public static void Of(AbsolutePath root, AbsolutePath artifacts)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden };
        List<string> projects = [.. Directory.EnumerateFiles(root, "*.csproj", options).Select(project => Path.GetDirectoryName(project)!)];
        foreach (string project in projects)
        {
            Delete(Path.Combine(project, "bin"));
            Delete(Path.Combine(project, "obj"));
        }

        Delete(artifacts);
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
