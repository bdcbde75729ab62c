namespace Slipway.Releases.Packages;

/// <summary>The file that starts a published service, where the build does not name one.</summary>
public static class ProgramFile
{
    private const string Settings = ".runtimeconfig.json";

    // The parts of a runtime that a self-contained service carries; it is started by its own host then, not by dotnet.
    private static readonly string[] Runtimes = ["libhostpolicy.so", "libhostpolicy.dylib", "hostpolicy.dll"];

    /// <summary>The file to start, or null where nothing in the folder can be told to be one.</summary>
    /// <param name="project">Name of the project without ending.</param>
    /// <param name="files">Names of the files that lie directly in what was published.</param>
    public static string? Choose(string project, IReadOnlyCollection<string> files)
    {
        string[] programs = [.. files.Where(file => file.EndsWith(Settings, StringComparison.Ordinal)).Select(file => file[..^Settings.Length])];
        string name = programs is [var only] ? only : project; // the assembly may be called otherwise than its project
        bool isSelfContained = files.Any(file => Runtimes.Contains(file));
        string[] wanted = isSelfContained ? [name, $"{name}.exe", $"{name}.dll"] : [$"{name}.dll", name, $"{name}.exe"];
        return wanted.FirstOrDefault(files.Contains) ?? Alone(files);
    }

    // A single file or a native program whose assembly has another name: nothing else in the folder looks like a program.
    private static string? Alone(IReadOnlyCollection<string> files) =>
        files.Where(file => !file.Contains('.', StringComparison.Ordinal)).ToArray() is [var only] ? only : null;
}
