namespace Slipway.Processes;

/// <summary>Finds programs on PATH. Never in the current folder or beside our own executable, where .NET would look first.</summary>
public static class ProgramPath
{
    /// <summary>Absolute path of the program, or null when it is nowhere.</summary>
    /// <param name="program">A name, or a path; a relative path counts from <paramref name="folder"/>.</param>
    /// <param name="folder">Folder the process starts in.</param>
    /// <param name="path">Value of PATH for the process.</param>
    public static string? Find(string program, string folder, string? path)
    {
        if (program.Contains('/') || program.Contains(Path.DirectorySeparatorChar))
            return Candidates(Path.GetFullPath(program, folder)).FirstOrDefault(File.Exists);
        return (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(entry => Candidates(Path.Combine(entry, program)))
            .FirstOrDefault(IsProgram);
    }

    private static IEnumerable<string> Candidates(string file) =>
        OperatingSystem.IsWindows() ? [file, file + ".exe", file + ".cmd", file + ".bat"] : [file];

    private static bool IsProgram(string file)
    {
        const UnixFileMode executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & executable) != 0);
    }
}
