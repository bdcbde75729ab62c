using System.Globalization;

namespace Slipway.Deployers.Local;

/// <summary>The process that listens on a loopback port, as far as /proc tells.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="Arguments">Its command line, word by word.</param>
internal sealed record PortHolder(int Pid, IReadOnlyList<string> Arguments)
{
    /// <summary>The state folder of an edge of another Slipway, or null when it is something else.</summary>
    public string? EdgeState
    {
        get
        {
            bool isEdge = Arguments.Any(word => Path.GetFileName(word) is "Slipway.Edge.dll" or "Slipway.Edge");
            int state = Arguments.ToList().IndexOf("--state");
            return isEdge && state >= 0 && state + 1 < Arguments.Count ? Arguments[state + 1] : null;
        }
    }

    /// <summary>Looks for the listener of a port; null when there is none or it is another user's.</summary>
    public static PortHolder? Find(int port)
    {
        string[] tables = ["/proc/net/tcp", "/proc/net/tcp6"];
        var links = tables.Where(File.Exists).SelectMany(path => Inodes(path, port)).Select(inode => $"socket:[{inode}]").ToHashSet();
        if (links.Count == 0)
            return null;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int pid) && Holds(folder, links))
                return new(pid, CommandLine(folder));
        }

        return null;
    }

    // Columns: sl local_address rem_address st … uid timeout inode; state 0A is listening, the port is hexadecimal.
    private static IEnumerable<string> Inodes(string path, int port) =>
        File.ReadLines(path).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > 9 && columns[3] == "0A" && IsLoopback(columns[1], $":{port:X4}"))
            .Select(columns => columns[9]);

    // 127.0.0.1 as the kernel prints it, or every address.
    private static bool IsLoopback(string local, string port) =>
        local.EndsWith(port, StringComparison.Ordinal) && (local.StartsWith("0100007F:", StringComparison.Ordinal) || local[..^port.Length].Trim('0').Length == 0);

    private static bool Holds(string folder, HashSet<string> links)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"{folder}/fd").Any(path => new FileInfo(path).LinkTarget is { } link && links.Contains(link));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;   // ended, or another user's
        }
    }

    private static string[] CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText($"{folder}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (IOException)
        {
            return [];
        }
    }
}
