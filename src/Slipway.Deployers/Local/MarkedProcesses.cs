using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Slipway.Deployers.Local;

/// <summary>Finds processes by a variable in their environment: what we started, whatever became of its parent, session or record.</summary>
internal static class MarkedProcesses
{
    /// <summary>Every running process whose environment holds exactly this entry (<c>NAME=value</c>), the one started first at the front.</summary>
    public static ImmutableArray<ProcessIdentity> Find(string entry)
    {
        byte[] wanted = [0, .. Encoding.UTF8.GetBytes(entry), 0];
        return
        [
            .. Directory.EnumerateDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int pid) ? pid : 0)
                .Where(pid => pid > 0 && Holds(pid, wanted))
                .Select(ProcessIdentity.Read)
                .OfType<ProcessIdentity>()
                .OrderBy(process => process.StartTime),
        ];
    }

    /// <summary>Every running process that has a variable in its environment with the value that one of them has; nothing where that one has none.</summary>
    public static ImmutableArray<ProcessIdentity> Alike(ProcessIdentity process, string name)
    {
        string[] entries = Encoding.UTF8.GetString(EnvironmentOf(process.Pid)).Split('\0');
        return entries.FirstOrDefault(entry => entry.StartsWith(name + "=", StringComparison.Ordinal)) is { } found ? Find(found) : [];
    }

    private static bool Holds(int pid, byte[] wanted) => EnvironmentOf(pid).AsSpan().IndexOf(wanted) >= 0;

    private static byte[] EnvironmentOf(int pid)
    {
        try
        {
            return [0, .. File.ReadAllBytes($"/proc/{pid}/environ")];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];   // ended, or another user's: neither is ours
        }
    }
}
