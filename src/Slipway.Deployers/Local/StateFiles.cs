using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Local;

/// <summary>Private folders and files that are whole or not there.</summary>
internal static class StateFiles
{
    public const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    public const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const int DiskFull = 28, ReadOnlyDisk = 30, QuotaFull = 122;

    /// <summary>Makes a folder and what is missing above it, each private: .NET's own call gives the mode to the last one only.</summary>
    public static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (Path.GetDirectoryName(folder) is { } parent)
            MakeFolder(parent);
        Directory.CreateDirectory(folder, PrivateFolder);
    }

    /// <summary>A new private file that cannot exist yet.</summary>
    public static FileStream Create(string path, UnixFileMode mode = PrivateFile) =>
        new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode, Options = FileOptions.Asynchronous });

    /// <summary>Makes an empty private file, new where there was one: a mark that is there or not.</summary>
    public static void Mark(string path)
    {
        File.Delete(path);
        using FileStream file = Create(path);
    }

    /// <summary>Replaces a small file in one act.</summary>
    public static async Task ReplaceAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        string temporary = path + ".tmp";
        File.Delete(temporary);
        await using (FileStream file = Create(temporary))
        {
            await file.WriteAsync(content, cancellation);
            Synchronize(file);
        }

        File.Move(temporary, path, overwrite: true);
        SynchronizeFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes a written file durable; libc is asked directly because .NET 10.0.12 swallows the failure.</summary>
    public static void Synchronize(FileStream file)
    {
        file.Flush();
        if (Libc.FileSync(file.SafeFileHandle) != 0)
            throw new IOException($"fsync of {file.Name} failed: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());
    }

    public static void SynchronizeFolder(string folder)
    {
        const int directoryCloseOnExec = 0x10000 | 0x80000;
        using var handle = new SafeFileHandle(Libc.Open(folder, directoryCloseOnExec), ownsHandle: true);
        if (handle.IsInvalid || Libc.FileSync(handle) != 0)
            throw new IOException($"fsync of folder {folder} failed: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());
    }

    public static bool IsFull(IOException problem) => problem.HResult is DiskFull or QuotaFull;

    /// <summary>Shows by writing that a folder can be written, before anything depends on it.</summary>
    public static async Task ProbeAsync(string folder, CancellationToken cancellation)
    {
        string probe = Path.Combine(folder, "write.probe");
        try
        {
            MakeFolder(folder);
            await ReplaceAsync(probe, new byte[4096], cancellation);
            File.Delete(probe);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Remove(probe + ".tmp");
            throw new FaultException(ExitCode.Failed, CannotWrite(folder, problem), problem);
        }
    }

    /// <summary>Replaces a small file in one act.</summary>
    /// <exception cref="FaultException">It cannot be written.</exception>
    public static async Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        try
        {
            await ReplaceAsync(path, content, cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Remove(path + ".tmp");
            throw new FaultException(ExitCode.Failed, CannotWrite(Path.GetDirectoryName(path)!, problem), problem);
        }
    }

    private static Fault CannotWrite(string folder, Exception problem) => new(
        "SLP4002",
        $"the state folder cannot be written: {problem.Message}",
        folder,
        problem.HResult switch
        {
            DiskFull or QuotaFull => $"free space on the disk that holds it (df -h {folder}), then run again",
            ReadOnlyDisk => "mount it writable, or choose another state folder",
            _ => "let this user write there, or choose another state folder",
        });

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // the folder cannot be written, which is what the caller is about to say
        }
    }
}
