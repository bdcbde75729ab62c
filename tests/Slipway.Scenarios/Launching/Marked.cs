using System.Text;

namespace Slipway.Scenarios.Launching;

/// <summary>Finds processes by a variable in their environment.</summary>
internal static class Marked
{
    /// <summary>Command lines of the living processes started with <c>SLIPWAY_TEST_MARK</c> of this value.</summary>
    public static IReadOnlyList<string> Processes(string mark)
    {
        var found = new List<string>();
        foreach (string folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            try
            {
                string environment = File.ReadAllText(Path.Combine(folder, "environ"));
                string state = File.ReadAllText(Path.Combine(folder, "stat"));
                if (environment.Split('\0').Contains($"SLIPWAY_TEST_MARK={mark}") && !state[(state.LastIndexOf(')') + 1)..].StartsWith(" Z", StringComparison.Ordinal))
                    found.Add(Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, "cmdline"))).Replace('\0', ' '));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The process ended while we looked.
            }
        }

        return found;
    }
}
