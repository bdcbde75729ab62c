using Slipway.Vocabulary.Paths;

namespace Slipway.IO;

/// <summary>Makes and removes files and folders; what is already as asked is left alone.</summary>
public static class FolderChanges
{
    /// <summary>Makes a folder with those above it; one that exists stays as it is.</summary>
    public static AbsolutePath CreateDirectory(this AbsolutePath path)
    {
        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>Leaves an empty folder behind, whatever was there.</summary>
    public static AbsolutePath CreateOrCleanDirectory(this AbsolutePath path)
    {
        path.DeleteDirectory();
        return path.CreateDirectory();
    }

    /// <summary>Empties folders, or makes them.</summary>
    public static void CreateOrCleanDirectories(this IEnumerable<AbsolutePath> paths) => Each(paths, path => path.CreateOrCleanDirectory());

    /// <summary>Makes folders with those above them.</summary>
    public static void CreateDirectories(this IEnumerable<AbsolutePath> paths) => Each(paths, path => path.CreateDirectory());

    /// <summary>Removes the folder with all in it, read-only files too; a link is removed, not what it points to.</summary>
    public static void DeleteDirectory(this AbsolutePath path)
    {
        if (!Directory.Exists(path))
            return;
        if (OperatingSystem.IsWindows() && new DirectoryInfo(path).LinkTarget is null)
            Each(path.GetFiles(depth: int.MaxValue), file => File.SetAttributes(file, FileAttributes.Normal));
        Directory.Delete(path, recursive: new DirectoryInfo(path).LinkTarget is null);
    }

    /// <summary>Deletes folders with all they hold; those that are not there are no fault.</summary>
    public static void DeleteDirectories(this IEnumerable<AbsolutePath> paths) => Each(paths, DeleteDirectory);

    /// <summary>Deletes a file; one that is not there is no fault.</summary>
    public static void DeleteFile(this AbsolutePath path)
    {
        if (OperatingSystem.IsWindows() && File.Exists(path))
            File.SetAttributes(path, FileAttributes.Normal);
        if (path.Parent?.DirectoryExists() == true)
            File.Delete(path);
    }

    /// <summary>Deletes files; those that are not there are no fault.</summary>
    public static void DeleteFiles(this IEnumerable<AbsolutePath> paths) => Each(paths, DeleteFile);

    /// <summary>Makes the file, empty and with its folders, or sets its time to now.</summary>
    public static AbsolutePath TouchFile(this AbsolutePath path)
    {
        path.Parent?.CreateDirectory();
        using (File.Open(path, FileMode.OpenOrCreate, FileAccess.Write))
        {
        }

        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
        return path;
    }

    /// <summary>Makes this path a link to the target, in place of a link that is already there.</summary>
    public static AbsolutePath AddUnixSymlink(this AbsolutePath target, AbsolutePath link, bool force = false)
    {
        if (force)
            link.DeleteFile();
        return AbsolutePath.Create((target.DirectoryExists() ? Directory.CreateSymbolicLink(link, target) : File.CreateSymbolicLink(link, target)).FullName);
    }

    /// <summary>Lets everyone who may read the file run it; nothing happens on Windows.</summary>
    public static AbsolutePath SetExecutable(this AbsolutePath path)
    {
        if (OperatingSystem.IsWindows())
            return path;
        UnixFileMode mode = File.GetUnixFileMode(path);
        const UnixFileMode read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        File.SetUnixFileMode(path, mode | UnixFileMode.UserExecute | (UnixFileMode)((int)(mode & read) >> 2));
        return path;
    }

    private static void Each(IEnumerable<AbsolutePath> paths, Action<AbsolutePath> change)
    {
        // The list is finished first: a lazy search must not walk a tree that is being taken away.
        foreach (AbsolutePath path in paths.ToArray())
            change(path);
    }
}
