using System.Diagnostics;

namespace Slipway.Processes;

/// <summary>A started child that does not outlive us, where the system can see to that.</summary>
internal sealed class RunningProcess : IDisposable
{
    private const int SmallStack = 1 << 18;

    private readonly ManualResetEventSlim _isLetGo = new();

    private readonly Warden? _warden;

    private RunningProcess(Process process, string marker, Warden? warden)
    {
        Process = process;
        Marker = marker;
        _warden = warden;
    }

    public Process Process { get; }

    /// <summary>What its environment holds, and that of all it starts, and no other's.</summary>
    public string Marker { get; }

    /// <summary>Marks a child and starts it; throws what <see cref="Process.Start(ProcessStartInfo)"/> throws.</summary>
    public static async Task<RunningProcess> StartAsync(ProcessStartInfo start)
    {
        string marker = ProcessTree.Mark(start);
        Warden? warden = Warden.Beside(marker);
        try
        {
            return Tether.Tie(start) ? await HeldAsync(start, marker, warden) : new RunningProcess(Started(start), marker, warden);
        }
        catch
        {
            warden?.Dispose();
            throw;
        }
    }

    /// <summary>To be called when the child has ended, or cannot be ended.</summary>
    public void Dispose()
    {
        _warden?.Dispose();
        Process.Dispose();
        _isLetGo.Set();
    }

    // The parent whose death counts is the thread that forked: one of the pool may end any time, so each child has one of its own.
    private static Task<RunningProcess> HeldAsync(ProcessStartInfo start, string marker, Warden? warden)
    {
        var started = new TaskCompletionSource<RunningProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Hold(start, marker, warden, started), SmallStack) { IsBackground = true };
        thread.UnsafeStart();
        return started.Task;
    }

    private static void Hold(ProcessStartInfo start, string marker, Warden? warden, TaskCompletionSource<RunningProcess> started)
    {
        RunningProcess running;
        try
        {
            running = new RunningProcess(Started(start), marker, warden);
        }
        catch (Exception refused)
        {
            started.SetException(refused);
            return;
        }

        started.SetResult(running);
        running._isLetGo.Wait();
    }

    private static Process Started(ProcessStartInfo start) => Process.Start(start) ?? throw new UnreachableException();
}
