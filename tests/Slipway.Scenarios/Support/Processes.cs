namespace Slipway.Scenarios.Support;

/// <summary>What runs on this machine.</summary>
internal static class Processes
{
    /// <summary>Command lines of processes that name all of these words.</summary>
    public static string[] Naming(params string[] words) =>
    [
        .. Folders().Select(CommandLine)
            .Where(line => words.All(word => line.Contains(word, StringComparison.Ordinal))),
    ];

    /// <summary>Command lines of living processes with this entry in their environment.</summary>
    public static string[] Carrying(string entry) =>
        [.. Folders().Where(folder => Text(folder, "environ").Split('\0').Contains(entry)).Select(CommandLine)];

    private static IEnumerable<string> Folders() => Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]));

    private static string CommandLine(string folder) => Text(folder, "cmdline").Replace('\0', ' ');

    private static string Text(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return ""; // ended between the listing and the look, or somebody else's
        }
    }
}
