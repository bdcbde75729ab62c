using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Slipway.Delivery.Durable;

/// <summary>The calls .NET does not make for us, or makes without looking at the answer: .NET 10 swallows a failed fsync and cannot open a folder.</summary>
internal static partial class Posix
{
    private const int Exclusive = 2;
    private const int ExclusiveWithoutWaiting = 2 | 4;
    private const int Release = 8;
    private const int ReadWrite = 2;
    private const int NoEntry = 2;
    private const int Interrupted = 4;
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;

    // Without it every child process would inherit the lock, and keep it.
    private static int CloseOnExec => OperatingSystem.IsMacOS() ? 0x100_0000 : 0x8_0000;

    /// <summary>Brings a file's bytes to the disk.</summary>
    /// <exception cref="IOException">The disk did not take them; the file must be read again before anything is believed.</exception>
    public static void Flush(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
            RandomAccess.FlushToDisk(file);
        else if (Fsync(file) != 0)
            throw Failure("fsync");
    }

    /// <summary>Brings the names in a folder to the disk, after a file was made or renamed in it.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = Open(folder, CloseOnExec);
        if (descriptor < 0)
            throw Failure($"open {folder}");
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Fsync(handle) != 0)
            throw Failure($"fsync {folder}");
    }

    /// <summary>
    /// Opens a file that is there to be locked, and makes it when it is not there yet. .NET's own way to open would ask for a shared lock
    /// and fail while somebody holds the file, so that nobody could ever learn who does.
    /// </summary>
    public static SafeFileHandle OpenToLock(string file)
    {
        int descriptor = Open(file, ReadWrite | CloseOnExec);
        if (descriptor < 0 && Marshal.GetLastPInvokeError() == NoEntry)
        {
            Make(file);
            descriptor = Open(file, ReadWrite | CloseOnExec);
        }

        return descriptor < 0 ? throw Failure($"open {file}") : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    private static void Make(string file)
    {
        try
        {
            File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            // another run made it meanwhile, which is as good
        }
    }

    /// <summary>Takes the lock on an open file; false when somebody else has it. The end of the process gives it back, however it ends.</summary>
    public static bool TryLock(SafeFileHandle file)
    {
        if (Flock(file, ExclusiveWithoutWaiting) == 0)
            return true;
        int error = Marshal.GetLastPInvokeError();
        return error is WouldBlockLinux or WouldBlockMac ? false : throw Failure("flock");
    }

    /// <summary>Takes the lock on an open file, in the kernel's queue of those who wait for it; blocks the thread until then.</summary>
    public static void Lock(SafeFileHandle file)
    {
        while (Flock(file, Exclusive) != 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted)
                throw Failure("flock");
        }
    }

    /// <summary>Gives the lock back and closes the file.</summary>
    /// <remarks>
    /// Closing alone is not enough: a child process that another thread starts at this moment has a copy of the open file
    /// until it becomes its own program, and with it the lock.
    /// </remarks>
    public static void Unlock(SafeFileHandle file)
    {
        using (file)
        {
            if (!file.IsClosed && Flock(file, Release) != 0)
                throw Failure("flock");
        }
    }

    private static IOException Failure(string call)
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException($"{call}: {new Win32Exception(error).Message}", error);
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(SafeFileHandle descriptor, int operation);
}
