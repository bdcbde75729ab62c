using Slipway.Vocabulary.Paths;

namespace Slipway.Execution.Caching;

/// <summary>One run at a time works on what a target makes. The end of the process gives it back, however it ends.</summary>
internal static class TargetLock
{
    // How a system says that somebody else has it: EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION on Windows. Else there is no reason to wait.
    private const int TakenOnLinux = 11, TakenOnMac = 35, TakenOnWindows = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits for the lock of a target.</summary>
    /// <param name="file">The file that is locked; it stays.</param>
    /// <param name="waits">Called once where somebody else has it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="IOException">There can be no such file.</exception>
    public static async Task<IDisposable> TakeAsync(AbsolutePath file, Action waits, CancellationToken cancellation)
    {
        for (bool hasSaid = false; ; hasSaid = true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception.HResult is TakenOnLinux or TakenOnMac or TakenOnWindows)
            {
                if (!hasSaid)
                    waits();
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }
}
