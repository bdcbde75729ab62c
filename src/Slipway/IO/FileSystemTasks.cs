using Slipway.Vocabulary.Paths;

namespace Slipway.IO;

/// <summary>The static calls of older builds, each with what to write instead.</summary>
public static class FileSystemTasks
{
    /// <summary>Does what its replacement does, which the compiler names.</summary>
    [Obsolete("Use path.CreateDirectory().")]
    public static void EnsureExistingDirectory(AbsolutePath directory) => directory.CreateDirectory();

    /// <summary>Does what its replacement does, which the compiler names.</summary>
    [Obsolete("Use path.Parent.CreateDirectory().")]
    public static void EnsureExistingParentDirectory(AbsolutePath file) => file.Parent?.CreateDirectory();

    /// <summary>Does what its replacement does, which the compiler names.</summary>
    [Obsolete("Use path.CreateOrCleanDirectory().")]
    public static void EnsureCleanDirectory(AbsolutePath directory) => directory.CreateOrCleanDirectory();

    /// <summary>Does what its replacement does, which the compiler names.</summary>
    [Obsolete("Use path.DeleteDirectory().")]
    public static void DeleteDirectory(AbsolutePath directory) => FolderChanges.DeleteDirectory(directory);

    /// <summary>Does what its replacement does, which the compiler names.</summary>
    [Obsolete("Use path.DeleteFile().")]
    public static void DeleteFile(AbsolutePath file) => FolderChanges.DeleteFile(file);

    /// <summary>Does what its replacement does, which the compiler names.</summary>
    [Obsolete("Use path.TouchFile().")]
    public static void Touch(AbsolutePath path) => path.TouchFile();

    /// <summary>Does what its replacement does, which the compiler names.</summary>
    [Obsolete("Use source.Copy(target, policy).")]
    public static void CopyFile(AbsolutePath source, AbsolutePath target, FileExistsPolicy policy = FileExistsPolicy.Fail, bool createDirectories = true) =>
        source.Copy(target, ToPolicy(policy));

    /// <summary>Does what its replacement does, which the compiler names.</summary>
    [Obsolete("Use source.CopyToDirectory(target, policy).")]
    public static void CopyFileToDirectory(AbsolutePath source, AbsolutePath targetDirectory, FileExistsPolicy policy = FileExistsPolicy.Fail, bool createDirectories = true) =>
        source.CopyToDirectory(targetDirectory, ToPolicy(policy));

    /// <summary>Does what its replacement does, which the compiler names.</summary>
    [Obsolete("Use source.Copy(target, policy).")]
    public static void CopyDirectoryRecursively(
        AbsolutePath source,
        AbsolutePath target,
        DirectoryExistsPolicy directoryPolicy = DirectoryExistsPolicy.Fail,
        FileExistsPolicy filePolicy = FileExistsPolicy.Fail) =>
        source.Copy(target, (ToPolicy(filePolicy) & ~ExistsPolicy.DirectoryMerge)
            | (directoryPolicy == DirectoryExistsPolicy.Merge ? ExistsPolicy.DirectoryMerge : ExistsPolicy.DirectoryFail));

    /// <summary>Does what its replacement does, which the compiler names.</summary>
    [Obsolete("Use source.Move(target, policy).")]
    public static void MoveFile(AbsolutePath source, AbsolutePath target, FileExistsPolicy policy = FileExistsPolicy.Fail, bool createDirectories = true) =>
        source.Move(target, ToPolicy(policy));

    /// <summary>Does what its replacement does, which the compiler names.</summary>
    [Obsolete("Use source.Move(target).")]
    public static void MoveDirectory(AbsolutePath source, AbsolutePath target) => source.Move(target);

    /// <summary>Does what its replacement does, which the compiler names.</summary>
    [Obsolete("Use source.Rename(name).")]
    public static void RenameFile(AbsolutePath file, string newName) => file.Rename(newName);

    /// <summary>Does what its replacement does, which the compiler names.</summary>
    [Obsolete("Use path.FileExists().")]
    public static bool FileExists(AbsolutePath path) => PathQueries.FileExists(path);

    /// <summary>Does what its replacement does, which the compiler names.</summary>
    [Obsolete("Use path.DirectoryExists().")]
    public static bool DirectoryExists(AbsolutePath path) => PathQueries.DirectoryExists(path);

    private static ExistsPolicy ToPolicy(FileExistsPolicy policy) => ExistsPolicy.DirectoryMerge | policy switch
    {
        FileExistsPolicy.Skip => ExistsPolicy.FileSkip,
        FileExistsPolicy.Overwrite => ExistsPolicy.FileOverwrite,
        FileExistsPolicy.OverwriteIfNewer => ExistsPolicy.FileOverwriteIfNewer,
        _ => ExistsPolicy.FileFail,
    };
}

/// <summary>What older builds say about files that are already there; see <see cref="ExistsPolicy"/>.</summary>
public enum FileExistsPolicy
{
    /// <summary>Does what its replacement does, which the compiler names.</summary>
    Fail,
    /// <summary>Does what its replacement does, which the compiler names.</summary>
    Skip,
    /// <summary>Does what its replacement does, which the compiler names.</summary>
    Overwrite,
    /// <summary>Does what its replacement does, which the compiler names.</summary>
    OverwriteIfNewer,
}

/// <summary>What older builds say about folders that are already there; see <see cref="ExistsPolicy"/>.</summary>
public enum DirectoryExistsPolicy
{
    /// <summary>Does what its replacement does, which the compiler names.</summary>
    Fail,
    /// <summary>Does what its replacement does, which the compiler names.</summary>
    Merge,
}
