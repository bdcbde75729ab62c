using System.Globalization;

namespace Slipway.Deployers.Local;

/// <summary>One process, told apart from a later one with the same number.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="StartTime">Clock ticks after boot at which it started, from <c>/proc/PID/stat</c>.</param>
/// <param name="BootId">The boot it runs in.</param>
public sealed record ProcessIdentity(int Pid, ulong StartTime, string BootId)
{
    private static readonly TimeSpan ReapPoll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan ReapLimit = TimeSpan.FromSeconds(2);

    /// <summary>The process that has this number now; null when there is none or it is only waiting to be reaped.</summary>
    public static ProcessIdentity? Read(int pid)
    {
        try
        {
            // The second field is the program's name in parentheses and may hold anything; fields are counted after the last ')'.
            string text = File.ReadAllText($"/proc/{pid}/stat");
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            bool isEnded = fields[0] is "Z" or "X";
            string boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
            return isEnded ? null : new(pid, ulong.Parse(fields[19], CultureInfo.InvariantCulture), boot);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;   // it ended while we looked
        }
    }

    /// <summary>How long ago it started; counted by the system's own clock, so that nobody who sets the time changes it.</summary>
    public TimeSpan Age()
    {
        const double ticksPerSecond = 100;   // USER_HZ, the same on every Linux that .NET runs on
        double uptime = double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(Math.Max(0, uptime - (StartTime / ticksPerSecond)));
    }

    /// <summary>True while this very process runs.</summary>
    public bool IsRunning() => Read(Pid) == this;

    /// <summary>True when this process was started as these words, behind an interpreter where the first is a script, and has not become another program since.</summary>
    public bool Runs(IReadOnlyList<string> words)
    {
        try
        {
            return File.ReadAllText($"/proc/{Pid}/cmdline").Split('\0').SkipLast(1).TakeLast(words.Count).SequenceEqual(words);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;   // it ended while we looked
        }
    }

    /// <summary>Sends a signal to this very process, and to nobody who has its number now.</summary>
    public bool Signal(int signal) => Read(Pid) == this && Libc.Kill(Pid, signal) == 0;

    /// <summary>Sends a signal to the process group this process leads.</summary>
    public bool SignalGroup(int signal) => Read(Pid) == this && Libc.Kill(-Pid, signal) == 0;

    /// <summary>Waits for a child of ours that ended to become reapable (its other threads may still be leaving), and gives its exit code; null when it is not our child.</summary>
    public async Task<int?> ReapAsync(TimeProvider clock, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        int exitCode;
        while (!TryReap(out exitCode))
        {
            if (!IsOurChild() || clock.GetElapsedTime(start) > ReapLimit)
                return null;
            await Task.Delay(ReapPoll, clock, cancellation);
        }

        return exitCode;
    }

    /// <summary>Exit code of a child of ours that ended, 128 + n where a signal ended it; false when it runs or is not our child.</summary>
    public bool TryReap(out int exitCode)
    {
        const int noHang = 1;
        exitCode = 0;
        // Waiting for process 0 is waiting for any child at all, and would take one that the runtime waits for: it ends the program then.
        if (Pid <= 0 || Read(Pid) is not null || Libc.WaitPid(Pid, out int status, noHang) != Pid)
            return false;
        int signal = status & 0x7f;
        exitCode = signal == 0 ? (status >> 8) & 0xff : 128 + signal;
        return true;
    }

    // The fourth field of stat is the parent; a zombie of somebody else is theirs to reap.
    private bool IsOurChild()
    {
        try
        {
            string text = File.ReadAllText($"/proc/{Pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ')[1] == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;   // gone altogether
        }
    }
}
