namespace Slipway.Scenarios.Support;

/// <summary>What runs on this machine.</summary>
internal static class Processes
{
    /// <summary>Command lines of processes that name all of these words.</summary>
    public static string[] Naming(params string[] words) =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Select(CommandLine)
            .Where(line => words.All(word => line.Contains(word, StringComparison.Ordinal))),
    ];

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return ""; // ended between the listing and the look
        }
    }
}
