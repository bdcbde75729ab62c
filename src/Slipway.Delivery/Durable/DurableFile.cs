using System.Text;
using Microsoft.Win32.SafeHandles;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Durable;

/// <summary>Files that are there whole or not at all, also after a power cut.</summary>
public static class DurableFile
{
    /// <summary>Replaces a file: written beside it, flushed, renamed over it, the folder flushed.</summary>
    public static void Replace(AbsolutePath file, string text)
    {
        AbsolutePath folder = file.Parent!;
        PrivateFolder.Create(folder);
        AbsolutePath part = folder / $"{file.Name}.{Environment.ProcessId}.part";
        try
        {
            using (SafeFileHandle handle = File.OpenHandle(part, FileMode.Create, FileAccess.Write))
            {
                RandomAccess.Write(handle, Encoding.UTF8.GetBytes(text), 0);
                Posix.Flush(handle);
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
}
