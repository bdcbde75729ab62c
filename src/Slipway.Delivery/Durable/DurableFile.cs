using System.Text;
using Microsoft.Win32.SafeHandles;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Durable;

/// <summary>Files that are there whole or not at all, also after a power cut.</summary>
public static class DurableFile
{
    /// <summary>Replaces a file: written beside it, flushed, renamed over it, the folder flushed.</summary>
    public static void Replace(AbsolutePath file, string text) => Replace(file, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Replace(AbsolutePath, string)"/>
    public static void Replace(AbsolutePath file, byte[] bytes)
    {
        PrivateFolder.Create(file.Parent!);
        Replace(file, bytes, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>The same for a file of the repository, or one that somebody asked for: it keeps its mode, and a new one has that of any file this user makes.</summary>
    public static void ReplaceShared(AbsolutePath file, string text)
    {
        Directory.CreateDirectory(file.Parent!);
        Replace(file, Encoding.UTF8.GetBytes(text), OperatingSystem.IsWindows() || !File.Exists(file) ? null : File.GetUnixFileMode(file));
    }

    private static void Replace(AbsolutePath file, byte[] bytes, UnixFileMode? mode)
    {
        AbsolutePath folder = file.Parent!;
        AbsolutePath part = folder / $"{file.Name}.{Environment.ProcessId}.part";
        try
        {
            using (FileStream stream = Create(part, mode))
            {
                stream.Write(bytes);
                stream.Flush();
                Posix.Flush(stream.SafeFileHandle);
            }

            File.Move(part, file, overwrite: true);
            Posix.FlushFolder(folder);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    /// <summary>Brings a file that was just written, or copied, to the disk.</summary>
    public static void Flush(AbsolutePath file)
    {
        using SafeFileHandle handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        Posix.Flush(handle);
    }

    private static FileStream Create(AbsolutePath file, UnixFileMode? mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
            return new FileStream(file, options);
        // A mode for the making is cut by the process's umask; one that is kept is not.
        options.UnixCreateMode = mode;
        var stream = new FileStream(file, options);
        if (mode is { } kept)
            File.SetUnixFileMode(stream.SafeFileHandle, kept);
        return stream;
    }
}
