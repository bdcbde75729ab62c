using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Slipway.Edge.Keeping;

/// <summary>Files that are whole after a power cut, or still the old ones.</summary>
internal static partial class DurableFile
{
    private const int OpenDirectory = 0x10000 | 0x80000;

    /// <summary>Replaces <paramref name="path"/>; the content it had becomes <paramref name="previous"/>.</summary>
    /// <exception cref="IOException">Nothing was replaced.</exception>
    public static void Replace(string path, string previous, ReadOnlySpan<byte> content)
    {
        string temporary = path + ".tmp";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var file = new FileStream(temporary, options))
        {
            file.Write(content);
            file.Flush();
            Synchronize(file.SafeFileHandle, temporary);
        }

        // Between the two renames only the previous generation exists; a reader takes that one.
        bool isFirst = !File.Exists(path);
        if (!isFirst)
            File.Move(path, previous, overwrite: true);
        File.Move(temporary, path, overwrite: true);
        try
        {
            SynchronizeFolder(Path.GetDirectoryName(path)!);
        }
        catch (IOException)
        {
            // What is refused must not be what the next start reads.
            if (isFirst)
                File.Delete(path);
            else
                File.Move(previous, path, overwrite: true);
            throw;
        }
    }

    // .NET 10.0.12 swallows fsync failures (design/reliability.md 0.1), so libc is asked directly.
    private static void Synchronize(SafeFileHandle handle, string path)
    {
        if (FileSync(handle) != 0)
            throw new IOException($"fsync of {path} failed: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());
    }

    private static void SynchronizeFolder(string folder)
    {
        int descriptor = Open(folder, OpenDirectory);
        if (descriptor < 0)
            throw new IOException($"cannot open folder {folder}: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        Synchronize(handle, folder);
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FileSync(SafeFileHandle descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
