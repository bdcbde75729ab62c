using Slipway.Vocabulary.Paths;

namespace Slipway.Execution.Caching;

/// <summary>
/// Files of the cache: there whole or not at all, whoever is killed. They are not flushed: each carries its digest, so that one that a power cut
/// has torn is none.
/// </summary>
internal static class WholeFile
{
    /// <summary>Writes a file beside its place and renames it there.</summary>
    public static void Write(AbsolutePath file, byte[] bytes)
    {
        AbsolutePath part = Part(file);
        try
        {
            using (FileStream stream = Create(part))
                stream.Write(bytes);
            File.Move(part, file, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    /// <summary>A name beside a file that nobody else uses.</summary>
    public static AbsolutePath Part(AbsolutePath file) =>
        file.Parent! / $"{file.Name}.{Environment.ProcessId}.{Guid.NewGuid():N}.part"; // a file has a folder

    /// <summary>A new file that only its owner reads.</summary>
    public static FileStream Create(AbsolutePath file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }
}
