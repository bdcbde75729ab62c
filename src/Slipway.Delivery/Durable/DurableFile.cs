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
        AbsolutePath folder = file.Parent!;
        PrivateFolder.Create(folder);
        AbsolutePath part = folder / $"{file.Name}.{Environment.ProcessId}.part";
        try
        {
            using (var stream = Create(part))
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

    private static FileStream Create(AbsolutePath file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }
}
