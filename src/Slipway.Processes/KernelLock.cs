namespace Slipway.Processes;

/// <summary>A right that one process has at a time: a lock of the kernel on a file. Whoever dies gives it back.</summary>
public sealed class KernelLock : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    private readonly FileStream _file;

    private KernelLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a file, which is made where there is none; null while somebody else has it.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no folder for it.</exception>
    public static KernelLock? TryTake(string path)
    {
        // Read, so that it can be taken on a disk that is full or cannot be written any more.
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Read, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new(new FileStream(path, options));
        }
        catch (IOException problem) when (problem is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Waits for the lock; null when it was not to be had in a time, for whoever has it was stopped.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no folder for it.</exception>
    public static async Task<KernelLock?> TakeAsync(string path, TimeSpan limit, TimeProvider clock, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(clock);
        long start = clock.GetTimestamp();
        while (true)
        {
            if (TryTake(path) is { } taken)
                return taken;
            if (clock.GetElapsedTime(start) >= limit)
                return null;
            await Task.Delay(Poll, clock, cancellation);
        }
    }

    /// <summary>Gives it back.</summary>
    public void Dispose() => _file.Dispose();
}
