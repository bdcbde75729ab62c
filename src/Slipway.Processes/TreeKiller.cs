using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Slipway.Processes;

/// <summary>Ends a process with everything it started: asks first (SIGINT, then SIGTERM), kills after the grace.</summary>
internal sealed partial class TreeKiller(Process root, string marker, TimeProvider clock, TimeSpan grace)
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Terminate = 15;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(2);

    private readonly ProcessTree _tree = new(root.Id, marker);

    /// <summary>Returns when nothing of the tree is left, or when even SIGKILL did not end it within two seconds (a process stuck in the kernel).</summary>
    public async Task EndAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            await EndWithoutProcAsync();
            return;
        }

        Signal(Interrupt);
        if (await IsGoneWithinAsync(grace / 5))
            return;
        Signal(Terminate);
        if (await IsGoneWithinAsync(grace * 0.8))
            return;
        long start = clock.GetTimestamp();
        while (Signal(Kill) > 0 && clock.GetElapsedTime(start) < KillPatience)
            await Task.Delay(Pause, clock);
    }

    private int Signal(int signal)
    {
        IReadOnlyList<int> living = _tree.Living();
        foreach (int id in living)
            _ = SendSignal(id, signal);     // "no such process" is what we want anyway
        return living.Count;
    }

    private async Task<bool> IsGoneWithinAsync(TimeSpan span)
    {
        long start = clock.GetTimestamp();
        while (_tree.Living().Count > 0)
        {
            if (clock.GetElapsedTime(start) >= span)
                return false;
            await Task.Delay(Pause, clock);
        }

        return true;
    }

    // Elsewhere there is no /proc to walk: .NET knows the tree by parents only.
    private async Task EndWithoutProcAsync()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SendSignal(root.Id, Interrupt);
            long start = clock.GetTimestamp();
            while (!root.HasExited && clock.GetElapsedTime(start) < grace)
                await Task.Delay(Pause, clock);
        }

        root.Kill(entireProcessTree: true);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int id, int signal);
}
